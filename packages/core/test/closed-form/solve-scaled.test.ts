import { describe, expect, test } from 'vitest';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import { solveScaled } from '../../src/closed-form/solve-scaled.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { forwardError } from '../../src/error-bounds/forward-error.js';
import { perturbationBound } from '../../src/error-bounds/perturbation-bound.js';
import { runSync } from '../../src/fit/steps.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const U = 2 ** -53;
const one = scaledSystem({ design: fromFloat64(Float64Array.of(1)), targets: Float64Array.of(1) });
/** A = [1; 0] with y = (1, 1): a residual of 1. */
const two = scaledSystem({ design: fromFloat64(Float64Array.of(1, 0)), targets: Float64Array.of(1, 1) });

/** Sizes of that system at σ = 1: ‖θ‖ = ‖r‖ = 1 and ‖y‖ = √2. */
const unit = { rows: 2, columns: 1, norm: 1, inverseNorm: 1, theta: 1, residual: 1, f: Math.SQRT2, g: 0 };

describe('solveScaled', () => {
  test('a refined solution is off by the last correction and the rounding of residuals in double-double', () => {
    const solution = runSync(solveScaled(two, scalarFactorization(1 / 4), U, true));
    // Sums of p + 2 = 3 and of n = 2 terms.
    const rounding = perturbationBound(5 * 32 * U * U, unit).theta;
    expect(solution).toMatchObject({
      status: 'converged',
      method: 'refinement',
      conditionNumber: 1,
      refinementSteps: 51,
      error: 0.75 * 4 ** -52 + rounding,
    });
    expect(rounding).toBeGreaterThan(0);
  });

  test('an unrefined one by the bound for the arithmetic of the backend and its solver', () => {
    for (const solver of ['qr', 'cholesky'] as const) {
      const factorization = { ...scalarFactorization(0), solver, singularValues: Float64Array.of(4) };
      const solution = runSync(solveScaled(two, factorization, 2 ** -24, false));
      expect(solution).toMatchObject({ status: 'converged', method: 'forward-error-bound', refinementSteps: 0 });
      const sensitivity = { ...unit, unitRoundoff: 2 ** -24, norm: 4, inverseNorm: 1 / 4 };
      expect(solution.error).toBe(forwardError(solver, sensitivity).theta);
    }
  });

  test('the solver does not matter to a refined solution', () => {
    const errors = (['qr', 'cholesky'] as const).map(
      (solver) => runSync(solveScaled(two, { ...scalarFactorization(1 / 4), solver }, 2 ** -24, true)).error,
    );
    expect(errors[1]).toBe(errors[0]);
  });

  test('precision is exhausted when refinement leaves more than a rounding of the result', () => {
    expect(runSync(solveScaled(one, scalarFactorization(1 / 2), U, true))).toMatchObject({
      status: 'precision-exhausted',
      error: Infinity,
      refinementSteps: 1,
      method: 'refinement',
    });
    // The corrections stop at 2 length; U · scale is the limit, met exactly: miss for one step, then nothing shrinks.
    const stuckAt = (last: number) => {
      let calls = 0;
      return {
        ...scalarFactorization(0),
        solve: () => {
          calls += 1;
          return { theta: Float64Array.of(calls === 1 ? 1 : last), residual: new Float64Array(2) };
        },
      };
    };
    // Two equal corrections: the second is no contraction, 2 · last is the error, θ = 1 + last.
    expect(runSync(solveScaled(one, stuckAt(2 ** -54), U, true)).status).toBe('converged');
    expect(runSync(solveScaled(one, stuckAt(2 ** -54 * (1 + 2 ** -50)), U, true)).status).toBe('precision-exhausted');
    // Of A = [1; 0] and y = (1, 1) the scale is ‖y‖/‖A‖ = √2, since ‖θ‖ = 1 is less.
    expect(runSync(solveScaled(two, stuckAt(2 ** -54 * 1.41), U, true)).status).toBe('converged');
    expect(runSync(solveScaled(two, stuckAt(2 ** -54 * 1.42), U, true)).status).toBe('precision-exhausted');
    expect(runSync(solveScaled(one, scalarFactorization(NaN), U, true)).status).toBe('precision-exhausted');
  });

  test('precision is exhausted without refinement once u κ, or u κ² for the normal equations, reaches 1', () => {
    const square = scaledSystem({ design: fromFloat64(Float64Array.of(1, 0, 0, 1)), targets: Float64Array.of(1, 1) });
    const status = (solver: 'qr' | 'cholesky', unitRoundoff: number) => {
      const found = { theta: Float64Array.of(1, 1), residual: new Float64Array(2) };
      const singularValues = Float64Array.of(2, 1 / 2);
      const factorization = { ...scalarFactorization(0), solver, rank: 2, singularValues, solve: () => found };
      return runSync(solveScaled(square, factorization, unitRoundoff, false));
    };
    expect(status('qr', 1 / 4)).toMatchObject({ status: 'precision-exhausted', error: Infinity, conditionNumber: 4 });
    expect(status('qr', 0.249).status).toBe('converged');
    expect(status('cholesky', 1 / 16)).toMatchObject({ status: 'precision-exhausted', error: Infinity });
    // The bound promises nothing there, which is not the same.
    expect(status('cholesky', 0.062)).toMatchObject({ status: 'converged', error: Infinity });
  });

  test('a factorisation that broke down gives nothing', () => {
    const broken = { ...scalarFactorization(0), outcome: 'not-positive-definite' as const, rank: 0 };
    for (const refined of [true, false]) {
      expect(runSync(solveScaled(one, broken, U, refined))).toEqual({
        status: 'precision-exhausted',
        theta: { hi: Float64Array.of(NaN), lo: Float64Array.of(0) },
        error: Infinity,
        errors: Float64Array.of(Infinity),
        fittedError: Infinity,
        method: refined ? 'refinement' : 'forward-error-bound',
        conditionNumber: Infinity,
        refinementSteps: 0,
      });
    }
    expect(broken.calls()).toBe(0);
  });

  test('a rank-deficient system is solved plainly, with no error vouched for', () => {
    const wide = scaledSystem({ design: fromFloat64(Float64Array.of(1, 1)), targets: Float64Array.of(1) });
    const deficient = (values: number[]) => ({
      ...scalarFactorization(0),
      rank: 1,
      singularValues: Float64Array.from(values),
      solve: () => ({ theta: Float64Array.of(1, 0), residual: Float64Array.of(0) }),
    });
    expect(runSync(solveScaled(wide, deficient([2]), U, true))).toEqual({
      status: 'rank-deficient',
      theta: { hi: Float64Array.of(1, 0), lo: Float64Array.of(0, 0) },
      error: Infinity,
      errors: Float64Array.of(Infinity, Infinity),
      fittedError: Infinity,
      method: 'forward-error-bound',
      conditionNumber: Infinity,
      refinementSteps: 0,
    });
    expect(runSync(solveScaled(wide, deficient([2, 0.5]), U, true)).conditionNumber).toBe(4);
    expect(runSync(solveScaled(wide, deficient([2, 0]), U, true)).conditionNumber).toBe(Infinity);
  });
});
