import { describe, expect, test } from 'vitest';
import { forwardErrorBound } from '../../src/closed-form/forward-error-bound.js';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import { solveScaled } from '../../src/closed-form/solve-scaled.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { runSync } from '../../src/fit/steps.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const U = 2 ** -53;
const one = scaledSystem({ design: fromFloat64(Float64Array.of(1)), targets: Float64Array.of(1) });
/** A = [1; 0] with y = (1, 1): a residual of 1. */
const two = scaledSystem({ design: fromFloat64(Float64Array.of(1, 0)), targets: Float64Array.of(1, 1) });

describe('solveScaled', () => {
  test('a refined solution is off by the last correction and the rounding of residuals in double-double', () => {
    const solution = runSync(solveScaled(two, scalarFactorization(1 / 4), U, true));
    const rounding = forwardErrorBound({
      solver: 'qr',
      rows: 3,
      columns: 1,
      unitRoundoff: 32 * U * U,
      conditionNumber: 1,
      solutionNorm: 1,
      scaledResidualNorm: 1,
    });
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
      expect(solution.error).toBe(
        forwardErrorBound({
          solver,
          rows: 3,
          columns: 1,
          unitRoundoff: 2 ** -24,
          conditionNumber: 1,
          solutionNorm: 1,
          scaledResidualNorm: 1 / 4,
        }),
      );
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
          return { theta: Float64Array.of(calls === 1 ? 1 : last), residual: Float64Array.of(0) };
        },
      };
    };
    // Two equal corrections: the second is no contraction, 2 · last is the error, θ = 1 + last.
    expect(runSync(solveScaled(one, stuckAt(2 ** -54), U, true)).status).toBe('converged');
    expect(runSync(solveScaled(one, stuckAt(2 ** -54 * (1 + 2 ** -50)), U, true)).status).toBe('precision-exhausted');
    expect(runSync(solveScaled(one, scalarFactorization(NaN), U, true)).status).toBe('precision-exhausted');
  });

  test('precision is exhausted without refinement when the bound says nothing', () => {
    const ill = { ...scalarFactorization(0), singularValues: Float64Array.of(2 ** -60) };
    expect(runSync(solveScaled(one, ill, 0.5, false))).toMatchObject({
      status: 'precision-exhausted',
      error: Infinity,
    });
    expect(runSync(solveScaled(one, ill, 0.25, false)).status).toBe('converged');
  });

  test('a factorisation that broke down gives nothing', () => {
    const broken = { ...scalarFactorization(0), outcome: 'not-positive-definite' as const, rank: 0 };
    for (const refined of [true, false]) {
      expect(runSync(solveScaled(one, broken, U, refined))).toEqual({
        status: 'precision-exhausted',
        theta: { hi: Float64Array.of(NaN), lo: Float64Array.of(0) },
        error: Infinity,
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
      method: 'forward-error-bound',
      conditionNumber: Infinity,
      refinementSteps: 0,
    });
    expect(runSync(solveScaled(wide, deficient([2, 0.5]), U, true)).conditionNumber).toBe(4);
    expect(runSync(solveScaled(wide, deficient([2, 0]), U, true)).conditionNumber).toBe(Infinity);
  });
});
