import fc from 'fast-check';
import type { SystemRecipe } from './system-recipe.js';

const common = {
  digits: fc.integer({ min: 0, max: 14 }),
  noise: fc.constantFrom(0, 1e-10, 1e-3, 1, 1e5, Infinity),
  targetScale: fc.integer({ min: -20, max: 20 }),
  columnSpread: fc.constantFrom(0, 0, 4, 10),
  weighted: fc.boolean(),
  repeated: fc.boolean(),
  reduction: fc.constantFrom('sum' as const, 'mean' as const),
  seed: fc.nat({ max: 2 ** 31 - 1 }),
};

const columns = fc.integer({ min: 1, max: 12 });
/** Rows beyond the columns: mostly few, so that a run is quick and a failure small, but up to n = 500. */
const surplus = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 488 }) },
);

/** n ≥ p and, but for rare accidents that the oracle sees, full rank: κ from 1 to 1e14. */
const tall: fc.Arbitrary<SystemRecipe> = fc
  .record({
    ...common,
    family: fc.constantFrom('graded' as const, 'vandermonde' as const, 'collinear' as const, 'integer' as const),
    columns,
    surplus,
  })
  .map(({ surplus: extra, ...recipe }) => ({ ...recipe, rows: recipe.columns + extra, rank: recipe.columns }));

/** n ≥ p with an exact rank below p, down to a design of zeros. */
const deficient: fc.Arbitrary<SystemRecipe> = fc
  .record({ ...common, columns: fc.integer({ min: 1, max: 12 }), surplus, deficit: fc.integer({ min: 1, max: 12 }) })
  .map(({ surplus: extra, deficit, ...recipe }) => ({
    ...recipe,
    family: 'deficient' as const,
    digits: 0,
    rows: recipe.columns + extra,
    rank: Math.max(0, recipe.columns - deficit),
  }));

/** n < p. */
const wide: fc.Arbitrary<SystemRecipe> = fc
  .record({
    ...common,
    digits: fc.integer({ min: 0, max: 6 }),
    family: fc.constantFrom('graded' as const, 'integer' as const),
    columns: fc.integer({ min: 2, max: 12 }),
    deficit: fc.integer({ min: 1, max: 11 }),
  })
  .map(({ deficit, ...recipe }) => {
    const rows = Math.max(1, recipe.columns - deficit);
    return { ...recipe, rows, rank: rows };
  });

/** fast-check arbitraries of problems: n from 1 to 500, p from 1 to 12; all numbers finite and of moderate size. */
export const systemRecipes = {
  tall,
  deficient,
  wide,
  any: fc.oneof({ weight: 4, arbitrary: tall }, { weight: 1, arbitrary: deficient }, { weight: 1, arbitrary: wide }),
};
