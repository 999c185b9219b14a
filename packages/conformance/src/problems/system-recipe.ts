import type { Reduction } from '@wellposed/core';

/**
 * How the design is made.
 *
 * | family      | design                                                                                      |
 * |-------------|---------------------------------------------------------------------------------------------|
 * | graded      | random orthogonal factors around singular values that fall from 1 to 10^−digits, rounded     |
 * | vandermonde | powers of x on an interval that moves away from 0 as `digits` grows                          |
 * | collinear   | random columns; the last is the first plus 10^−digits of noise                               |
 * | integer     | small whole numbers                                                                         |
 * | deficient   | a product of small whole numbers of rank ≤ `rank`: exactly rank-deficient, exactly in doubles |
 */
export type Family = 'graded' | 'vandermonde' | 'collinear' | 'integer' | 'deficient';

/** A problem in a dozen small numbers: it prints, shrinks and can be kept as an example. `systemOf` makes the arrays. */
export interface SystemRecipe {
  readonly family: Family;
  readonly rows: number;
  readonly columns: number;
  /** For the family 'deficient': the inner dimension of the product. */
  readonly rank: number;
  /** log₁₀ κ that the family aims at, 0…14. */
  readonly digits: number;
  /** Size of the residual relative to the fit: 0 is consistent up to rounding, Infinity means y = 0 altogether. */
  readonly noise: number;
  /** log₂ of the scale of y. */
  readonly targetScale: number;
  /** Columns are scaled by powers of two up to ± this. */
  readonly columnSpread: number;
  /** Whether rows have weights, squares of short numbers so that √w is exact. */
  readonly weighted: boolean;
  /** Whether some rows repeat. */
  readonly repeated: boolean;
  readonly reduction: Reduction;
  readonly seed: number;
}
