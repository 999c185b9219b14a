import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicInput, DyadicVector } from './dyadic-vector.js';
import type { ExactVector } from './exact-vector.js';
import { exactResidual } from './exact-residual.js';
import { NormalEquations } from './normal-equations.js';

/** The exact answer to min Σ wᵢ (yᵢ − (Aθ)ᵢ)². */
export interface ExactLeastSquares {
  /** θ*: the solution, the one of least ‖θ‖₂ when the rank is below p. */
  readonly theta: ExactVector;
  /** y − A θ*, n rationals. */
  readonly residual: ExactVector;
  readonly rank: number;
  /** p − rank linearly independent vectors with A N = 0. */
  readonly nullSpace: readonly ExactVector[];
}

/**
 * Solves min Σ wᵢ (yᵢ − (Aθ)ᵢ)² exactly, in rationals, for A given by columns (`designColumns`, `polynomialColumns`), y of n
 * numbers and weights w ≥ 0 (default 1). @throws RangeError when y or w hold NaN or an infinity.
 */
export function exactLeastSquares(
  columns: readonly DyadicVector[],
  y: DyadicInput,
  weights?: DyadicInput,
): ExactLeastSquares {
  const targets = dyadicVector(y);
  const w = weights && dyadicVector(weights);
  const equations = new NormalEquations(columns, w);
  const theta = equations.solve(equations.crossProduct(w ? dyadicProduct(w, targets) : targets));
  return {
    theta,
    residual: exactResidual(columns, targets, theta),
    rank: equations.rank,
    nullSpace: equations.nullSpace,
  };
}
