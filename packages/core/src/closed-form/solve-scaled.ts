import { at } from '../at.js';
import type { Factorization } from '../contracts/backend.js';
import type { Certificate } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { forwardError } from '../error-bounds/forward-error.js';
import { perturbationBound } from '../error-bounds/perturbation-bound.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { ClosedFormStatus } from './advice.js';
import type { RefinedSolution } from './refine.js';
import { refine, solutionScale, solvePlain } from './refine.js';
import type { ScaledSystem } from './scaled-system.js';

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
  if (columns === 0) {
    const theta = { hi: new Float64Array(0), lo: new Float64Array(0) };
    return { status: 'converged', theta, error: 0, method, conditionNumber: 1, refinementSteps: 0 };
  }
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
  const error = errorOf(solution, system, factorization, { unitRoundoff, refined });
  const scale = Math.max(norm(solution.theta.hi), solutionScale(system, factorization));
  // Refinement that works leaves less than one rounding of the result. Without it nothing is left once u κ (for the normal
  // equations u κ²) reaches 1; below that the bound may be too pessimistic to vouch for a digit, which is not the same.
  const amplification = factorization.solver === 'cholesky' ? conditionNumber ** 2 : conditionNumber;
  const exhausted = refined ? !(solution.error <= U * scale) : !(unitRoundoff * amplification < 1);
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
  setting: { readonly unitRoundoff: number; readonly refined: boolean },
): number {
  const { unitRoundoff, refined } = setting;
  const { rows, columns } = system;
  const { solver, singularValues } = factorization;
  const largest = at(singularValues, 0);
  const sensitivity = {
    norm: largest,
    inverseNorm: 1 / at(singularValues, columns - 1),
    theta: norm(solution.theta.hi),
    residual: solution.residualNorm,
    f: solutionScale(system, factorization) * largest,
    g: 0,
  };
  // What the rounding of the data itself moves; the factor 2 is 1/(1 − κε) while the bound holds.
  const { designError = 0, targetError = 0 } = system;
  const moved =
    2 * targetError * sensitivity.inverseNorm +
    (designError > 0 ? perturbationBound(designError / largest, { ...sensitivity, f: 0 }).theta : 0);
  if (!refined) return moved + forwardError(solver, { rows, columns, unitRoundoff, ...sensitivity }).theta;
  // A refined solution is limited by its residuals alone, whatever factor made the corrections: sums of p + 2 and of n
  // terms, |ΔA| ≤ (n + p + 2) u |A| by components (Higham 2002, §3.1), and √p from components to the norm.
  const epsilon = Math.sqrt(columns) * (rows + columns + 2) * U_EXTENDED;
  return solution.error + perturbationBound(epsilon, sensitivity).theta + moved;
}
