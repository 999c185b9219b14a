import { at } from '../at.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';

/** Rows of a least-squares problem: design n × p in double-double, targets n, weights n. */
export interface WeightedRows {
  readonly design: DoubleDoubleArray;
  /** Bounds on the absolute errors of its entries, n × p; absent: it is right to double-double. */
  readonly designErrors?: Float64Array | undefined;
  readonly targets: Float64Array;
  readonly weights?: Float64Array;
  /** Low halves of targets and weights; absent when zero. */
  readonly targetsLow?: Float64Array;
  readonly weightsLow?: Float64Array;
}

/** The rows of positive weight, and how many they are; the same arrays when all are. */
export function withoutZeroWeights(all: WeightedRows): WeightedRows & { readonly rows: number } {
  const { design, designErrors, targets, weights, targetsLow, weightsLow } = all;
  const rows = targets.length;
  if (!weights?.includes(0)) return { ...all, rows };
  const columns = design.hi.length / rows;
  const positive = (_: number, row: number): boolean => at(weights, row) > 0;
  const inPositiveRow = (_: number, index: number): boolean => at(weights, Math.floor(index / columns)) > 0;
  const kept = targets.filter(positive);
  return {
    design: { hi: design.hi.filter(inPositiveRow), lo: design.lo.filter(inPositiveRow) },
    ...(designErrors && { designErrors: designErrors.filter(inPositiveRow) }),
    targets: kept,
    weights: weights.filter((weight) => weight > 0),
    ...(targetsLow && { targetsLow: targetsLow.filter(positive) }),
    ...(weightsLow && { weightsLow: weightsLow.filter(positive) }),
    rows: kept.length,
  };
}
