import type { SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { isAborted } from '../fit/steps.js';
import { candidateCures } from './candidate-cures.js';
import type { ClosedFormMethod } from './factored-system.js';

/** A closed form of a problem for the same y, without advice of its own. */
export type SolveAgain<S extends SolverName> = (problem: Problem, method: ClosedFormMethod<S>) => Steps<Solution>;

/**
 * What to do when a device of lower precision than float64 has no digits left, u κ ≥ 1: how far it is from them, in numbers, and the
 * first of `candidateCures` that is one. A candidate is solved on the same backend and named only when that ends 'converged',
 * with its own condition number. Without any, the advice is float64.
 */
export function* exhaustedAdvice<S extends SolverName>(
  problem: Problem,
  solution: Solution,
  method: ClosedFormMethod<S>,
  solveAgain: SolveAgain<S>,
): Steps<string> {
  const { backend, solver } = method;
  const { solvers, precision, unitRoundoff } = backend.supports;
  const format = precision === 'f32' ? 'float32' : 'low precision';
  const condition = solution.certificate?.conditionNumber ?? Infinity;
  const start = `This backend computes in ${format}, u = ${unitRoundoff.toPrecision(3)}: ${shortage(condition, unitRoundoff, solver)}, so that no digit of the coefficients is vouched for.`;
  for (const { remedy, problem: posed, solver: other } of candidateCures(problem, solver, solvers)) {
    const chosen = solvers.find((name) => name === other) ?? solver;
    const cured = yield* attempt(posed, { ...method, solver: chosen }, solveAgain);
    const found = cured?.certificate?.conditionNumber;
    if (cured?.status === 'converged' && found !== undefined) {
      return `${start} ${remedy}: κ is ${found.toPrecision(3)} then.`;
    }
  }
  return `${start} ${inFloat64(condition, solver, solution)}`;
}

function shortage(condition: number, unitRoundoff: number, solver: SolverName): string {
  if (!Number.isFinite(condition)) return 'the factorisation broke down';
  const kappa = `the condition number κ of the design is ${condition.toPrecision(3)} and`;
  if (solver === 'cholesky') return `${kappa} u·κ² = ${(unitRoundoff * condition ** 2).toPrecision(3)}`;
  return `${kappa} u·κ = ${(unitRoundoff * condition).toPrecision(3)}`;
}

function inFloat64(condition: number, solver: SolverName, { rank }: Solution): string {
  const other = solver === 'cholesky' ? ", with solver 'qr' or 'svd'" : '';
  if (rank?.verdict === 'deficient' && Number.isFinite(condition)) {
    return `Some columns depend on each other even in float64: use a backend of that precision, such as 'reference'${other}.`;
  }
  const reached = Number.isFinite(condition) ? `, where u·κ = ${(U * condition).toPrecision(3)}` : '';
  return `Use a backend that computes in float64, such as 'reference'${other}${reached}.`;
}

/** The candidate's solution; undefined when it cannot even be posed. */
function* attempt<S extends SolverName>(
  problem: Problem,
  method: ClosedFormMethod<S>,
  solveAgain: SolveAgain<S>,
): Steps<Solution | undefined> {
  try {
    return yield* solveAgain(problem, method);
  } catch (error) {
    if (error instanceof FitError && error.code !== 'DEVICE_FAILED' && !isAborted(error)) return undefined;
    throw error;
  }
}
