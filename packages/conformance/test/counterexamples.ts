import type { CertifiedRecipe } from '../src/problems/certified-recipe.js';
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
  // A repeated, weighted row of cubic powers, rank 3 of 4, and five rows of six columns: Cholesky called both full rank.
  {
    family: 'vandermonde',
    rows: 8,
    columns: 4,
    rank: 4,
    digits: 3,
    noise: 0,
    targetScale: 0,
    columnSpread: 0,
    weighted: true,
    repeated: true,
    reduction: 'sum',
    seed: 817088553,
  },
  {
    family: 'graded',
    rows: 5,
    columns: 6,
    rank: 5,
    digits: 0,
    noise: 0,
    targetScale: 0,
    columnSpread: 0,
    weighted: false,
    repeated: false,
    reduction: 'sum',
    seed: 1139934405,
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

/** Problems with conditions whose certificates once said too much, or nothing where there was no answer. */
export const certifiedCounterexamples: readonly CertifiedRecipe[] = [
  // Three equations for three coefficients: what they leave of rounding was missing from the claim for the fitted values.
  {
    kind: 'polynomial',
    recipe: { degree: 2, surplus: 50, start: 0, noise: 1, weighted: true, seed: 725824784 },
    extended: false,
    conditions: 'equations',
  },
  // Slopes at points in double-double, formed at their leading halves far from 0.
  {
    kind: 'polynomial',
    recipe: { degree: 6, surplus: 6, start: -886596, noise: 1, weighted: false, seed: 639040973 },
    extended: true,
    conditions: 'equations',
  },
  {
    kind: 'polynomial',
    recipe: { degree: 5, surplus: 7, start: -261263, noise: 1e-8, weighted: true, seed: 1926325637 },
    extended: true,
    conditions: 'equations',
  },
  // Powers of x near −127 449, κ beyond 10¹⁵ and terms of A θ that cancel: x³ was held at 0 with 15.9 digits, and is 0.0077.
  {
    kind: 'polynomial',
    recipe: { degree: 4, surplus: 27, start: -127449, noise: 1e-8, weighted: false, seed: 287091723 },
    extended: true,
    conditions: 'nonnegative',
  },
];
