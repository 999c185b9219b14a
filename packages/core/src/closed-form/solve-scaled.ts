import { at } from '../at.js';
import type { Factorization } from '../contracts/backend.js';
import type { Certificate } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { backwardError } from '../error-bounds/backward-error.js';
import { forwardError } from '../error-bounds/forward-error.js';
import { columnPerturbationBound, perturbationBound } from '../error-bounds/perturbation-bound.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import type { ClosedFormStatus } from './advice.js';
import { isOnHost } from './confirmed-factorization.js';
import { changeOf } from './reduce-system.js';
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
  /** Bounds on the components of θ̄ − exact, p numbers, none above `error`. */
  readonly errors: Float64Array;
  /** Bound on ‖√W Ā(θ̄ − exact)‖₂. */
  readonly fittedError: number;
  readonly method: Certificate['method'];
  readonly conditionNumber: number;
  readonly refinementSteps: number;
}

/**
 * Solves the scaled system by a factorisation, refines and bounds the error.
 *
 * @param unitRoundoff u of the backend's arithmetic
 * @param refined whether to refine; a rank-deficient system never is, since its truncated solution solves another one
 * @param start an approximate solution to refine, p numbers; absent: the backend's own
 */
export function* solveScaled(
  system: ScaledSystem,
  factorization: Factorization,
  unitRoundoff: number,
  refined: boolean,
  start?: Float64Array,
): Steps<ScaledSolution> {
  const { columns } = system;
  const { rank } = factorization;
  const method = refined ? 'refinement' : 'forward-error-bound';
  if (columns === 0) {
    const nothing = new Float64Array(0);
    return {
      status: 'converged',
      theta: fromFloat64(nothing),
      error: 0,
      errors: nothing,
      // All is in the targets: what the constraints' solution explains of them.
      fittedError: system.targetError ?? 0,
      method,
      conditionNumber: 1,
      refinementSteps: 0,
    };
  }
  if (factorization.outcome !== 'ok') {
    const theta = fromFloat64(new Float64Array(columns).fill(NaN));
    const status = 'precision-exhausted';
    return { status, theta, ...unknown(columns), method, conditionNumber: Infinity, refinementSteps: 0 };
  }
  // u κ ≥ 1, κ on the space that is determined: the arithmetic has no digit of the smallest singular value. In float64 that is below
  // the threshold of rank. What the host completed in float64 is left to refinement, which tells by itself whether it contracts.
  const { singularValues } = factorization;
  const decisive = refined && isOnHost(factorization) ? U : unitRoundoff;
  if (rank > 0 && !(decisive * at(singularValues, 0) < at(singularValues, rank - 1))) {
    // Solved as well as can be, so that there is a fit to look at.
    const { theta } = yield* solvePlain(system, factorization);
    const status = 'precision-exhausted';
    const conditionNumber = conditionOf(factorization, columns);
    return { status, theta, ...unknown(columns), method, conditionNumber, refinementSteps: 0 };
  }
  const conditionNumber = conditionOf(factorization, columns);
  if (rank < columns) {
    const { theta } = yield* solvePlain(system, factorization);
    return {
      status: 'rank-deficient',
      theta,
      ...unknown(columns),
      method: 'forward-error-bound',
      conditionNumber,
      refinementSteps: 0,
    };
  }
  const solution = yield* refined ? refine(system, factorization, start) : solvePlain(system, factorization);
  const scale = Math.max(norm(solution.theta.hi), solutionScale(system, factorization));
  // Refinement that works leaves less than one rounding of the result. Without it nothing is left once u κ (for the normal
  // equations u κ²) reaches 1; below that the bound may be too pessimistic to vouch for a digit, which is not the same.
  const amplification = factorization.solver === 'cholesky' ? conditionNumber ** 2 : conditionNumber;
  const exhausted = refined ? !(solution.error <= U * scale) : !(unitRoundoff * amplification < 1);
  return {
    status: exhausted ? 'precision-exhausted' : 'converged',
    theta: solution.theta,
    ...(exhausted ? unknown(columns) : errorsOf(solution, system, factorization, { unitRoundoff, refined })),
    method,
    conditionNumber,
    refinementSteps: solution.steps,
  };
}

/** κ₂; Infinity with fewer rows than columns. */
function conditionOf({ singularValues }: Factorization, columns: number): number {
  return singularValues.length < columns ? Infinity : at(singularValues, 0) / at(singularValues, columns - 1);
}

type Errors = Pick<ScaledSolution, 'error' | 'errors' | 'fittedError'>;

/** Nothing is vouched for. */
function unknown(columns: number): Errors {
  return { error: Infinity, errors: new Float64Array(columns).fill(Infinity), fittedError: Infinity };
}

/**
 * What the corrections leave plus what rounding leaves.
 *
 * Perturbations move θ̄ by δθ = A⁺ a − (AᵀA)⁻¹ b, whose norm `perturbationBound` bounds by ‖A⁺‖‖a‖ + ‖A⁺‖²‖b‖. With A⁺A⁺ᵀ =
 * (AᵀA)⁻¹ = S Sᵀ component j is at most ‖Sⱼ‖(‖a‖ + ‖A⁺‖‖b‖), thus ‖Sⱼ‖/‖A⁺‖ of that bound; twice, since the computed S, of
 * a factorisation that contracts by ½, may be too small by √2.
 */
function errorsOf(
  solution: RefinedSolution,
  system: ScaledSystem,
  factorization: Factorization,
  setting: { readonly unitRoundoff: number; readonly refined: boolean },
): Errors {
  const { unitRoundoff, refined } = setting;
  const { rows, columns, columnErrors, targetError = 0 } = system;
  const { solver, singularValues, inverseRoot } = factorization;
  const largest = at(singularValues, 0);
  const inverseNorm = 1 / at(singularValues, columns - 1);
  const theta = norm(solution.theta.hi);
  const f = solutionScale(system, factorization) * largest;
  const sensitivity = { norm: largest, inverseNorm, theta, residual: solution.residualNorm, f, g: 0 };
  // A refined solution is limited by its residuals alone, whatever factor made the corrections: sums of p + 2 and of n
  // terms, |ΔA| ≤ (n + p + 2) u |A| by components (Higham 2002, §3.1), and √p from components to the norm.
  const epsilon = Math.sqrt(columns) * (rows + columns + 2) * U_EXTENDED;
  const rounding = refined
    ? perturbationBound(epsilon, sensitivity)
    : forwardError(solver, { rows, columns, unitRoundoff, ...sensitivity });
  // What the errors of the data themselves move; the factor 2 is 1/(1 − κε) while the bound holds.
  const changed = changeOf(solution.theta.hi, columnErrors);
  const data = columnPerturbationBound(columnErrors, changed, sensitivity);
  const moved = rounding.theta + data.theta + 2 * targetError * inverseNorm;
  const left = refined ? solution.error : 0;
  // The error is A⁺f − (AᵀA)⁻¹g, for the residuals f and g that the solution has.
  const unsolved = solution.residuals.f + solution.residuals.g * inverseNorm;
  const errors = Float64Array.from({ length: columns }, (_, j) => {
    const row = 2 * norm(inverseRoot.subarray(j * columns, (j + 1) * columns));
    return Math.min(left, row * unsolved) + Math.min(1, row / inverseNorm) * moved;
  });
  // r + A θ̄ = f but for rounding, so that A δθ is −δr and the rounding of r; or, less sharply, ‖A‖‖δθ‖.
  const backward = refined ? epsilon : backwardError(solver, { rows, columns, unitRoundoff });
  const fittedError =
    Math.min(largest * left, 2 * unsolved) +
    Math.min(
      largest * moved + changed,
      rounding.residual + backward * (f + largest * theta) + data.residual + changed + 2 * targetError,
    );
  return { error: left + moved, errors, fittedError };
}
