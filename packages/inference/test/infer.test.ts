import { huber, linearProblem, ridge, type Problem, type Solution } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { infer, type Inference, type ReasonCode } from '../src/index.js';
import { codeOf } from './code-of.js';
import { exactFit } from './exact-fit.js';
import type { DecimalData } from './exact-statistics.js';
import { withRoot } from './with-root.js';

const seed = 20261103;
const u = 2 ** -53;

const line: DecimalData = {
  x: [['0'], ['1'], ['2'], ['3'], ['4']],
  y: ['1.5', '2.25', '5', '6.75', '9.5'],
  weights: ['1', '2', '0.5', '1', '4'],
  intercept: true,
};

/** Σ over the rows of a line's data. */
function sums({ x, y, weights }: DecimalData) {
  const rows = y.map((value, i) => ({ x: Number(x[i]![0]), y: Number(value), w: Number(weights?.[i] ?? 1) }));
  return (term: (row: { x: number; y: number; w: number }) => number) => rows.reduce((sum, row) => sum + term(row), 0);
}

const codes = ({ reasons }: Inference) => Object.fromEntries(reasons.map(({ quantity, code }) => [quantity, code]));

/** No NaN, no infinity anywhere, and a reason for each undefined key. */
function expectSound(inference: Inference): void {
  const check = (key: string, value: unknown, coefficient?: string) => {
    if (value === undefined) {
      const told = inference.reasons.some(
        ({ quantity, coefficients }) =>
          quantity.split(', ').includes(key) && (coefficient === undefined || coefficients?.includes(coefficient)),
      );
      expect(told, `${key} ${coefficient ?? ''} has no reason`).toBe(true);
    } else if (key === 'interval') expect((value as number[]).every(Number.isFinite)).toBe(true);
    else if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  };
  for (const [key, value] of Object.entries(inference)) check(key, value);
  for (const coefficient of inference.coefficients) {
    for (const [key, value] of Object.entries(coefficient)) check(key, value, coefficient.name);
  }
}

describe('a weighted line, against the textbook formulas', () => {
  const { problem, solution } = exactFit(line);
  const sum = sums(line);
  const total = sum(({ w }) => w);
  const meanX = sum(({ w, x }) => w * x) / total;
  const meanY = sum(({ w, y }) => w * y) / total;
  const xx = sum(({ w, x }) => w * (x - meanX) ** 2);
  const yy = sum(({ w, y }) => w * (y - meanY) ** 2);
  const xy = sum(({ w, x, y }) => w * (x - meanX) * (y - meanY));
  const s = Math.sqrt((yy - xy ** 2 / xx) / 3);
  const inference = infer(problem, solution);

  it('has s, R² and standard errors', () => {
    expect(inference.residualStandardDeviation).toBeCloseTo(s, 13);
    expect(inference.rSquared).toBeCloseTo(xy ** 2 / (xx * yy), 13);
    expect(inference.coefficients[0]!.standardError).toBeCloseTo(s * Math.sqrt(1 / total + meanX ** 2 / xx), 13);
    expect(inference.coefficients[1]!.standardError).toBeCloseTo(s / Math.sqrt(xx), 13);
  });

  it('has intervals of the wanted confidence around the estimates', () => {
    // Student's t with 3 degrees of freedom (NIST/SEMATECH e-Handbook, §1.3.6.7.2): 3.182 at 95 %, 5.841 at 99 %.
    for (const [options, quantile, confidence] of [
      [undefined, '3.182', 0.95],
      [{}, '3.182', 0.95],
      [{ confidence: 0.99 }, '5.841', 0.99],
    ] as const) {
      const found = infer(problem, solution, options);
      expect(found.confidence).toBe(confidence);
      for (const { estimate, standardError, interval } of found.coefficients) {
        const [low, high] = interval!;
        expect(((high - low) / 2 / standardError!).toFixed(3)).toBe(quantile);
        expect((low + high) / 2).toBeCloseTo(estimate!, 13);
      }
    }
  });

  it('names the coefficients and counts the degrees of freedom', () => {
    expect(inference.coefficients.map(({ name }) => name)).toEqual(['1', 'x']);
    expect(inference.degreesOfFreedom).toBe(3);
    expect(inference.reasons).toEqual([]);
    expectSound(inference);
  });
});

describe('laws', () => {
  const decimals = fc.integer({ min: -999, max: 999 }).map((value) => (value / 8).toFixed(3));
  const data = fc.record({
    x: fc.uniqueArray(decimals, { minLength: 3, maxLength: 9 }),
    noise: fc.array(decimals, { minLength: 9, maxLength: 9 }),
    intercept: fc.boolean(),
  });
  const fitOf = ({ x, noise, intercept }: { x: string[]; noise: string[]; intercept: boolean }, shift = 0) =>
    exactFit({ x: x.map((value) => [value]), y: x.map((_, i) => String(Number(noise[i]!) + shift)), intercept });
  const usable = ({ x, noise, intercept }: { x: string[]; noise: string[]; intercept: boolean }) =>
    (intercept || x.some((value) => Number(value) !== 0)) && new Set(noise.slice(0, x.length)).size > 2;
  /** y in units 2^exponent as large. */
  const scaledBy = (problem: Problem, solution: Solution, factor: number) =>
    [
      { ...problem, y: problem.y.map((value) => value * factor) },
      {
        ...solution,
        coefficients: solution.coefficients.map((value) => value * factor),
        residuals: solution.residuals.map((value) => value * factor),
        residualSumOfSquares: solution.residualSumOfSquares * factor * factor,
      },
    ] as const;

  it('follows the units of y bit for bit, even where squares overflow or underflow', () => {
    fc.assert(
      fc.property(data.filter(usable), fc.constantFrom(-700, -300, -3, 5, 400, 900), (raw, exponent) => {
        const { problem, solution } = fitOf(raw);
        const factor = 2 ** exponent;
        const before = infer(problem, solution);
        const after = infer(...scaledBy(problem, solution, factor));
        expect(after.rSquared).toBe(before.rSquared);
        expect(after.residualStandardDeviation).toBe(before.residualStandardDeviation! * factor);
        after.coefficients.forEach(({ standardError, t, p, interval }, j) => {
          const old = before.coefficients[j]!;
          expect([standardError, t, p]).toEqual([old.standardError! * factor, old.t, old.p]);
          expect(interval).toEqual(old.interval?.map((end) => end * factor));
        });
      }),
      { seed, numRuns: 100 },
    );
  });

  it('takes weights as relative: times 4ᵏ leaves all but s, which goes with 2ᵏ', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), (exponent) => {
        const { problem, solution } = exactFit(line);
        const factor = 4 ** exponent;
        const before = infer(problem, solution);
        const after = infer(
          { ...problem, weights: problem.weights!.map((weight) => weight * factor) },
          withRoot(solution, (value) => value / 2 ** exponent),
        );
        expect(after.residualStandardDeviation).toBe(before.residualStandardDeviation! * 2 ** exponent);
        expect({ ...after, residualStandardDeviation: 0 }).toEqual({ ...before, residualStandardDeviation: 0 });
      }),
      { seed, numRuns: 50 },
    );
  });

  it('does not count rows of weight zero, whatever they hold', () => {
    const dropped = exactFit(line);
    const kept = exactFit({
      ...line,
      x: [['7'], ...line.x],
      y: ['1000000', ...line.y],
      weights: ['0', ...line.weights!],
    });
    expect(infer(kept.problem, kept.solution)).toEqual(infer(dropped.problem, dropped.solution));
  });

  it('has the same R² after a large shift of y, with an intercept', () => {
    fc.assert(
      fc.property(data.filter(usable), (raw) => {
        const plain = fitOf({ ...raw, intercept: true });
        const shifted = fitOf({ ...raw, intercept: true }, 2 ** 44);
        const before = infer(plain.problem, plain.solution).rSquared!;
        // The shifted data are exact in float64; 1 − q is formed from q = RSS/T, with a few roundings.
        expect(Math.abs(infer(shifted.problem, shifted.solution).rSquared! - before)).toBeLessThanOrEqual(16 * u);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('measures R² from zero without an intercept', () => {
    const { problem, solution } = exactFit({ ...line, intercept: false });
    const sum = sums(line);
    const expected =
      sum(({ w, x, y }) => w * x * y) ** 2 / (sum(({ w, x }) => w * x * x) * sum(({ w, y }) => w * y * y));
    expect(infer(problem, solution).rSquared).toBeCloseTo(expected, 14);
  });
});

describe('what is undefined has a reason', () => {
  const { problem, solution } = exactFit(line);
  const every = 'standardError, t, p, interval';
  const expectReason = (inference: Inference, expected: Record<string, ReasonCode>) => {
    expect(codes(inference)).toEqual(expected);
    expectSound(inference);
  };

  it('no degrees of freedom', () => {
    const two = exactFit({ ...line, x: [['0'], ['1']], y: ['1', '3'], weights: ['1', '1'] });
    const inference = infer(two.problem, two.solution);
    expectReason(inference, {
      residualStandardDeviation: 'NO_DEGREES_OF_FREEDOM',
      [every]: 'NO_DEGREES_OF_FREEDOM',
    });
    expect(inference.rSquared).toBe(1);
    expect(inference.coefficients.map(({ estimate }) => estimate)).toEqual([1, 2]);
  });

  it('no factorisation at hand', () => {
    const { model, theta } = solution.working;
    const inference = infer(problem, { ...solution, working: { model, theta } });
    expectReason(inference, { [every]: 'NO_FACTORIZATION' });
    expect(inference.residualStandardDeviation).toBeDefined();
    expect(inference.reasons[0]!.coefficients).toEqual(['1', 'x']);
    expect(inference.reasons[0]!.reason).not.toContain('(1, x)');
  });

  it('another loss, or a penalty', () => {
    const robust = { ...problem, loss: huber({ delta: 1, reduction: 'sum' }) };
    expectReason(infer(robust, solution), {
      residualStandardDeviation: 'NOT_LEAST_SQUARES',
      [every]: 'NOT_LEAST_SQUARES',
    });
    const penalized = { ...problem, penalty: ridge(1) };
    expectReason(infer(penalized, solution), { residualStandardDeviation: 'PENALIZED', [every]: 'PENALIZED' });
  });

  it.each(['stalled', 'diverged', 'max-iterations', 'precision-exhausted', 'aborted'] as const)(
    'a fit that ended as %s',
    (status) => {
      const inference = infer(problem, { ...solution, status });
      expectReason(inference, { residualStandardDeviation: 'NOT_AT_THE_MINIMUM', [every]: 'NOT_AT_THE_MINIMUM' });
      expect(inference.rSquared).toBeDefined();
    },
  );

  it('coefficients of dependent columns in a rank-deficient fit, and only they', () => {
    // y = θ₁ + θ₂ a + θ₃ b + θ₄ c with b = 2a: S Sᵀ from the columns 1, a, c, zero in the row of b.
    const reduced = exactFit({
      x: [
        ['0', '1'],
        ['1', '0'],
        ['2', '2'],
        ['3', '-1'],
        ['4', '0'],
      ],
      y: ['1.5', '2.25', '5', '6.75', '9.5'],
      intercept: true,
    });
    const [s1, s2, s3] = [0, 1, 2].map((j) => reduced.solution.inverseRoot!.subarray(3 * j, 3 * j + 3));
    const deficient = linearProblem({
      x: Array.from(reduced.problem.y.keys(), (i) => {
        const [a, c] = reduced.problem.x.subarray(2 * i, 2 * i + 2);
        return [a!, 2 * a!, c!];
      }),
      y: reduced.problem.y,
      names: ['a', 'b', 'c'],
    });
    const [t1, t2, t3] = reduced.solution.coefficients;
    const found: Solution = {
      ...reduced.solution,
      status: 'rank-deficient',
      names: ['1', 'a', 'b', 'c'],
      coefficients: Float64Array.of(t1!, t2! / 5, (2 * t2!) / 5, t3!),
      rank: { numerical: 3, threshold: 1e-15, dependentColumns: ['a', 'b'] },
      inverseRoot: Float64Array.of(...s1!, ...s2!, 0, 0, 0, ...s3!),
    };
    const inference = infer(deficient, found);
    expectReason(inference, { [every]: 'NOT_ESTIMABLE' });
    expect(inference.reasons[0]!.coefficients).toEqual(['a', 'b']);
    expect(inference.reasons[0]!.reason).toContain('(a, b)');
    const full = infer(reduced.problem, reduced.solution).coefficients;
    expect(inference.coefficients[0]).toEqual(full[0]);
    expect(inference.coefficients[3]).toEqual({ ...full[2]!, name: 'c' });

    // Told in the names of another basis, or not told: nothing is known to be determined.
    for (const dependentColumns of [['T1(x)', 'T2(x)'], []]) {
      const untold = infer(deficient, { ...found, rank: { numerical: 3, threshold: 1e-15, dependentColumns } });
      expectReason(untold, { [every]: 'NOT_ESTIMABLE' });
      expect(untold.reasons[0]!.coefficients).toEqual(['1', 'a', 'b', 'c']);
    }
  });

  it('t and p of an exact fit', () => {
    const exact = exactFit({ ...line, y: ['1', '3', '5', '7', '9'] });
    const inference = infer(exact.problem, exact.solution);
    expectReason(inference, { 't, p': 'ZERO_STANDARD_ERROR' });
    expect(inference.residualStandardDeviation).toBe(0);
    expect(inference.coefficients[1]).toMatchObject({ standardError: 0, interval: [2, 2] });
    expect(inference.rSquared).toBe(1);
  });

  it('R² of a y that does not vary', () => {
    // 0.1 is no dyadic number: a rounded mean of it would differ from it.
    const flat = exactFit({ ...line, y: ['0.1', '0.1', '0.1', '0.1', '0.1'] });
    expect(codes(infer(flat.problem, flat.solution))['rSquared']).toBe('CONSTANT_RESPONSE');
    const zero = exactFit({ ...line, y: ['0', '0', '0', '0', '0'], intercept: false });
    expect(codes(infer(zero.problem, zero.solution))['rSquared']).toBe('CONSTANT_RESPONSE');
    const through = exactFit({ ...line, y: ['2', '2', '2', '2', '2'], intercept: false });
    expect(infer(through.problem, through.solution).rSquared).toBeDefined();
    const hidden = exactFit({ ...line, y: ['7', '2', '2', '2', '2'], weights: ['0', '1', '1', '1', '1'] });
    expect(codes(infer(hidden.problem, hidden.solution))['rSquared']).toBe('CONSTANT_RESPONSE');
  });

  it('what is not finite', () => {
    const nothing = new Float64Array(2).fill(NaN);
    const inference = infer(problem, {
      ...solution,
      status: 'precision-exhausted',
      coefficients: nothing,
      residuals: new Float64Array(5).fill(NaN),
    });
    expectReason(inference, {
      estimate: 'NO_ESTIMATE',
      residualStandardDeviation: 'NOT_AT_THE_MINIMUM',
      [every]: 'NOT_AT_THE_MINIMUM',
      rSquared: 'OUT_OF_RANGE',
    });
    expectReason(infer(problem, { ...solution, coefficients: nothing }), {
      'estimate, t, p, interval': 'NO_ESTIMATE',
    });
    const huge = infer(problem, {
      ...solution,
      inverseRoot: solution.inverseRoot!.map((value) => value * 1e308 * 1e3),
    });
    expectSound(huge);
    expect(huge.coefficients[0]!.standardError).toBeUndefined();
    const tiny = infer(problem, { ...solution, inverseRoot: solution.inverseRoot!.map((value) => value * 1e-310) });
    expectSound(tiny);
    expect(tiny.coefficients[0]!.t).toBeUndefined();
  });
});

describe('misuse', () => {
  const { problem, solution } = exactFit(line);

  it.each([0, 1, -1, 95, NaN, Infinity, '0.95'])('refuses the confidence %s', (confidence) => {
    expect(codeOf(() => infer(problem, solution, { confidence: confidence as number }))).toBe('INVALID_OPTION');
  });

  it.each([
    ['residuals', { residuals: new Float64Array(4) }],
    ['names', { names: ['1'] }],
    ['coefficients', { coefficients: new Float64Array(3) }],
    ['inverseRoot', { inverseRoot: new Float64Array(3) }],
    ['rank', { rank: { numerical: 1, threshold: 0, dependentColumns: ['1', 'x'] } }],
  ])('refuses a solution of another problem: %s', (_, change) => {
    expect(codeOf(() => infer(problem, { ...solution, ...change }))).toBe('SHAPE_MISMATCH');
  });

  it('refuses weights of another length', () => {
    expect(codeOf(() => infer({ ...problem, weights: new Float64Array(2) }, solution))).toBe('SHAPE_MISMATCH');
  });

  it('changes neither problem nor solution', () => {
    const before = structuredClone({ y: problem.y, weights: problem.weights, residuals: solution.residuals });
    infer(problem, solution);
    expect({ y: problem.y, weights: problem.weights, residuals: solution.residuals }).toEqual(before);
  });
});
