import { describe, expect, test } from 'vitest';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import { solveScaled } from '../../src/closed-form/solve-scaled.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { backwardError } from '../../src/error-bounds/backward-error.js';
import { forwardError } from '../../src/error-bounds/forward-error.js';
import { perturbationBound } from '../../src/error-bounds/perturbation-bound.js';
import { runSync } from '../../src/fit/steps.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const U = 2 ** -53;
const one = runSync(scaledSystem({ design: fromFloat64(Float64Array.of(1)), targets: Float64Array.of(1) }));
/** A = [1; 0] with y = (1, 1): a residual of 1. */
const two = runSync(scaledSystem({ design: fromFloat64(Float64Array.of(1, 0)), targets: Float64Array.of(1, 1) }));

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
    const square = runSync(
      scaledSystem({ design: fromFloat64(Float64Array.of(1, 0, 0, 1)), targets: Float64Array.of(1, 1) }),
    );
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

  describe('bounds what the rounding of the data moves', () => {
    // Of A's columns, which a coefficient 1 each multiplies.
    const columnErrors = Float64Array.of(2 ** -50, 2 ** -52);
    const [changed, designError, targetError] = [2 ** -50 + 2 ** -52, Math.hypot(2 ** -50, 2 ** -52), 2 ** -51];
    /** A = [I; 0], y = (1, 1, 1). */
    const design = fromFloat64(Float64Array.of(1, 0, 0, 1, 0, 0));
    const system = {
      ...runSync(scaledSystem({ design, targets: Float64Array.of(1, 1, 1) })),
      columnErrors,
      targetError,
    };
    /** θ = (1, 1), ‖r‖ = 1 and ‖y‖ = √3, for a factor with ‖Ã‖ = 4. */
    const sizes = { norm: 4, theta: Math.SQRT2, residual: 1, f: Math.sqrt(3), g: 0 };
    /** A factor that finds θ = (1, 1) and r = (0, −2⁻⁶¹, 1), then moves θ₀ by the corrections. */
    const factor = (smallest: number, inverseRoot: number[], corrections: number[]) => {
      let calls = 0;
      return {
        ...scalarFactorization(0),
        rank: 2,
        singularValues: Float64Array.of(4, smallest),
        inverseRoot: Float64Array.from(inverseRoot),
        solve: () => {
          calls += 1;
          return calls === 1
            ? {
                theta: Float64Array.of(1, 1),
                residual: Float64Array.of(0, corrections.length > 0 ? -(2 ** -61) : 0, 1),
              }
            : { theta: Float64Array.of(corrections[calls - 2] ?? 0, 0), residual: new Float64Array(3) };
        },
      };
    };
    const close = (found: number, bound: number) => expect(found / bound).toBeCloseTo(1, 12);

    // ‖δθ‖ ≤ ‖A⁺‖ Σ ‖Δaⱼ‖|θⱼ| + ‖A⁺‖² ‖ΔA‖ ‖r‖ for the design, 2‖δy‖‖A⁺‖ for the targets; rounding in double-double is far below.
    const moved = (inverse: number) =>
      inverse * changed + inverse ** 2 * designError * sizes.residual + 2 * targetError * inverse;

    test('by rows of S for each coefficient, and the residual’s share of it for fitted values', () => {
      // ‖A⁺‖ = 2; twice the rows of S: 2⁻⁷ and 2⁻².
      const { error, errors, fittedError } = runSync(
        solveScaled(system, factor(0.5, [2 ** -8, 0, 0, 2 ** -3], []), U, true),
      );
      close(error, moved(2));
      close(errors[0]!, 2 ** -8 * moved(2));
      close(errors[1]!, 2 ** -3 * moved(2));
      const residual = changed + 2 * designError * sizes.residual;
      close(fittedError, residual + changed + 2 * targetError);
    });

    test('by ‖A‖ of the error of θ for fitted values where that is less', () => {
      const { fittedError } = runSync(solveScaled(system, factor(4, [0.25, 0, 0, 0.25], []), U, true));
      close(fittedError, 4 * moved(0.25) + changed);
    });

    test.each([
      [0.75, 2],
      [0.5, 4],
    ])('beside what corrections leave, the last being %s of the one before', (last, share) => {
      const corrections = [2 ** -60, last * 2 ** -60];
      const found = runSync(solveScaled(system, factor(0.5, [2 ** -8, 0, 0, 2 ** -3], corrections), U, true));
      // f = y − r − A θ = (−2⁻⁶⁰, 2⁻⁶¹, 0) and g = −Aᵀr = (0, 2⁻⁶¹), with ‖A⁺‖ = 2.
      const unsolved = Math.hypot(2 ** -60, 2 ** -61) + 2 * 2 ** -61;
      const left = 2 * last * 2 ** -60;
      close(found.error, left + moved(2));
      close(found.errors[0]!, 2 ** -7 * unsolved + 2 ** -8 * moved(2));
      close(found.errors[1]!, 2 ** -2 * unsolved + 2 ** -3 * moved(2));
      const residual = changed + 2 * designError * sizes.residual;
      // The least of ‖A‖ ‖δθ‖ and twice the residuals that are left.
      expect(4 * left < 2 * unsolved).toBe(share === 4);
      close(found.fittedError, (share === 4 ? 4 * left : 2 * unsolved) + residual + changed + 2 * targetError);
    });

    test('beside the rounding of the arithmetic, unrefined', () => {
      const u = 2 ** -24;
      const factorization = factor(0.5, [2 ** -8, 0, 0, 2 ** -3], []);
      const { error, fittedError } = runSync(
        solveScaled({ ...system, columnErrors: new Float64Array(2), targetError: 0 }, factorization, u, false),
      );
      const size = { rows: 3, columns: 2, unitRoundoff: u };
      const rounding = forwardError('qr', { ...size, ...sizes, inverseNorm: 2 });
      close(error, rounding.theta);
      close(fittedError, rounding.residual + backwardError('qr', size) * (Math.sqrt(3) + 4 * Math.SQRT2));
    });

    test('of targets, where nothing is left to solve for', () => {
      const none = { ...system, columns: 0, design: fromFloat64(new Float64Array(0)) };
      const { error, fittedError } = runSync(solveScaled(none, factor(4, [], []), U, true));
      expect([error, fittedError]).toEqual([0, targetError]);
    });
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
    const wide = runSync(scaledSystem({ design: fromFloat64(Float64Array.of(1, 1)), targets: Float64Array.of(1) }));
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
