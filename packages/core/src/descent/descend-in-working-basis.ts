import { confirmedFactorization } from '../closed-form/confirmed-factorization.js';
import { describeSolution } from '../closed-form/describe-solution.js';
import type { PosedProblem } from '../closed-form/posed-problem.js';
import { pose } from '../closed-form/posed-problem.js';
import type { ScaledSystem } from '../closed-form/scaled-system.js';
import type { ScaledSolution } from '../closed-form/solve-scaled.js';
import { solveScaled } from '../closed-form/solve-scaled.js';
import { targetResidual } from '../closed-form/target-residual.js';
import { weightedBy } from '../closed-form/weighted-by.js';
import type { Backend, Factorization, SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { norm } from '../norm.js';
import { targetOf } from '../problem/with-target.js';
import { describeDescent, endingOf, rateWarnings } from './describe-descent.js';
import { descentAdvice, refinedAdvice } from './descent-advice.js';
import type { CheckedDescentSettings } from './descent-options.js';
import { gradientError } from './gradient-certificate.js';
import { basisWarnings, precisionWarnings } from './low-precision-warnings.js';
import type { Descent } from './run-descent.js';
import { runDescent } from './run-descent.js';
import { startInBasis } from './start-in-basis.js';
import { unscaledSystem } from './unscaled-system.js';

/**
 * Descent on a backend that computes in less than float64. An optimizer whose learning rate was given keeps to the user's own basis, to
 * which it refers; one whose rate comes from the spectrum descends on the problem as the closed forms pose it, Chebyshev polynomials on
 * the domain of the data or centred columns, where float32 has digits to go by. Where it ended near the minimum of a
 * quadratic objective of full rank, refined:
 *
 *     r = y − A θ in double-double,   θ ← θ + A⁺ r,   A⁺ by the factorisation that the Hessian came from,
 *
 * until double-double is exhausted (`refine`), so that the result carries float64's digits and the certificate of a closed form. What ended
 * otherwise shows what descent did, with its own digits and a warning.
 *
 * @throws FitError as `pose`, `startInBasis` and `runDescent`; 'INVALID_OPTION' for a checkpoint of another basis
 */
export function* descendInWorkingBasis<S extends SolverName>(
  problem: Problem,
  backend: Backend<S>,
  settings: CheckedDescentSettings,
): Steps<Solution> {
  const { spectrum, ownBasis = !spectrum } = settings.optimizer.needs;
  const posed = yield* pose(problem, ownBasis);
  const { changeOfBasis, design, model } = posed;
  checkResume(posed, settings);
  const start = changeOfBasis ? startInBasis(changeOfBasis, settings.start) : settings.start;
  const converted = { ...settings, start };
  const working = { ...problem, model };
  const { unitRoundoff } = backend.supports;
  const system = unscaledSystem(posed.rows);
  const confirm = (given: Factorization): Factorization => confirmedFactorization(system, given, unitRoundoff);
  return yield* runDescent(working, backend, { design, held: true, confirm }, converted, function* (descent) {
    const refined = yield* refinedEnd(problem, system, descent, unitRoundoff);
    return yield* describe({ ...posed, system }, descent, refined, backend, settings);
  });
}

function checkResume({ changeOfBasis, model }: PosedProblem, { resume }: CheckedDescentSettings): void {
  if (!resume) return;
  const expected = changeOfBasis && model.basis.specification;
  if (JSON.stringify(resume.basis) === JSON.stringify(expected)) return;
  const [from, here] = [resume.basis, expected].map((basis) =>
    basis ? `basis '${basis.name}'` : 'the basis of the problem',
  );
  throw new FitError('INVALID_OPTION', `resume is a checkpoint in ${from ?? ''}; here descent runs in ${here ?? ''}`, {
    argument: 'resume',
    value: resume.basis?.name,
  });
}

/** The minimiser, from the θ that descent found; undefined where there is nothing to refine, or refinement does not contract. */
function* refinedEnd(
  { loss, penalty }: Problem,
  system: ScaledSystem,
  { run, hessian }: Descent,
  unitRoundoff: number,
): Steps<ScaledSolution | undefined> {
  const isNear = run.status === 'converged' || run.standstill?.kind === 'rounding';
  if (!isNear || !loss.quadratic || !hessian || (penalty && !penalty.diagonal)) return undefined;
  if (hessian.factorization.rank < system.columns) return undefined;
  const solution = yield* solveScaled(system, hessian.factorization, unitRoundoff, true, run.theta);
  return solution.status === 'converged' ? solution : undefined;
}

/** Puts the answer together, in the user's basis. */
function* describe<S extends SolverName>(
  posed: PosedProblem,
  descent: Descent,
  refined: ScaledSolution | undefined,
  backend: Backend<S>,
  settings: CheckedDescentSettings,
): Steps<Solution> {
  const { problem, system, model, changeOfBasis } = posed;
  const { run, hessian } = descent;
  const { unitRoundoff } = backend.supports;
  const factorization = hessian?.factorization ?? unknownFactorization(system.columns);
  const isCertain = hessian !== undefined && factorization.rank === system.columns && problem.loss.quadratic;
  const scaled = refined ?? (yield* unrefined(descent, system, unitRoundoff, isCertain));
  const outcome = { system, coordinates: undefined, factorization, scaled };
  const method = { backend, solver: factorization.solver as S, refined: true };
  const described = yield* describeSolution(posed, targetOf(problem), outcome, method);
  const { coefficients, rank, designConditionNumber, certificate, advice, status, residualSumOfSquares, warnings } =
    described;
  const ending = endingOf(descent, problem, backend);
  const proved = refined !== undefined && refined.error <= settings.tolerance * norm(refined.theta.hi);
  const record = describeDescent(descent, settings);
  return {
    coefficients,
    names: described.names,
    working: described.working,
    fitted: described.fitted,
    residuals: described.residuals,
    residualSumOfSquares,
    observations: described.observations,
    degreesOfFreedom: described.degreesOfFreedom,
    backend: backend.name,
    status: refined && status !== 'converged' ? status : proved ? 'converged' : run.status,
    advice: refined ? (status === 'converged' ? refinedAdvice : advice) : descentAdvice(run.status, ending),
    ...(hessian && rank && { rank }),
    ...(hessian && designConditionNumber !== undefined && { designConditionNumber }),
    ...(isCertain && certificate && { certificate }),
    descent: {
      ...record,
      ...(refined && {
        value: objectiveAt(coefficients, posed, residualSumOfSquares, descent.divisor),
        refinementSteps: refined.refinementSteps,
      }),
      checkpoint: { ...record.checkpoint, ...(changeOfBasis && { basis: model.basis.specification }) },
    },
    warnings: [
      ...rateWarnings(ending),
      ...basisWarnings(posed, hessian?.factorization, unitRoundoff),
      ...precisionWarnings(posed, descent, { unitRoundoff, refined: refined !== undefined }),
      ...warnings,
    ],
  };
}

/** What descent left: the error that its gradient bounds. */
function* unrefined(
  { run, hessian, rounding }: Descent,
  system: ScaledSystem,
  unitRoundoff: number,
  isCertain: boolean,
): Steps<ScaledSolution> {
  const theta = fromFloat64(run.theta);
  const { columns, rootWeights, columnErrors } = system;
  const residual = norm(weightedBy(rootWeights, (yield* targetResidual(system, theta)).hi));
  const setting = { unitRoundoff, residualSumOfSquares: residual * residual, columnErrors };
  const error =
    isCertain && hessian && rounding ? gradientError(hessian, run.theta, run.evaluation, rounding, setting) : Infinity;
  const sigma = hessian?.factorization.singularValues ?? new Float64Array(0);
  return {
    status: run.status === 'converged' && isCertain ? 'converged' : 'max-iterations',
    theta,
    error,
    errors: new Float64Array(columns).fill(error),
    fittedError: Infinity,
    method: 'gradient-bound',
    conditionNumber: sigma.length < columns ? Infinity : (sigma[0] ?? 0) / (sigma[columns - 1] ?? 0),
    refinementSteps: 0,
  };
}

/** c Σ w r² ÷ divisor + penalty(θ): the squared loss is c r². */
function objectiveAt(
  coefficients: Float64Array,
  { problem }: PosedProblem,
  residualSumOfSquares: number,
  divisor: number,
): number {
  const { loss, penalty, model } = problem;
  const value = ((loss.maximalCurvature / 2) * residualSumOfSquares) / divisor;
  return value + (penalty?.value(coefficients, model.intercept ? 0 : -1) ?? 0);
}

/** For a backend without any factorisation: nothing is known. */
function unknownFactorization(columns: number): Factorization {
  return {
    solver: 'qr',
    outcome: 'not-positive-definite',
    rank: columns,
    threshold: 0,
    singularValues: new Float64Array(columns).fill(1),
    nullSpace: new Float64Array(0),
    inverseRoot: new Float64Array(columns * columns),
    solve: (f) => ({ theta: new Float64Array(columns), residual: f }),
  };
}
