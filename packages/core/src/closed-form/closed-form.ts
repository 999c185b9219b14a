import type { SolverName } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { U } from '../error-bounds/unit-roundoff.js';
import type { Steps } from '../fit/steps.js';
import { paddedTargets } from '../penalties/with-penalty-rows.js';
import { closedFormAdvice } from './advice.js';
import { solveDependent, withDependence } from './basic-solution.js';
import { describeSolution } from './describe-solution.js';
import { exactNullSpace } from './exact-null-space.js';
import { exhaustedAdvice } from './exhausted-advice.js';
import type { ClosedFormMethod } from './factored-system.js';
import { withFactorization } from './factored-system.js';
import { solveNonnegative } from './nonnegative.js';
import type { DesignRank } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import { pose } from './posed-problem.js';
import { reduceSystem, reduceTargets } from './reduce-system.js';
import type { ScaledSystem } from './scaled-system.js';
import { withTargets } from './scaled-system.js';

/**
 * The closed form: domain map → well-conditioned basis → powers-of-two scaling → what the constraints leave →
 * factorisation by the backend → refinement → coefficients in the user's basis, in double-double until the last rounding.
 *
 * @param targets one y (n numbers) for each solution; the problem's own y is not looked at
 */
export function* closedForm<S extends SolverName>(
  problem: Problem,
  targets: readonly DoubleDoubleArray[],
  method: ClosedFormMethod<S>,
): Steps<readonly Solution[]> {
  const solutions = yield* solveAll(problem, targets, method);
  if (!(method.backend.supports.unitRoundoff > U)) return solutions;
  const advised: Solution[] = [];
  let advice: string | undefined;
  for (const [k, solution] of solutions.entries()) {
    const isExhausted = solution.advice === closedFormAdvice['precision-exhausted'];
    // What the design lacks, it lacks for every y; the faces of non-negative coefficients are designs of their own.
    if (isExhausted && (problem.nonnegative || advice === undefined)) {
      const y = targets[k] as DoubleDoubleArray;
      advice = yield* exhaustedAdvice(problem, solution, method, function* (posed, how) {
        return (yield* solveAll(posed, [y], how))[0] as Solution;
      });
    }
    advised.push(isExhausted && advice !== undefined ? { ...solution, advice } : solution);
  }
  return advised;
}

function* solveAll<S extends SolverName>(
  problem: Problem,
  targets: readonly DoubleDoubleArray[],
  method: ClosedFormMethod<S>,
): Steps<readonly Solution[]> {
  const posed = yield* pose(problem);
  if (problem.nonnegative) {
    const design = yield* designRank(posed, method);
    const solutions: Solution[] = [];
    for (const y of targets) {
      const outcome = yield* solveNonnegative(posed, systemFor(posed, y), problem.nonnegative, method);
      solutions.push(yield* describeSolution(posed, y, { ...outcome, design }, method));
    }
    return solutions;
  }
  const { system: full, coordinates } = posed;
  const reduced = coordinates ? yield* reduceSystem(full, coordinates) : full;
  return yield* withFactorization(reduced, problem.loss, method, function* (factorization) {
    return yield* withDependence(posed, factorization, method, function* (dependence) {
      const solutions: Solution[] = [];
      for (const y of targets) {
        const given = systemFor(posed, y);
        const system = coordinates ? yield* reduceTargets(reduced, given, coordinates) : given;
        const scaled = yield* solveDependent(system, factorization, dependence, method);
        const outcome = { system, coordinates, factorization, scaled, dependence };
        solutions.push(yield* describeSolution(posed, y, outcome, method));
      }
      return solutions;
    });
  });
}

/** What all columns are, where a face of non-negative coefficients has only some of them; undefined where they are independent. */
function* designRank<S extends SolverName>(
  { problem, system }: PosedProblem,
  method: ClosedFormMethod<S>,
): Steps<DesignRank | undefined> {
  const factorization = yield* withFactorization(system, problem.loss, method, function* (found) {
    yield* [];
    return found;
  });
  const { outcome, rank } = factorization;
  if (outcome === 'ok' && rank === system.columns) return undefined;
  const space = yield* exactNullSpace(problem, outcome === 'ok' ? system.columns - rank : undefined);
  if (outcome !== 'ok' && !space?.length) return undefined;
  return { factorization, space };
}

/** The scaled system of all columns for a y. */
function systemFor({ system, rows }: PosedProblem, y: DoubleDoubleArray): ScaledSystem {
  return withTargets(system, { ...rows, ...paddedTargets(y, rows.targets.length) });
}
