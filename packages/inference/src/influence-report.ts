import type { Reason } from './reason.js';

/** One number for each row of the data; undefined where there is none, with a `Reason` that names the row. */
export type RowQuantity = readonly (number | undefined)[];

/**
 * What each row does to the fit: n entries each, rows of weight zero included. Plain data, free of NaN and infinities.
 */
export interface Influence {
  /** hᵢ = wᵢ aᵢᵀ(AᵀWA)⁻aᵢ in [0, 1], the diagonal of the hat matrix: how far row i determines its own prediction. */
  readonly leverage: RowQuantity;
  /** rᵢ√wᵢ / (s√(1−hᵢ)): internally studentised residuals, R's `rstandard`. */
  readonly standardizedResiduals: RowQuantity;
  /** rᵢ√wᵢ / (s₍ᵢ₎√(1−hᵢ)) with s₍ᵢ₎ from the fit without row i: externally studentised residuals, R's `rstudent`. */
  readonly studentizedResiduals: RowQuantity;
  /** Cook's distance: the squared standardised residual · hᵢ / ((1−hᵢ) rank). */
  readonly cooksDistance: RowQuantity;
  /** rᵢ / (1−hᵢ): yᵢ minus its prediction by the fit without row i, in the units of y. */
  readonly looResiduals: RowQuantity;
  /** Σ wᵢ (rᵢ/(1−hᵢ))²: the predicted residual sum of squares of leave-one-out, in squared units of y. */
  readonly press: number | undefined;
  /** One for everything above that is undefined. */
  readonly reasons: readonly Reason[];
}
