import type { SystemRecipe } from '../src/problems/system-recipe.js';

/** Problems that once broke a law, tried before the random ones on every backend. */
export const counterexamples: readonly SystemRecipe[] = [
  // Eight powers of x with repeated rows: exactly rank-deficient, yet Cholesky goes through with κ estimated 2e8, refinement
  // "converges" (a residual does not see the null space) and the certificate claimed 15.9 digits where 3 were right.
  {
    family: 'vandermonde',
    rows: 8,
    columns: 8,
    rank: 8,
    digits: 1,
    noise: 0,
    targetScale: 0,
    columnSpread: 0,
    weighted: false,
    repeated: true,
    reduction: 'sum',
    seed: 635215559,
  },
  // Two orthogonal columns, κ = 1: the smallest bounds there are.
  {
    family: 'graded',
    rows: 2,
    columns: 2,
    rank: 2,
    digits: 0,
    noise: 0,
    targetScale: 0,
    columnSpread: 0,
    weighted: false,
    repeated: false,
    reduction: 'sum',
    seed: 0,
  },
  // Cholesky breaks down at κ = 10⁹ and finds nothing: NaN scales to NaN.
  {
    family: 'graded',
    rows: 2,
    columns: 2,
    rank: 2,
    digits: 9,
    noise: 0,
    targetScale: 0,
    columnSpread: 0,
    weighted: false,
    repeated: false,
    reduction: 'sum',
    seed: 0,
  },
];
