import { describe, expect, test } from 'vitest';
import { refine, solutionScale, solvePlain } from '../../src/closed-form/refine.js';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { runSync } from '../../src/fit/steps.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const systemOf = (a: number[], y: number[], weights?: number[]) =>
  runSync(
    scaledSystem({
      design: fromFloat64(Float64Array.from(a)),
      targets: Float64Array.from(y),
      ...(weights && { weights: Float64Array.from(weights) }),
    }),
  );

const one = systemOf([1], [1]);

describe('refine', () => {
  test('contracts until a correction no longer changes a double-double', () => {
    const factorization = scalarFactorization(1 / 4);
    const solution = runSync(refine(one, factorization));
    // The corrections are ¾ · 4^−(k + 1): the first of at most 2⁻¹⁰⁴ is that of k = 51. It is not applied.
    expect(solution.steps).toBe(51);
    expect(factorization.calls()).toBe(53);
    expect(solution.error).toBe(0.75 * 4 ** -52);
    expect(solution.theta.hi[0]).toBe(1);
    expect(Math.abs(solution.theta.lo[0]!)).toBeLessThanOrEqual(2 ** -104);
    expect(solution.residualNorm).toBe(0);
  });

  test('an exact factorisation needs no step', () => {
    const solution = runSync(refine(one, scalarFactorization(0)));
    expect(solution).toMatchObject({ steps: 0, error: 0 });
    expect(solution.theta).toEqual({ hi: Float64Array.of(1), lo: Float64Array.of(0) });
  });

  test('y of zeros has the solution zero, exactly', () => {
    expect(runSync(refine(systemOf([1], [0]), scalarFactorization(1 / 4)))).toMatchObject({ steps: 0, error: 0 });
  });

  test('stops at a contraction of one half or slower, with twice the last correction as its error', () => {
    // The corrections are ½ · 2^−(k + 1): the second is half the first.
    expect(runSync(refine(one, scalarFactorization(1 / 2)))).toMatchObject({ steps: 1, error: 2 / 8 });
    // ¼ · (¾)^(k + 1).
    expect(runSync(refine(one, scalarFactorization(3 / 4)))).toMatchObject({ steps: 1, error: (2 * 9) / 64 });
  });

  test('knows nothing when the first correction is as large as the solution', () => {
    expect(runSync(refine(one, scalarFactorization(-1)))).toMatchObject({ steps: 0, error: Infinity });
    // Half as large: 2 (1 − miss) miss = 1 of the start 1 at miss = ½ and y = 1: ½ · 1 against the start given.
    expect(runSync(refine(one, scalarFactorization(0, 0.5)))).toMatchObject({ steps: 0, error: Infinity });
    expect(runSync(refine(one, scalarFactorization(0, 0.5 + 2 ** -52)))).toMatchObject({ steps: 1, error: 0 });
  });

  test('NaN is no contraction', () => {
    expect(runSync(refine(one, scalarFactorization(NaN)))).toMatchObject({ steps: 0, error: Infinity });
  });

  test('measures by ‖y‖/‖A‖ where the solution is 0, and gives up after 104 steps', () => {
    // y is orthogonal to A. The start is off by ⅛; each step takes ¾ of what is left, which never becomes negligible
    // beside θ, since θ is what is left.
    const orthogonal = systemOf([1, 0], [0, 1]);
    const solution = runSync(refine(orthogonal, scalarFactorization(1 / 4, 1 / 8)));
    expect(solution.steps).toBe(104);
    expect(solution.theta.hi[0]).toBe(4 ** -104 / 8);
    // The last correction, times ρ/(1 − ρ) for the slowest contraction, ¼.
    expect(solution.error).toBeCloseTo((0.75 * 4 ** -103) / 8 / 3, 70);
    expect(solution.error / ((0.75 * 4 ** -103) / 8 / 3)).toBeCloseTo(1, 14);
    expect(solution.residualNorm).toBe(1);
    // Those of the last step are not those of this θ.
    expect(solution.residuals).toEqual({ f: Infinity, g: Infinity });
  });

  /** A factorisation of A = [1; 0] that answers as told, then with zeros. */
  const scripted = (theta: readonly number[], residual: readonly (readonly [number, number])[]) => {
    let calls = 0;
    return {
      ...scalarFactorization(0),
      solve: () => {
        calls += 1;
        return {
          theta: Float64Array.of(theta[calls - 1] ?? 0),
          residual: Float64Array.from(residual[calls - 1] ?? [0, 0]),
        };
      },
    };
  };

  test('goes on where the residuals shrink by half, though θ does not yet', () => {
    // θ = 1 + 2⁻¹⁰ and r = (⅛, 1) leave f = (−⅛ − 2⁻¹⁰, 0) and g = −⅛, then f = −2⁻¹⁰ − 2⁻¹² alone.
    const clearing = scripted(
      [1 + 2 ** -10, 2 ** -12, -(2 ** -10) - 2 ** -12],
      [
        [1 / 8, 1],
        [-1 / 8, 0],
      ],
    );
    const solution = runSync(refine(systemOf([1, 0], [1, 1]), clearing));
    expect(solution).toMatchObject({ steps: 2, error: 0, residuals: { f: 0, g: 0 } });
    expect(solution.theta).toEqual(fromFloat64(Float64Array.of(1)));
  });

  test('knows nothing after 104 steps of which one moved θ further than the one before', () => {
    // Corrections ¼, 1, and each 0.4999 of the one before: none is negligible. The second is allowed for since the first
    // clears r of 1000.
    const corrections = Array.from({ length: 104 }, (_, k) => (k === 0 ? 1 / 4 : 0.4999 ** (k - 1)));
    const factorization = scripted(
      [1, ...corrections],
      [
        [1000, 1],
        [-1000, 0],
      ],
    );
    expect(runSync(refine(systemOf([1, 0], [1, 1]), factorization))).toMatchObject({ steps: 104, error: Infinity });
  });

  test('remembers the slowest of all contractions', () => {
    // As above, but the first correction, 0.45 of ‖y‖/‖A‖, is the slowest.
    const orthogonal = systemOf([1, 0], [0, 1]);
    const solution = runSync(refine(orthogonal, scalarFactorization(1 / 4, 0.6)));
    expect(solution.steps).toBe(104);
    expect(solution.error / ((0.75 * 4 ** -103 * 0.6 * 0.45) / 0.55)).toBeCloseTo(1, 12);
  });

  test('weights the rows it hands to the factorisation and unweights what comes back', () => {
    const weighted = systemOf([1, 0], [1, 1], [4, 1]);
    // √W A = [2; 0], scaled to [1; 0]: scaled weights are 1 and ¼, of roots 1 and ½.
    expect([...weighted.weights!]).toEqual([1, 0.25]);
    const seen: Float64Array[] = [];
    const factorization = scalarFactorization(1 / 4);
    const solution = runSync(
      refine(weighted, {
        ...factorization,
        solve(f, g) {
          seen.push(f.slice());
          return factorization.solve(f, g);
        },
      }),
    );
    expect([...seen[0]!]).toEqual([1, 0.5]);
    expect([...seen[1]!]).toEqual([0.25, 0]);
    expect(solution.theta.hi[0]).toBe(1);
    expect(solution.residualNorm).toBe(0.5);
  });
});

test('solvePlain solves once and does not know its error', () => {
  const factorization = scalarFactorization(1 / 4);
  const solution = runSync(solvePlain(systemOf([1, 0], [1, 1], [4, 1]), factorization));
  expect(solution).toEqual({
    residuals: { f: Infinity, g: Infinity },
    theta: { hi: Float64Array.of(0.75), lo: Float64Array.of(0) },
    residualNorm: 0.5,
    steps: 0,
    error: Infinity,
  });
  expect(factorization.calls()).toBe(1);
});

test('solutionScale is ‖√W y‖/‖√W A‖', () => {
  const factorization = { ...scalarFactorization(0), singularValues: Float64Array.of(2) };
  expect(solutionScale(systemOf([1, 0], [1, 1], [4, 1]), factorization)).toBe(Math.sqrt(1.25) / 2);
  expect(solutionScale(one, factorization)).toBe(0.5);
  expect(solutionScale(one, { ...factorization, singularValues: Float64Array.of(0) })).toBe(0);
});
