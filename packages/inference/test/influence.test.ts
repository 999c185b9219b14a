import { reference } from '@wellposed/backend-reference';
import { Rational, roundedToFloat32 } from '@wellposed/conformance';
import { fitSync, fromFloat64, huber, ridge } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { influence, type Influence } from '../src/index.js';
import { codeOf } from './code-of.js';
import { exactFit } from './exact-fit.js';
import { type DecimalData, type ExactStatistics, exactStatistics, refits } from './exact-statistics.js';
import { expectFigure, expectRoot } from './figures.js';
import { randomData } from './random-data.js';
import { noisySets, referenceData } from './reference-data.js';
import { decimalProblem } from './reference-problem.js';

const seed = 20261124;
const one = new Rational(1n);
const integer = (value: number) => new Rational(BigInt(value));

/** Every figure of every row, against exact arithmetic; leave-one-out residuals against real refits without the row. */
function expectExactInfluence(
  found: Influence,
  data: DecimalData,
  exact: ExactStatistics,
  without = refits(data),
): void {
  const { residuals, leverage, residualSumOfSquares: rss, degreesOfFreedom: degrees, observations } = exact;
  const scale = Math.max(...data.y.map((value) => Math.abs(Number(value))));
  let press = new Rational(0n);
  residuals.forEach((residual, i) => {
    const weight = Rational.fromDecimal(data.weights?.[i] ?? '1');
    const rest = one.minus(leverage[i]!);
    const loo = without[i]!.residuals[i]!;
    press = press.plus(weight.times(loo).times(loo));
    expectFigure(found.leverage[i], leverage[i]!);
    expectFigure(found.looResiduals[i], loo, 2, scale);
    if (weight.isZero) {
      expect([found.standardizedResiduals[i], found.studentizedResiduals[i]]).toEqual([undefined, undefined]);
      expect(found.cooksDistance[i]).toBe(0);
      return;
    }
    if (residual.isZero) return;
    // e² = w r² (n − r) / ((1 − h) RSS).
    const square = weight.times(residual).times(residual).times(integer(degrees)).over(rest.times(rss));
    const side = residual.toNumber();
    expectRoot(found.standardizedResiduals[i], square, 2, side);
    // s₍ᵢ₎² from the residual sum of squares of the refit.
    const { residualSumOfSquares } = without[i]!;
    if (residualSumOfSquares.isZero) return;
    const external = weight
      .times(residual)
      .times(residual)
      .times(integer(degrees - 1));
    expectRoot(found.studentizedResiduals[i], external.over(rest.times(residualSumOfSquares)), 2, side);
    const rank = integer(observations - degrees);
    expectFigure(found.cooksDistance[i], square.times(leverage[i]!).over(rest.times(rank)), 3);
  });
  expectFigure(found.press, press);
}

describe.each(noisySets)('NIST $name, with a refit for each row', (set) => {
  const data = referenceData(set);
  const exact = exactStatistics(data);
  const without = refits(data);
  const problem = decimalProblem(data);

  it.each([reference, roundedToFloat32(reference)])('has every figure to the last digits on $name', (backend) => {
    const found = influence(problem, fitSync(problem, { backend }));
    expect(found.reasons).toEqual([]);
    expectExactInfluence(found, data, exact, without);
  });
});

describe('laws', () => {
  it(`has every figure of random weighted fits to the last digits (seed ${seed})`, () => {
    fc.assert(
      fc.property(randomData, (data) => {
        const { problem, solution, exact } = exactFit(data);
        fc.pre(!exact.residualSumOfSquares.isZero);
        fc.pre(exact.leverage.every((h) => !one.minus(h).isZero));
        const found = influence(problem, solution);
        expectExactInfluence(found, data, exact);
        expectSound(found);
        // Leverages sum to the rank.
        const sum = found.leverage.reduce<number>((total, h) => total + h!, 0);
        expect(Math.abs(sum - solution.names.length)).toBeLessThan(100 * 2 ** -53);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('counts no units: y times 2⁷⁰⁰ and weights times 4⁻²⁰⁰ change residuals and PRESS by those only', () => {
    const data: DecimalData = { ...outlier, weights: ['1', '2', '0.5', '1', '4', '1'] };
    const { problem, solution } = exactFit(data);
    const before = influence(problem, solution);
    const factor = 2 ** 300;
    const scale = (value: number) => value * factor;
    const after = influence(
      { ...problem, y: problem.y.map(scale), weights: problem.weights!.map((weight) => weight * 4 ** -200), low: {} },
      {
        ...solution,
        working: {
          ...solution.working,
          theta: { hi: solution.working.theta.hi.map(scale), lo: solution.working.theta.lo.map(scale) },
          inverseRoot: fromFloat64(solution.working.inverseRoot!.hi.map((value) => value * 2 ** 200)),
        },
      },
    );
    const { looResiduals, press, ...same } = before;
    expect(after).toMatchObject(same);
    expect(after.looResiduals).toEqual(looResiduals.map((value) => value! * factor));
    expect(after.press).toBe(press! * factor ** 2 * 4 ** -200);
  });
});

/** A line at 0, 1, 2, 3, 4, but for one point. */
const outlier: DecimalData = {
  x: [['0'], ['1'], ['2'], ['3'], ['4'], ['5']],
  y: ['1', '3', '5', '7', '9', '20'],
  intercept: true,
};

/** No NaN and no infinity, and a reason for each undefined entry that names its row. */
function expectSound(found: Influence): void {
  const told = (key: string, row: number) =>
    found.reasons.some(({ quantity, rows }) => quantity.split(', ').includes(key) && rows?.includes(row));
  for (const [key, values] of Object.entries(found)) {
    if (key === 'reasons' || !Array.isArray(values)) continue;
    (values as (number | undefined)[]).forEach((value, row) => {
      if (value === undefined) expect(told(key, row), `${key} ${row}`).toBe(true);
      else expect(Number.isFinite(value)).toBe(true);
    });
  }
  if (found.press === undefined) expect(found.reasons.some(({ quantity }) => quantity.includes('press'))).toBe(true);
}

describe('what is undefined has a reason', () => {
  const told = ({ reasons }: Influence) => reasons.map(({ quantity, code, rows }) => [quantity, code, rows]);
  const perRow = 'leverage, standardizedResiduals, studentizedResiduals, cooksDistance, looResiduals';
  const ofResiduals = 'standardizedResiduals, studentizedResiduals, cooksDistance';
  const { problem, solution } = exactFit(outlier);
  const every = [0, 1, 2, 3, 4, 5];

  it('an outlier beside an exact fit: without it, nothing is left to measure by', () => {
    const found = influence(problem, solution);
    expect(told(found)).toEqual([['studentizedResiduals', 'PERFECT_FIT', [5]]]);
    expect(told(influence(problem, solution, { perfectFit: 'report' }))).toEqual([
      ['studentizedResiduals', 'RESIDUALS_ARE_ROUNDING', [5]],
    ]);
    // y₅ is 20 where the line of the others has 11.
    expect(found.looResiduals[5]).toBe(9);
    expectSound(found);
  });

  it('the same far from zero, where rounding of y is all that is left', () => {
    const offset = '1000000000000000';
    const ninths = ['3', '4', '5', '6', '7'].map((digit) => `${offset}.${digit.repeat(60)}`);
    const { problem: far, solution: solved } = exactFit({ ...outlier, y: [...ninths, `${offset}.9`] });
    expect(told(influence(far, solved, { perfectFit: 'report' }))).toEqual([
      ['studentizedResiduals', 'RESIDUALS_ARE_ROUNDING', [5]],
    ]);
  });

  it('a row that determines its own prediction', () => {
    const dummy = exactFit({
      x: [
        ['0', '0'],
        ['1', '0'],
        ['2', '0'],
        ['3', '0'],
        ['1', '1'],
      ],
      y: ['1', '2', '2', '5', '9'],
      intercept: true,
    });
    const found = influence(dummy.problem, dummy.solution);
    expect(told(found)).toEqual([
      ['standardizedResiduals, studentizedResiduals, cooksDistance, looResiduals', 'LEVERAGE_IS_ONE', [4]],
      ['press', 'LEVERAGE_IS_ONE', undefined],
    ]);
    expect(found.leverage[4]).toBe(1);
    expect(found.leverage[0]).toBeCloseTo(0.7, 14);
    expectSound(found);
  });

  it.each([
    // 1 − h is about 10/x². Its error is of the size of 2⁻¹⁰⁰: at 10¹² fewer than half the digits are left, at 10¹⁷
    // none.
    ['1000000000', undefined],
    ['1000000000000', 'PRECISION_EXHAUSTED'],
    ['100000000000000000', 'LEVERAGE_IS_ONE'],
  ])('a leverage that rounds to 1, of a point at x = %s: %s', (x, code) => {
    const data: DecimalData = { ...outlier, x: [...outlier.x.slice(0, 5), [x]], y: ['1', '2', '5', '4', '9', '7'] };
    const { problem: far, solution: solved, exact } = exactFit(data);
    expect(exact.leverage[5]!.toNumber()).toBe(1);
    const found = influence(far, solved);
    expect(found.leverage[5]).toBe(1);
    expectSound(found);
    if (code === undefined) {
      expect(found.reasons).toEqual([]);
      const truth = refits(data)[5]!.residuals[5]!.toNumber();
      const rest = one.minus(exact.leverage[5]!).toNumber();
      expect(Math.abs(found.looResiduals[5]! / truth - 1)).toBeLessThan(4 * 2 ** -53 + 2 ** -98 / rest);
    } else {
      const lost = 'standardizedResiduals, studentizedResiduals, cooksDistance, looResiduals';
      expect(told(found)).toEqual([
        [lost, code, [5]],
        ['press', code, undefined],
      ]);
    }
  });

  it('rows of weight zero: not in the fit, and predicted by it', () => {
    const data: DecimalData = {
      ...outlier,
      y: ['1', '2', '5', '4', '9', '7'],
      weights: ['1', '1', '0', '1', '2', '1'],
    };
    const { problem: weighted, solution: solved, exact } = exactFit(data);
    const found = influence(weighted, solved);
    expect(told(found)).toEqual([['standardizedResiduals, studentizedResiduals', 'ZERO_WEIGHT', [2]]]);
    expect([found.leverage[2], found.cooksDistance[2]]).toEqual([0, 0]);
    expectFigure(found.looResiduals[2], exact.residuals[2]!);
    const dropped = exactFit({
      x: data.x.filter((_, i) => i !== 2),
      y: data.y.filter((_, i) => i !== 2),
      weights: data.weights!.filter((_, i) => i !== 2),
      intercept: true,
    });
    expect(found.press).toBe(influence(dropped.problem, dropped.solution).press);
  });

  it('no degrees of freedom, or none without the row', () => {
    const three = exactFit({ x: [['0'], ['1'], ['2']], y: ['1', '2', '5'], intercept: true });
    expect(told(influence(three.problem, three.solution))).toEqual([
      ['studentizedResiduals', 'NO_DEGREES_OF_FREEDOM', [0, 1, 2]],
    ]);
    const two = exactFit({ x: [['0'], ['1']], y: ['1', '2'], intercept: true });
    expect(told(influence(two.problem, two.solution))).toEqual([
      ['standardizedResiduals, studentizedResiduals, cooksDistance, looResiduals', 'LEVERAGE_IS_ONE', [0, 1]],
      ['press', 'LEVERAGE_IS_ONE', undefined],
    ]);
  });

  it('an exact fit has leverages and leave-one-out residuals, and nothing to measure them by', () => {
    const exact = exactFit({ ...outlier, y: ['1', '3', '5', '7', '9', '11'] });
    const found = influence(exact.problem, exact.solution);
    expect(told(found)).toEqual([[ofResiduals, 'PERFECT_FIT', every]]);
    const reported = influence(exact.problem, exact.solution, { perfectFit: 'report' });
    expect(told(reported)).toEqual([[ofResiduals, 'RESIDUALS_ARE_ROUNDING', every]]);
    expect(found.press).toBeLessThan(2 ** -180);
  });

  it('a theory that does not hold, and what is missing', () => {
    const { model, theta, inverseRoot } = solution.working;
    for (const [code, changed, solved] of [
      ['NOT_LEAST_SQUARES', { ...problem, loss: huber({ delta: 1, reduction: 'sum' }) }, solution],
      ['PENALIZED', { ...problem, penalty: ridge(1) }, solution],
      ['INEQUALITY_CONSTRAINTS', { ...problem, nonnegative: [0] }, solution],
      ['NOT_AT_THE_MINIMUM', problem, { ...solution, status: 'diverged' }],
      ['NO_FACTORIZATION', problem, { ...solution, working: { model, theta } }],
      [
        'PRECISION_EXHAUSTED',
        problem,
        { ...solution, working: { model, theta, inverseRoot: fromFloat64(inverseRoot!.hi.map(() => 1)) } },
      ],
    ] as const) {
      const found = influence(changed, solved);
      expect(told(found)).toEqual([
        [perRow, code, every],
        ['press', code, undefined],
      ]);
      expectSound(found);
    }
  });

  it('a solution of another problem is refused', () => {
    expect(codeOf(() => influence({ ...problem, y: new Float64Array(3) }, solution))).toBe('SHAPE_MISMATCH');
  });
});
