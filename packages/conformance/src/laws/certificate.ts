import { at, fit, linearProblem, polynomialProblem } from '@wellposed/core';
import type { Problem, Solution } from '@wellposed/core';
import fc from 'fast-check';
import type { SolverLaw } from '../law.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import type { DyadicVector } from '../oracle/dyadic-vector.js';
import { exactLeastSquares } from '../oracle/exact-least-squares.js';
import type { ExactVector } from '../oracle/exact-vector.js';
import { polynomialColumns } from '../oracle/polynomial-columns.js';
import { polynomialData, polynomialRecipes } from '../problems/polynomial-recipe.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search, UNINFORMATIVE } from '../search.js';
import type { Verdict } from '../search.js';

/** A problem in the user's words with the exact columns behind it. */
interface Certified {
  readonly problem: Problem;
  readonly columns: readonly DyadicVector[];
}

const linear = fc.record({ kind: fc.constant('linear' as const), recipe: systemRecipes.any, intercept: fc.boolean() });
const polynomial = fc.record({ kind: fc.constant('polynomial' as const), recipe: polynomialRecipes });

export const certificate: SolverLaw = {
  name: 'certificate',
  scope: 'solver',
  statement: 'fit: no coefficient has fewer correct digits, against the exact solution, than its certificate claims',
  source: 'Contract of Certificate: it may understate, it must not overstate',
  remedy:
    'Declare the unit roundoff that the device really has; κ, rank and singular values must be those of the matrix factorised.',
  async check({ backend, runs, seed, examples }, solver) {
    const linearExamples = examples.map((recipe) => ({ kind: 'linear' as const, recipe, intercept: false }));
    return search({ runs, seed, examples: linearExamples }, fc.oneof(linear, polynomial), async (input) => {
      const { problem, columns } =
        input.kind === 'linear' ? linearCase(input.recipe, input.intercept) : polynomialCase(input.recipe);
      const exact = exactLeastSquares(columns, problem.y, problem.weights);
      return overclaim(await fit(problem, { backend, solver }), exact.theta);
    });
  },
};

function linearCase(recipe: Parameters<typeof systemCase>[0], intercept: boolean): Certified {
  const { design, targets, weights, rows, columns } = systemCase(recipe).system;
  // Weights whose roots are not exact: any double will do for the oracle here.
  const anyWeights = weights?.map((value, i) => value / (3 + (i % 5)));
  const own = designColumns(design, rows, columns);
  return {
    problem: linearProblem({ x: design, y: targets, intercept, ...(anyWeights && { weights: anyWeights }) }),
    columns: intercept ? [dyadicVector(new Float64Array(rows).fill(1)), ...own] : own,
  };
}

function polynomialCase(recipe: Parameters<typeof polynomialData>[0]): Certified {
  const data = polynomialData(recipe);
  const { degree } = recipe;
  return { problem: polynomialProblem({ ...data, degree }), columns: polynomialColumns(data.x, degree) };
}

/** A sentence for the first coefficient whose certificate says more than is true. */
function overclaim({ certificate: claim, coefficients, names, status }: Solution, exact: ExactVector): Verdict {
  if (!claim) return UNINFORMATIVE;
  for (let j = 0; j < coefficients.length; j++) {
    const claimed = at(claim.digits, j);
    if (!(claimed >= 0 && claimed <= 15.9)) return `digits of '${names[j]}' are ${claimed}, outside [0, 15.9]`;
    const digits = -Math.log10(exact.relativeError(j, at(coefficients, j)));
    if (claimed > 0 && claimed > digits) {
      const value = exact.component(j).toNumber();
      return `'${names[j]}' = ${at(coefficients, j)}, exactly ${value}: ${claimed} digits claimed, ${digits.toFixed(2)} true (${status}, ${claim.method}, κ = ${claim.conditionNumber.toPrecision(3)})`;
    }
  }
  return claim.digits.some((digits) => digits > 0) ? undefined : UNINFORMATIVE;
}
