import { at, fit } from '@wellposed/core';
import type { Problem, Solution } from '@wellposed/core';
import { overclaim } from '../certificate/overclaim.js';
import type { SolverLaw } from '../law.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import { exactFitted } from '../oracle/exact-fitted.js';
import type { ExactLeastSquares } from '../oracle/exact-least-squares.js';
import { exactLeastSquares } from '../oracle/exact-least-squares.js';
import { dependentProblem, dependentRecipes, isNearlyDependent } from '../problems/dependent-recipe.js';
import { search, UNINFORMATIVE } from '../search.js';

/** What is determined has all digits, but for what the condition number of the columns that are kept takes from double-double. */
const DETERMINED_DIGITS = 15;

export const dependence: SolverLaw = {
  name: 'dependence',
  scope: 'solver',
  statement:
    'fit: where columns depend on each other exactly, those of the exact null space are named and no others, and what is determined has its digits; no digit is claimed that is not there',
  source: 'Contract of Rank and Certificate; the null space in rationals',
  remedy: 'Report the numerical rank and a nullSpace that √W A annihilates: core proves the dependence from the data.',
  async check({ backend, runs, seed }, solver) {
    return search({ runs, seed }, dependentRecipes, async (recipe) => {
      const problem = dependentProblem(recipe);
      if (!problem) return UNINFORMATIVE;
      const solution = await fit(problem, { backend, solver });
      const { columns, exact } = exactOf(problem);
      const proud = overclaim(solution, { theta: exact.theta, fitted: exactFitted(columns, exact.theta) });
      if (proud) return proud;
      if (exact.rank === columns.length || solution.rank?.numerical !== exact.rank) return undefined;
      if (solution.status !== 'rank-deficient') return undefined;
      return misnamed(solution, exact) ?? (isNearlyDependent(recipe) ? undefined : withheld(solution, exact, problem));
    });
  },
};

export function exactOf({ x, y, weights, model }: Problem): {
  readonly columns: ReturnType<typeof designColumns>;
  readonly exact: ExactLeastSquares;
} {
  const own = designColumns(x, y.length, x.length / y.length);
  const columns = model.intercept ? [dyadicVector(new Float64Array(y.length).fill(1)), ...own] : own;
  return { columns, exact: exactLeastSquares(columns, y, weights) };
}

function misnamed({ names, rank }: Solution, { nullSpace }: ExactLeastSquares): string | undefined {
  const dependent = names.filter((_, j) => nullSpace.some(({ numerators }) => numerators[j] !== 0n));
  const named = rank?.dependentColumns ?? [];
  return named.join() === dependent.join()
    ? undefined
    : `[${named.join(', ')}] are said to depend on each other; in the exact null space [${dependent.join(', ')}] do`;
}

function withheld(
  { names, rank, certificate }: Solution,
  { theta }: ExactLeastSquares,
  { weights }: Problem,
): string | undefined {
  if (!certificate) return undefined;
  if (theta.numerators.every((value) => value === 0n)) return undefined;
  // The data say nothing about the fitted values of rows of weight 0.
  const seen = !weights?.includes(0);
  if (seen && certificate.fittedDigits < DETERMINED_DIGITS)
    return `${certificate.fittedDigits} digits of the fitted values`;
  for (const [j, name] of names.entries()) {
    const digits = at(certificate.digits, j);
    if (rank?.dependentColumns.includes(name) || theta.numerators[j] === 0n) continue;
    if (digits < DETERMINED_DIGITS) return `${digits} digits of '${name}', which is determined`;
  }
  return undefined;
}
