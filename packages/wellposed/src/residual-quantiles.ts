import type { Problem, Solution } from '@wellposed/core';
import { quantiles } from './quantiles.js';

/** Where the residuals lie, in the units of y; of √w r when the problem is weighted, rows of weight zero left out. */
export interface ResidualQuantiles {
  readonly weighted: boolean;
  readonly minimum: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
}

/** As R's `summary.lm` tells them; undefined when a residual is not finite. */
export function residualQuantiles({ weights }: Problem, { residuals }: Solution): ResidualQuantiles | undefined {
  const scaled = weights
    ? residuals.map((residual, i) => Math.sqrt(weights[i] ?? 0) * residual).filter((_, i) => weights[i] !== 0)
    : residuals;
  if (!scaled.every(Number.isFinite)) return undefined;
  const [minimum = NaN, lowerQuartile = NaN, median = NaN, upperQuartile = NaN, maximum = NaN] = quantiles(
    scaled,
    [0, 0.25, 0.5, 0.75, 1],
  );
  return { weighted: weights !== undefined, minimum, lowerQuartile, median, upperQuartile, maximum };
}
