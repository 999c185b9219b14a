import type { Backend, LinearSystem, SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import { describeFit } from '../fit/describe-fit.js';
import { describeRank, ownColumns } from '../fit/describe-rank.js';
import type { Steps } from '../fit/steps.js';
import { wait } from '../fit/steps.js';
import { withPenaltyRows } from '../penalties/with-penalty-rows.js';
import { coefficientNames } from '../problem/coefficient-names.js';
import { inputsOf } from '../problem/inputs-of.js';
import { materialise } from '../problem/materialise.js';
import type { Ending } from './descent-advice.js';
import { descentAdvice } from './descent-advice.js';
import type { DescentSettings } from './descent-options.js';
import { checkDescentSettings } from './descent-options.js';
import { gradientCertificate, gradientRounding } from './gradient-certificate.js';
import { hessianOf, plainSystem, reductionDivisor } from './hessian.js';
import type { Run } from './run-optimizer.js';
import { runOptimizer } from './run-optimizer.js';
import { Trace } from './trace.js';

/**
 * Descent in the user's own basis and units, unscaled: what a learning rate means depends on them.
 *
 * @throws FitError as `checkDescentSettings`, and 'SPECTRUM_REQUIRED' when the optimizer needs what the backend cannot compute.
 */
export function* descend<S extends SolverName>(
  problem: Problem,
  backend: Backend<S>,
  options: DescentSettings,
): Steps<Solution> {
  const { model, loss, penalty, y } = problem;
  const names = coefficientNames(model);
  const settings = checkDescentSettings(options, names.length);
  const { optimizer } = settings;
  const design = materialise(model, inputsOf(problem), y.length);
  const system = plainSystem({ design, targets: y, ...(problem.weights && { weights: problem.weights }) }, loss);
  const divisor = reductionDivisor(system);
  const hessian = yield* hessianOf(backend, plainSystem(withPenaltyRows(problem, design), loss), divisor);
  if (optimizer.needs.spectrum && !hessian) {
    throw new FitError(
      'SPECTRUM_REQUIRED',
      `optimizer '${optimizer.name}' needs the spectrum, which backend '${backend.name}' cannot compute: set its learning rate`,
      {
        argument: 'optimizer',
        value: optimizer.name,
      },
    );
  }
  const spectrum = hessian && { eigenvalues: hessian.eigenvalues };
  const learningRates = spectrum && optimizer.learningRates?.(spectrum);
  const largestStable = learningRates?.largestStable;
  const rounding = hessian && gradientRounding(system, hessian, divisor, backend.supports.unitRoundoff);
  const trace = new Trace(largestStable);
  const session = yield* wait(backend.open(system));
  let run: Run;
  try {
    const context = { parameters: names.length, ...(spectrum && { spectrum }) };
    const convex = loss.quadratic && hessian && rounding && hessian.modulus > 0;
    const known = convex && { known: { modulus: hessian.modulus, rounding } };
    const intercept = model.intercept ? 0 : -1;
    run = yield* runOptimizer({ session, penalty, intercept, context, largestStable, ...known }, settings, trace);
  } finally {
    session.dispose();
  }
  const { status, theta, evaluation, iterations, learningRate } = run;
  const description = describeFit(problem, design, fromFloat64(theta), hessian?.factorization.rank ?? names.length);
  const ending: Ending = { iterations, learningRate, learningRates, hessian };
  const fullRank = hessian !== undefined && hessian.factorization.rank === names.length;
  const { unitRoundoff } = backend.supports;
  const { residualSumOfSquares, fitted } = description;
  return {
    status,
    advice: descentAdvice(status, ending),
    coefficients: theta,
    names,
    working: {
      model,
      theta: fromFloat64(theta),
      ...(fullRank &&
        loss.quadratic &&
        status === 'converged' &&
        !penalty && { inverseRoot: fromFloat64(hessian.factorization.inverseRoot) }),
    },
    ...description,
    ...(hessian && { rank: describeRank(hessian.factorization, ownColumns(names)) }),
    ...(fullRank &&
      rounding &&
      loss.quadratic && {
        certificate: gradientCertificate(hessian, theta, evaluation, rounding, {
          unitRoundoff,
          residualSumOfSquares,
          fitted,
          design,
        }),
      }),
    backend: backend.name,
    descent: {
      optimizer: optimizer.name,
      iterations,
      value: evaluation.value,
      trace: trace.entries(),
      checkpoint: { optimizer: optimizer.name, iteration: iterations, state: run.state },
      ...(hessian && { eigenvalues: hessian.eigenvalues }),
      ...(largestStable !== undefined && { largestStableLearningRate: largestStable }),
    },
    warnings: warningsOf(ending, names, system),
  };
}

function warningsOf(
  { learningRate, learningRates, hessian }: Ending,
  names: readonly string[],
  system: LinearSystem,
): readonly string[] {
  const warnings: string[] = [];
  if (learningRate !== undefined && learningRates && learningRate >= learningRates.largestStable) {
    warnings.push(`learning rate ${learningRate} is not below the largest stable one, ${learningRates.largestStable}`);
  }
  if (hessian && hessian.factorization.rank < names.length) {
    warnings.push(
      `the data determine ${hessian.factorization.rank} of ${names.length} coefficients (${system.rows} rows): descent found one of many minimisers, which depends on the start`,
    );
  }
  return warnings;
}
