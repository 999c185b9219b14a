import { describe, expect, test } from 'vitest';
import { closedFormAdvice, notShortestAdvice } from '../../src/closed-form/advice.js';
import { nullStep } from '../../src/closed-form/null-step.js';
import type { ScaledSystem } from '../../src/closed-form/scaled-system.js';
import type { Factorization } from '../../src/contracts/backend.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { multiply } from '../../src/double-double/multiply.js';
import { fitSync } from '../../src/fit/fit.js';
import { norm } from '../../src/norm.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { denseBackend } from '../support/dense-backend.js';

const u = 2 ** -53;

/** Ã = √W [1 1; 2 2] with weights 1 and w: rank 1, ÃᵀÃ = (1 + 4w) [1 1; 1 1], whose generalised inverse is S Sᵀ. */
const systemOf = (w: number, y: readonly number[]): ScaledSystem => ({
  ...{ rows: 2, columns: 2, columnScales: Float64Array.of(1, 1), targetScale: 1, weightScale: 1 },
  design: fromFloat64(Float64Array.of(1, 1, 2, 2)),
  targets: Float64Array.from(y),
  ...(w !== 1 && { weights: Float64Array.of(1, w), rootWeights: Float64Array.of(1, Math.sqrt(w)) }),
});

const factorizationOf = (w: number, leak: number, accuracy = 1): Factorization => {
  const root = (accuracy * 1) / Math.sqrt(4 * (1 + 4 * w));
  const refuse = () => {
    throw new Error('not asked for');
  };
  return {
    outcome: 'ok',
    rank: 1,
    singularValues: Float64Array.of(Math.sqrt(2 * (1 + 4 * w)), 0),
    nullSpace: Float64Array.of(1, -1 + leak),
    inverseRoot: Float64Array.of(root, root),
    solveAugmented: refuse,
  } as unknown as Factorization;
};

const leakOf = (system: ScaledSystem, step: ReturnType<typeof nullStep>): number =>
  norm(multiply(system.design, step!.direction, 2).hi.map((value, i) => value * (system.rootWeights?.[i] ?? 1)));

describe('nullStep', () => {
  test('is N ζ where nothing leaks', () => {
    const step = nullStep(systemOf(1, [1, 1]), factorizationOf(1, 0), Float64Array.of(3));
    expect(step?.direction).toEqual(fromFloat64(Float64Array.of(3, -3)));
    // 4 roundings of 32 u² in each row of the product, for columns of up to 2√2.
    expect(step?.leak).toBeCloseTo(4 * 32 * u * u * 4 * Math.hypot(3, 3), 40);
  });

  test.each([1, 4])('takes back what leaks, and no more: weight %d', (w) => {
    const system = systemOf(w, [1, 1]);
    const step = nullStep(system, factorizationOf(w, 2 ** -30), Float64Array.of(2 ** 20))!;
    // ‖(1, √w)‖ u: what rounding y would move.
    expect(leakOf(system, step)).toBeLessThanOrEqual(u * Math.hypot(1, Math.sqrt(w)));
    expect(leakOf(system, step)).toBeLessThanOrEqual(step.leak);
    // N = (1 + 2⁻³¹)(1, −1) + what leaks, 2⁻³¹ (1, 1)… of which half the difference of the elements is kept.
    expect((step.direction.hi[0]! - step.direction.hi[1]!) / 2).toBe(2 ** 20 * (1 - 2 ** -31));
  });

  test('takes several rounds with an S of few digits', () => {
    const system = systemOf(1, [1, 1]);
    const step = nullStep(system, factorizationOf(1, 2 ** -10, 1 + 2 ** -8), Float64Array.of(1))!;
    expect(leakOf(system, step)).toBeLessThanOrEqual(u * Math.SQRT2);
    expect(leakOf(system, step)).toBeLessThanOrEqual(step.leak);
  });

  test('is undefined where S cannot take it back', () => {
    expect(nullStep(systemOf(1, [1, 1]), factorizationOf(1, 2 ** -30, 0), Float64Array.of(1))).toBeUndefined();
    expect(nullStep(systemOf(1, [1, 1]), factorizationOf(1, 0), Float64Array.of(Infinity))).toBeUndefined();
  });
});

describe('polynomials of more coefficients than rows', () => {
  const x = Float64Array.from({ length: 20 }, (_, i) => i / 3);
  const y = x.map((value) => 1 + 2 * value - 0.3 * value ** 2 + Math.sin(17 * value));
  const solutionOf = (degree: number, unit = 1) =>
    fitSync(polynomialProblem({ x: x.map((value) => value * unit), y, degree }), { backend: denseBackend() });

  // A backward-stable solver leaves √p (n + p + 2) u of ‖y‖: 2⁻⁴³ at p = 81. What leaks without care is 2⁻²⁷ at degree 40.
  const bound = 2 ** -43 * norm(y);

  test('fit every row, the shortest way', () => {
    const { status, residuals, advice } = solutionOf(25);
    expect(status).toBe('rank-deficient');
    expect(advice).toBe(closedFormAdvice['rank-deficient']);
    expect(norm(residuals)).toBeLessThanOrEqual(bound);
  });

  test.each([
    [40, 1],
    [60, 1],
    [80, 2 ** 10],
  ])('say so where the shortest is out of reach, and fit every row: degree %i, unit %i', (degree, unit) => {
    const { status, residuals, advice } = solutionOf(degree, unit);
    expect(status).toBe('rank-deficient');
    expect(advice).toBe(notShortestAdvice);
    expect(norm(residuals)).toBeLessThanOrEqual(bound);
  });
});
