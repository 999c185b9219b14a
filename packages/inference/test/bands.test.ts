import { reference } from '@wellposed/backend-reference';
import { filip, longley, norris, roundedToFloat32, wampler1 } from '@wellposed/conformance';
import {
  decimals,
  fitSync,
  fromFloat64,
  linearProblem,
  polynomialProblem,
  ridge,
  type Problem,
  type Solution,
} from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bands } from '../src/index.js';
import { twoSidedQuantile } from '../src/students-t.js';
import { codeOf } from './code-of.js';
import { exactFit } from './exact-fit.js';
import { type DecimalData, type ExactStatistics, exactStatistics } from './exact-statistics.js';
import { expectFigure, u } from './figures.js';
import { randomData } from './random-data.js';
import { noisySets, referenceData } from './reference-data.js';
import { decimalProblem } from './reference-problem.js';

const seed = 20261125;
const line: DecimalData = {
  x: [['0'], ['1'], ['2'], ['3'], ['4']],
  y: ['1.5', '2.25', '5', '6.75', '9.5'],
  weights: ['1', '2', '0.5', '1', '4'],
  intercept: true,
};

const pairOf = (fit: { problem: Problem; solution: Solution }) => [fit.problem, fit.solution] as const;

/** Curve and half widths at rows of x, against exact arithmetic; the quantile is tested on its own. */
function expectExactBands(
  problem: Problem,
  solution: Solution,
  exact: ExactStatistics,
  rows: readonly (readonly string[])[],
): void {
  const confidence = 0.9;
  const found = bands(problem, solution, decimals(rows.flat()), { confidence });
  expect(found.reasons).toEqual([]);
  expect(found.level).toBe(confidence);
  const s = Math.sqrt(exact.residualSumOfSquares.toNumber() / exact.degreesOfFreedom);
  const quantile = twoSidedQuantile(confidence, exact.degreesOfFreedom);
  rows.forEach((row, i) => {
    const { value, variance } = exact.at(row);
    const fitted = found.fitted![i]!;
    expectFigure(fitted, value, 2, Math.abs(value.toNumber()));
    for (const [band, width] of [
      [found.confidence!, Math.sqrt(variance.toNumber())],
      [found.prediction!, Math.sqrt(1 + variance.toNumber())],
    ] as const) {
      const expected = quantile * s * width;
      // The edges are rounded sums; their distance has the rounding of both.
      const tolerance = 12 * u * expected + 2 * u * (Math.abs(fitted) + expected);
      expect(Math.abs(band.high[i]! - fitted - expected)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(fitted - band.low[i]! - expected)).toBeLessThanOrEqual(tolerance);
    }
  });
}

describe.each(noisySets)('NIST $name', (set) => {
  const data = referenceData(set);
  const exact = exactStatistics(data);
  const problem = decimalProblem(data);

  it.each([reference, roundedToFloat32(reference)])(
    'has the exact curve and bands at its own x on $name',
    (backend) => {
      expectExactBands(problem, fitSync(problem, { backend }), exact, data.x.slice(0, 12));
    },
  );
});

describe('laws', () => {
  it(`has exact bands for random weighted fits, extrapolated too (seed ${seed})`, () => {
    const points = fc.array(
      fc.integer({ min: -4000, max: 4000 }).map((value) => [(value / 8).toFixed(3)]),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(randomData, points, (data, rows) => {
        const { problem, solution, exact } = exactFit(data);
        fc.pre(!exact.residualSumOfSquares.isZero);
        expectExactBands(problem, solution, exact, rows);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('has no bands for a perfect fit, and on demand those of no width but for rounding', () => {
    const problem = decimalProblem(referenceData(wampler1));
    const solution = fitSync(problem, { backend: reference });
    const withheld = bands(problem, solution, [2.5, 30]);
    expect([withheld.confidence, withheld.prediction]).toEqual([undefined, undefined]);
    expect(withheld.reasons.map(({ quantity, code }) => [quantity, code])).toEqual([
      ['confidence, prediction', 'PERFECT_FIT'],
    ]);
    const { fitted, confidence, prediction } = bands(problem, solution, [2.5, 30], { perfectFit: 'report' });
    expect([confidence!.low, prediction!.high]).toEqual([fitted, fitted]);
  });

  it('takes several columns, and none at all', () => {
    const problem = decimalProblem(referenceData(longley));
    const solution = fitSync(problem, { backend: reference });
    const row = Array.from(problem.x.subarray(0, 6));
    const { fitted, confidence } = bands(problem, solution, [...row, ...row]);
    expect(fitted![0]).toBe(fitted![1]);
    expect(confidence!.low).toHaveLength(2);
    expect(bands(problem, solution, [])).toMatchObject({ fitted: new Float64Array(), reasons: [] });
  });

  it('is at 95 % when nothing is said', () => {
    const { problem, solution } = exactFit(line);
    expect(bands(problem, solution, [1.5])).toEqual(bands(problem, solution, [1.5], { confidence: 0.95 }));
  });
});

describe('what is undefined has a reason', () => {
  const { problem, solution } = exactFit(line);
  const { model, theta } = solution.working;

  it.each([
    ['PENALIZED', { ...problem, penalty: ridge(1) }, solution],
    ['INEQUALITY_CONSTRAINTS', { ...problem, nonnegative: [0] }, solution],
    ['NOT_AT_THE_MINIMUM', problem, { ...solution, status: 'stalled' as const }],
    ['NO_DEGREES_OF_FREEDOM', ...pairOf(exactFit({ x: [['0'], ['1']], y: ['1', '2'], intercept: true }))],
    ['NO_FACTORIZATION', problem, { ...solution, working: { model, theta } }],
  ] as const)('%s', (code, changed, solved) => {
    const found = bands(changed, solved, [1, 2]);
    expect(found.fitted).toHaveLength(2);
    expect([found.confidence, found.prediction]).toEqual([undefined, undefined]);
    expect(found.reasons.map(({ quantity, code: told }) => [quantity, told])).toEqual([
      ['confidence, prediction', code],
    ]);
  });

  it('a curve that the data determine at their own x only', () => {
    // A parabola through two distinct x.
    const deficient = polynomialProblem({ x: [0, 0, 1, 1, 1], y: [1, 2, 4, 5, 4], degree: 2 });
    for (const solver of ['qr', 'svd'] as const) {
      const solved = fitSync(deficient, { backend: reference, solver });
      expect(solved.status).toBe('rank-deficient');
      const inside = bands(deficient, solved, [0, 1]);
      expect(inside.reasons).toEqual([]);
      // At each x, the mean of its observations: s² = (0.5 + 2/3)/3.
      const s = Math.sqrt((1 / 2 + 2 / 3) / 3);
      const quantile = twoSidedQuantile(0.95, 3);
      for (const [i, count] of [2, 3].entries()) {
        const width = inside.confidence!.high[i]! - inside.fitted![i]!;
        expect(width).toBeCloseTo((quantile * s) / Math.sqrt(count), 12);
      }
      const between = bands(deficient, solved, [0, 0.5, 1, 2]);
      expect(between.confidence).toBeUndefined();
      expect(between.fitted).toHaveLength(4);
      expect(between.reasons).toMatchObject([
        { quantity: 'confidence, prediction', code: 'NOT_ESTIMABLE', rows: [1, 3] },
      ]);
    }
  });

  it('a curve that constraints may help to determine, where the data do not', () => {
    const columns = linearProblem({ x: [1, 2, 3, 4], y: [1, 2, 2, 5] });
    const solved = fitSync(columns, { backend: reference });
    const value = fromFloat64(Float64Array.of(0));
    const constrained = { ...columns, constraints: [{ coefficients: fromFloat64(Float64Array.of(0, 0)), value }] };
    const rank = { numerical: 2, threshold: 2 ** -50, verdict: 'deficient', dependentColumns: [] } as const;
    expect(bands(constrained, solved, [1]).reasons).toEqual([]);
    const codes = bands(constrained, { ...solved, rank }, [1]).reasons.map(({ code }) => code);
    expect(codes).toEqual(['NOT_ESTIMABLE']);
  });

  it('what is beyond float64', () => {
    const factor = 2 ** 1000;
    const far = {
      ...solution,
      working: { ...solution.working, theta: fromFloat64(theta.hi.map((value) => value * factor)) },
    };
    const found = bands({ ...problem, y: problem.y.map((value) => value * factor), low: {} }, far, [2 ** 30]);
    expect(found.fitted).toBeUndefined();
    expect(found.reasons.map(({ quantity, code }) => [quantity, code])).toEqual([
      ['fitted, confidence, prediction', 'OUT_OF_RANGE'],
    ]);
  });
});

describe('misuse', () => {
  const problem = decimalProblem(referenceData(norris));
  const solution = fitSync(problem, { backend: reference });
  const other = decimalProblem(referenceData(filip));

  it.each([
    ['INVALID_OPTION', () => bands(problem, solution, [1], { confidence: 1 })],
    ['SHAPE_MISMATCH', () => bands(other, solution, [1])],
    ['NON_FINITE_INPUT', () => bands(problem, solution, [1, NaN])],
    ['INVALID_INPUT', () => bands(problem, solution, ['1'] as unknown as number[])],
  ] as const)('%s', (code, action) => {
    expect(codeOf(action)).toBe(code);
  });

  it('refuses x that is not m × d', () => {
    const columns = decimalProblem(referenceData(longley));
    const solved = fitSync(columns, { backend: reference });
    expect(codeOf(() => bands(columns, solved, [1, 2, 3]))).toBe('SHAPE_MISMATCH');
  });
});
