import type { Anova, AnovaRow } from '@wellposed/inference';
import { finiteOrNull } from './finite-or-null.js';

/** One row of the analysis of variance. */
export interface AnovaRowDocument {
  readonly degreesOfFreedom: number;
  readonly sumOfSquares: number | null;
  readonly meanSquare: number | null;
}

/** The analysis of variance: total = regression + residual, and the F test of the regression. */
export interface AnovaDocument {
  readonly regression: AnovaRowDocument;
  readonly residual: AnovaRowDocument;
  readonly total: AnovaRowDocument;
  readonly f: number | null;
  readonly p: number | null;
}

/** Puts an analysis of variance into its document. */
export function anovaDocument({ regression, residual, total, f, p }: Anova): AnovaDocument {
  const row = ({ degreesOfFreedom, sumOfSquares, meanSquare }: AnovaRow): AnovaRowDocument => ({
    degreesOfFreedom,
    sumOfSquares: finiteOrNull(sumOfSquares),
    meanSquare: finiteOrNull(meanSquare),
  });
  return {
    regression: row(regression),
    residual: row(residual),
    total: row(total),
    f: finiteOrNull(f),
    p: finiteOrNull(p),
  };
}
