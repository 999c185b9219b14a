import type { Backend, SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import { describeFit } from '../fit/describe-fit.js';
import { describeRank, ownColumns } from '../fit/describe-rank.js';
import type { Steps } from '../fit/steps.js';
import { wait } from '../fit/steps.js';
import { withPenaltyRows } from '../penalties/with-penalty-rows.js';
import { coefficientNames } from '../problem/coefficient-names.js';
import { inputsOf } from '../problem/inputs-of.js';
import { cloneableModel } from '../problem/cloneable-model.js';
import { designErrorsOf, materialiseSteps } from '../problem/materialise.js';
import { checkFeatures } from './check-features.js';
import { descendInWorkingBasis } from './descend-in-working-basis.js';
import { describeDescent, endingOf, rankWarning, rateWarnings } from './describe-descent.js';
import { descentAdvice } from './descent-advice.js';
import type { CheckedDescentSettings, DescentSettings } from './descent-options.js';
import { checkDescentSettings } from './descent-options.js';
import { gradientCertificate } from './gradient-certificate.js';
import { conditionOf } from './hessian.js';
import { runDescent } from './run-descent.js';
import { unscaledSystem } from './unscaled-system.js';

/**
 * Descent: in the user's own basis and units, unscaled, since what a learning rate means depends on them; on a backend that computes
 * in less than float64, where the rate comes from the spectrum, in the basis of the closed forms (`descendInWorkingBasis`).
 *
 * @throws FitError as `checkDescentSettings`, `checkFeatures` and `runDescent`; 'INVALID_OPTION' for a checkpoint of another basis.
 */
export function* descend<S extends SolverName>(
  problem: Problem,
  backend: Backend<S>,
  options: DescentSettings,
): Steps<Solution> {
  const settings = checkDescentSettings(options, coefficientNames(problem.model).length);
  checkFeatures(problem, backend, settings);
  if (backend.supports.unitRoundoff > U) return yield* descendInWorkingBasis(problem, backend, settings);
  if (settings.resume?.basis) {
    const { name } = settings.resume.basis;
    throw new FitError(
      'INVALID_OPTION',
      `resume is a checkpoint in basis '${name}', of a float32 backend: resume there`,
      {
        argument: 'resume',
        value: name,
      },
    );
  }
  return yield* descendInOwnBasis(problem, backend, settings);
}

function* descendInOwnBasis<S extends SolverName>(
  problem: Problem,
  backend: Backend<S>,
  settings: CheckedDescentSettings,
): Steps<Solution> {
  const { model, loss, penalty, y } = problem;
  const { unitRoundoff } = backend.supports;
  const names = coefficientNames(model);
  const x = inputsOf(problem);
  const design = yield* materialiseSteps(model, x, y.length);
  const designErrors = yield* designErrorsOf(model, x, y.length);
  const descent = yield* runDescent(problem, backend, { design, held: false }, settings, (found) => wait(found));
  const { run, hessian, rounding, system } = descent;
  const { status, theta, evaluation } = run;
  const rank = hessian?.factorization.rank ?? names.length;
  const description = yield* describeFit(problem, design, fromFloat64(theta), rank);
  const ending = endingOf(descent, problem, backend);
  const fullRank = hessian !== undefined && rank === names.length;
  const { residualSumOfSquares, fitted } = description;
  const columnErrors = designErrors && unscaledSystem(withPenaltyRows(problem, design, designErrors)).columnErrors;
  const errors = { designErrors, columnErrors, rounding: model.basis.rounding };
  const certified = { unitRoundoff, residualSumOfSquares, fitted, design, ...errors };
  return {
    status,
    advice: descentAdvice(status, ending),
    coefficients: theta,
    names,
    working: {
      model: cloneableModel(model),
      theta: fromFloat64(theta),
      ...(fullRank &&
        loss.quadratic &&
        status === 'converged' &&
        !penalty && { inverseRoot: fromFloat64(hessian.factorization.inverseRoot) }),
    },
    ...description,
    ...(hessian && {
      rank: describeRank(hessian.factorization, ownColumns(names)),
      designConditionNumber: conditionOf(hessian.factorization, names.length),
    }),
    ...(fullRank &&
      rounding &&
      loss.quadratic && { certificate: yield* gradientCertificate(hessian, theta, evaluation, rounding, certified) }),
    backend: backend.name,
    descent: describeDescent(descent, settings),
    warnings: [
      ...rateWarnings(ending),
      ...(rank < names.length ? [rankWarning(rank, names.length, system.rows)] : []),
      // A descent that diverged says so itself.
      ...(status === 'diverged' ? [] : description.warnings),
    ],
  };
}
