import fc from 'fast-check';
import type { PolynomialRecipe } from './polynomial-recipe.js';
import { polynomialRecipes } from './polynomial-recipe.js';
import type { SystemRecipe } from './system-recipe.js';
import { systemRecipes } from './system-recipes.js';

/** A whole problem in a few small numbers: data, whether they are double-doubles, and what its coefficients must satisfy. */
export type CertifiedRecipe = {
  /** Whether data, weights and constraints have low halves, as decimals do. */
  readonly extended: boolean;
  /** 'equations': one to three equality constraints; 'nonnegative': some coefficients must be ≥ 0. */
  readonly conditions: 'none' | 'equations' | 'nonnegative';
} & (
  | { readonly kind: 'linear'; readonly recipe: SystemRecipe; readonly intercept: boolean }
  | { readonly kind: 'polynomial'; readonly recipe: PolynomialRecipe }
);

const extended = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const intercept = fc.boolean();

const plainLinear = fc.record({
  kind: fc.constant('linear' as const),
  recipe: systemRecipes.any,
  intercept,
  extended,
  conditions: fc.constant('none' as const),
});

/** Fewer columns and rows: the oracle solves a dozen systems for one with inequalities. */
const conditionedLinear = fc.record({
  kind: fc.constant('linear' as const),
  recipe: systemRecipes.tall.map((recipe) => {
    const columns = Math.min(recipe.columns, 7);
    return { ...recipe, columns, rank: columns, rows: Math.max(columns, Math.min(recipe.rows, 50)) };
  }),
  intercept,
  extended,
  conditions: fc.constantFrom('equations' as const, 'nonnegative' as const),
});

const polynomial = fc.record({
  kind: fc.constant('polynomial' as const),
  recipe: polynomialRecipes,
  extended,
  conditions: fc.oneof(
    { weight: 4, arbitrary: fc.constant('none' as const) },
    { weight: 3, arbitrary: fc.constant('equations' as const) },
    { weight: 1, arbitrary: fc.constant('nonnegative' as const) },
  ),
});

/** fast-check arbitrary of problems for the certificate: linear and polynomial, plain and with conditions. */
export const certifiedRecipes: fc.Arbitrary<CertifiedRecipe> = fc.oneof(
  { weight: 3, arbitrary: plainLinear },
  { weight: 2, arbitrary: conditionedLinear },
  { weight: 3, arbitrary: polynomial },
);
