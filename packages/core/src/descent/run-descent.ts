import { reductionDivisor } from '../backend-kit/reduction-divisor.js';
import type { Backend, LinearSystem, SolverName } from '../contracts/backend.js';
import type { LearningRates } from '../contracts/optimizer.js';
import type { Problem } from '../contracts/problem.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { withSession } from '../fit/session-steps.js';
import { withPenaltyRows } from '../penalties/with-penalty-rows.js';
import { coefficientNames } from '../problem/coefficient-names.js';
import { checkRange } from './check-range.js';
import { compressedObjective, compressedRounding } from './compressed-objective.js';
import type { CheckedDescentSettings } from './descent-options.js';
import { gradientRounding } from './gradient-certificate.js';
import type { Hessian, HessianSettings } from './hessian.js';
import { plainSystem, withHessian } from './hessian.js';
import type { Objective, Run } from './run-optimizer.js';
import { runOptimizer } from './run-optimizer.js';
import { Trace } from './trace.js';

/** How a descent went, in the basis of its design, and what is known of the objective there. */
export interface Descent {
  readonly run: Run;
  readonly trace: Trace;
  readonly system: LinearSystem;
  /** What the loss is divided by. */
  readonly divisor: number;
  readonly hessian: Hessian | undefined;
  /** Bound on the rounding of the gradient, from ‖θ‖₂; with the Hessian. */
  readonly rounding: ((thetaNorm: number) => number) | undefined;
  readonly learningRates: LearningRates | undefined;
}

/**
 * Descends on a design, unscaled: what a learning rate means depends on it. The spectrum comes first, from a factorisation.
 *
 * @param design A, n × p, row-major
 * @param how as `withHessian` takes it
 * @throws FitError as `checkRange`; 'SPECTRUM_REQUIRED' when the optimizer needs what the backend cannot compute
 */
export function* runDescent<S extends SolverName, T>(
  problem: Problem,
  backend: Backend<S>,
  { design, ...how }: { readonly design: DoubleDoubleArray } & Omit<HessianSettings, 'divisor'>,
  settings: CheckedDescentSettings,
  use: (descent: Descent) => Steps<T>,
): Steps<T> {
  const { model, loss, penalty, y, weights } = problem;
  const { optimizer, compress, stride, resume } = settings;
  const system = plainSystem({ design, targets: y, ...(weights && { weights }) }, loss);
  const divisor = reductionDivisor(system);
  checkRange(system, coefficientNames(model), divisor);
  const penalised = plainSystem(withPenaltyRows(problem, design), loss);
  return yield* withHessian(backend, penalised, { divisor, ...how }, function* (hessian, factored) {
    if (optimizer.needs.spectrum && !hessian) {
      throw new FitError(
        'SPECTRUM_REQUIRED',
        `optimizer '${optimizer.name}' needs the spectrum, which backend '${backend.name}' cannot compute: set its learning rate`,
        { argument: 'optimizer', value: optimizer.name },
      );
    }
    const spectrum = hessian && { eigenvalues: hessian.eigenvalues };
    const learningRates = spectrum && optimizer.learningRates?.(spectrum);
    const largestStable = learningRates?.largestStable;
    const { unitRoundoff } = backend.supports;
    const epsilon = compress ? compressedRounding(system, unitRoundoff) : undefined;
    const rounding = hessian && gradientRounding(system, hessian, divisor, unitRoundoff, epsilon);
    const trace = new Trace(largestStable, stride, stride > 1 ? (resume?.iteration ?? 0) : 0);
    const context = { parameters: system.columns, ...(spectrum && { spectrum }) };
    const convex = loss.quadratic && hessian && rounding && hessian.modulus > 0;
    const known = convex && { known: { modulus: hessian.modulus } };
    const quadratic = loss.quadratic && (!penalty || penalty.diagonal !== undefined);
    // An iteration of the host's own costs about a microsecond.
    const work = 1000 + 2 * (compress ? system.columns : system.rows) * system.columns;
    const intercept = model.intercept ? 0 : -1;
    const objective = { penalty, intercept, context, work, quadratic, rounding, largestStable, ...known };
    const go = (session: Objective['session']): Steps<Run> => runOptimizer({ session, ...objective }, settings, trace);
    // Without a penalty the rows that were factorised are those of the objective: they are on the device already.
    const run =
      factored && !penalty && !compress
        ? yield* go(factored)
        : yield* onSession(backend, system, compress ? divisor : undefined, go);
    return yield* use({ run, trace, system, divisor, hessian, rounding, learningRates });
  });
}

/** Runs on the device, or on the triangle that it leaves, and gives the device back. */
function* onSession<S extends SolverName, T>(
  backend: Backend<S>,
  system: LinearSystem,
  compressedBy: number | undefined,
  run: (session: Objective['session']) => Steps<T>,
): Steps<T> {
  if (compressedBy !== undefined) return yield* run(yield* compressedObjective(backend, system, compressedBy));
  return yield* withSession(backend, system, run);
}
