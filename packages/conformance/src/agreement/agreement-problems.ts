import fc from 'fast-check';
import type { SystemRecipe } from '../problems/system-recipe.js';
import { AgreementProblem } from './agreement-problem.js';

/** Problems are drawn this many at a time. */
const DRAWN = 500;
/** For every so many problems that inform on all, one that informs only on the most exact. */
const PER_HARD = 4;

/** n from 1 to 100, p from 1 to 12, κ from 1 to beyond what the normal equations bear in float32, and some beyond. */
const recipes: fc.Arbitrary<SystemRecipe> = fc
  .record({
    family: fc.constantFrom('graded' as const, 'vandermonde' as const, 'collinear' as const, 'integer' as const),
    columns: fc.integer({ min: 1, max: 12 }),
    surplus: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 31, max: 88 })),
    digits: fc.constantFrom(0, 0.5, 1, 1.5, 2, 3, 5),
    noise: fc.constantFrom(0, 1e-10, 1e-3, 1, 1e5, Infinity),
    targetScale: fc.integer({ min: -20, max: 20 }),
    columnSpread: fc.constantFrom(0, 0, 1, 2),
    weighted: fc.boolean(),
    repeated: fc.boolean(),
    reduction: fc.constantFrom('sum' as const, 'mean' as const),
    seed: fc.nat({ max: 2 ** 31 - 1 }),
  })
  .map(({ surplus, ...recipe }) => ({ ...recipe, rows: recipe.columns + surplus, rank: recipe.columns }));

/**
 * Problems to compare backends on: `runs` of them where the bound on the solution is finite for the coarsest of the unit
 * roundoffs, and a quarter as many, all harder, where it is for the finest only.
 */
export function* agreementProblems(
  { runs, seed }: { readonly runs: number; readonly seed: number },
  unitRoundoffs: readonly number[],
): Generator<AgreementProblem> {
  const [finest, coarsest] = [Math.min(...unitRoundoffs), Math.max(...unitRoundoffs)];
  let easy = 0;
  let hard = 0;
  for (let draw = 0; easy < runs; draw++) {
    for (const recipe of fc.sample(recipes, { seed: seed + draw, numRuns: DRAWN })) {
      const problem = new AgreementProblem(recipe);
      if (problem.bounds(coarsest).theta < Infinity) easy++;
      else if (hard < easy / PER_HARD && problem.bounds(finest).theta < Infinity) hard++;
      else continue;
      yield problem;
      if (easy >= runs) return;
    }
  }
}
