import { at } from '../at.js';
import type { Factorization } from '../contracts/backend.js';
import type { Certificate } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { ClosedFormStatus } from './advice.js';
import { forwardErrorBound } from './forward-error-bound.js';
import type { RefinedSolution } from './refine.js';
import { refine, solutionScale, solvePlain } from './refine.js';
import type { ScaledSystem } from './scaled-system.js';

/** Unit roundoff of float64. */
const U = 2 ** -53;
/**
 * Unit roundoff of residuals in double-double, their features included: u² times the sum of the constants in the
 * error bounds of one multiplication, one addition and one step of a recurrence (Joldes et al. 2017: 7 + 3 + 10),
 * rounded up to a power of two.
 */
const U_EXTENDED = 32 * U * U;

/** What solving the scaled system found. */
export interface ScaledSolution {
  readonly status: ClosedFormStatus;
  /** θ̄, p numbers; NaN where nothing was found. */
  readonly theta: DoubleDoubleArray;
  /** Bound on ‖θ̄ − exact‖₂; Infinity where nothing is vouched for. */
  readonly error: number;
  readonly method: Certificate['method'];
  readonly conditionNumber: number;
  readonly refinementSteps: number;
}

/**
 * Solves the scaled system by a factorisation, refines and bounds the error.
 *
 * @param unitRoundoff u of the backend's arithmetic
 * @param refined whether to refine; a rank-deficient system never is, since its truncated solution solves another one
 */
export function* solveScaled(
  system: ScaledSystem,
  factorization: Factorization,
  unitRoundoff: number,
  refined: boolean,
): Steps<ScaledSolution> {
  const { columns } = system;
  const { rank, singularValues } = factorization;
  const method = refined ? 'refinement' : 'forward-error-bound';
  if (factorization.outcome !== 'ok') {
    const nothing = new Float64Array(columns).fill(NaN);
    const theta = { hi: nothing, lo: new Float64Array(columns) };
    return {
      status: 'precision-exhausted',
      theta,
      error: Infinity,
      method,
      conditionNumber: Infinity,
      refinementSteps: 0,
    };
  }
  if (rank < columns) {
    const { theta } = yield* solvePlain(system, factorization);
    const conditionNumber =
      singularValues.length < columns ? Infinity : at(singularValues, 0) / at(singularValues, columns - 1);
    return {
      status: 'rank-deficient',
      theta,
      error: Infinity,
      method: 'forward-error-bound',
      conditionNumber,
      refinementSteps: 0,
    };
  }
  const conditionNumber = at(singularValues, 0) / at(singularValues, columns - 1);
  const solution = yield* refined ? refine(system, factorization) : solvePlain(system, factorization);
  const error = errorOf(solution, system, factorization, { conditionNumber, unitRoundoff, refined });
  const scale = Math.max(norm(solution.theta.hi), solutionScale(system, factorization));
  // Refinement that works leaves less than one rounding of the result; without it, a bound that holds must exist.
  const exhausted = refined ? !(solution.error <= U * scale) : error === Infinity;
  return {
    status: exhausted ? 'precision-exhausted' : 'converged',
    theta: solution.theta,
    error: exhausted ? Infinity : error,
    method,
    conditionNumber,
    refinementSteps: solution.steps,
  };
}

/** The bound on ‖θ̄ − exact‖₂: what the corrections leave plus what rounding leaves. */
function errorOf(
  solution: RefinedSolution,
  system: ScaledSystem,
  factorization: Factorization,
  setting: { readonly conditionNumber: number; readonly unitRoundoff: number; readonly refined: boolean },
): number {
  const { conditionNumber, unitRoundoff, refined } = setting;
  const { rows, columns } = system;
  const rounding = forwardErrorBound({
    // A refined solution is limited by the residuals alone, whatever factor made the corrections.
    solver: refined ? 'qr' : factorization.solver,
    rows: rows + columns,
    columns,
    unitRoundoff: refined ? U_EXTENDED : unitRoundoff,
    conditionNumber,
    solutionNorm: norm(solution.theta.hi),
    scaledResidualNorm: solution.residualNorm / at(factorization.singularValues, 0),
  });
  return refined ? solution.error + rounding : rounding;
}
