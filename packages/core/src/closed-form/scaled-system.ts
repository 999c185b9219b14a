import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { PAUSE, pauseDue } from '../fit/steps.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { norm } from '../norm.js';
import { powerOfTwo } from '../power-of-two.js';
import type { WeightedRows } from '../problem/weighted-rows.js';
import { withoutZeroWeights } from '../problem/weighted-rows.js';

/**
 * A least-squares system scaled by powers of two, which costs no digit: every column of √W A has its 2-norm in
 * [1, 2·√2), the largest |y| is in [1, 2) and the largest weight in [1, 4). Rows of weight zero are gone.
 *
 * With A = Ā diag(c), y = t ȳ: θ = t θ̄ ÷ c, componentwise. Near-optimal scaling: van der Sluis, "Condition numbers
 * and equilibration of matrices", Numer. Math. 14 (1969) 14–23: within √p of the least κ that column scaling can give.
 */
export interface ScaledSystem {
  readonly rows: number;
  readonly columns: number;
  /** Ā, rows × columns, row-major. */
  readonly design: DoubleDoubleArray;
  readonly targets: Float64Array;
  readonly weights?: Float64Array;
  /** Low halves of targets and weights; absent when zero. */
  readonly targetsLow?: Float64Array | undefined;
  readonly weightsLow?: Float64Array;
  /** √w, absent when all weights are 1. */
  readonly rootWeights?: Float64Array;
  /** c, one power of two a column. */
  readonly columnScales: Float64Array;
  /** t. */
  readonly targetScale: number;
  /** The true weights ÷ `weights`. */
  readonly weightScale: number;
  /** Bounds on what rounding has changed, ‖√W Δāⱼ‖₂ of each column and ‖√W Δȳ‖₂; absent for the numbers as given. */
  readonly columnErrors?: Float64Array;
  readonly targetError?: number;
}

/** Upper bound on the 2-norm of a column of √W Ā. */
export const LARGEST_COLUMN_NORM = 2 * Math.SQRT2;

/**
 * Scales, and leaves out the rows of weight zero.
 *
 * @throws FitError 'INVALID_OPTION' when the weights span more than float64's range.
 */
export function* scaledSystem(all: WeightedRows): Steps<ScaledSystem> {
  const { design, designErrors, targets: y, weights: w, targetsLow, weightsLow, rows } = withoutZeroWeights(all);
  const columns = design.hi.length / rows;
  const targetScale = powerOfTwo(maximumMagnitude(y));
  const targets = y.map((value) => value / targetScale);
  const unweighted = w === undefined || (w.every((weight) => weight === 1) && !weightsLow?.some((rest) => rest !== 0));
  // An even power, so that the square roots are scaled exactly too.
  const weightScale = unweighted ? 1 : powerOfTwo(Math.sqrt(maximumMagnitude(w))) ** 2;
  const weights = unweighted ? undefined : scaleWeights(w, weightScale);
  const rootWeights = weights?.map(Math.sqrt);
  const scaled = { hi: design.hi.slice(), lo: design.lo.slice() };
  const columnScales = yield* equilibrate(scaled, rows, columns, rootWeights);
  return {
    rows,
    columns,
    design: scaled,
    targets,
    columnScales,
    targetScale,
    weightScale,
    ...(designErrors && { columnErrors: columnErrorsOf(designErrors, columnScales, rootWeights) }),
    ...(targetsLow && { targetsLow: targetsLow.map((value) => value / targetScale) }),
    ...(weights && rootWeights && { weights, rootWeights }),
    ...(weights && weightsLow && { weightsLow: weightsLow.map((value) => value / weightScale) }),
  };
}

/** The same system with the targets (and their low halves) of `all`, whose rows are otherwise those it was made of. */
export function withTargets(system: ScaledSystem, all: WeightedRows): ScaledSystem {
  const { targets: y, targetsLow } = withoutZeroWeights(all);
  const targetScale = powerOfTwo(maximumMagnitude(y));
  return {
    ...system,
    targets: y.map((value) => value / targetScale),
    targetScale,
    targetsLow: targetsLow?.map((value) => value / targetScale),
  };
}

/** What a backend gets of it: the leading halves. */
export function toLinearSystem(system: ScaledSystem, loss: LinearSystem['loss']): LinearSystem {
  const { rows, columns, design, targets, weights } = system;
  return { rows, columns, design: design.hi, targets, loss, ...(weights && { weights }) };
}

function scaleWeights(weights: Float64Array, scale: number): Float64Array {
  const scaled = weights.map((weight) => weight / scale);
  const lost = scaled.findIndex((weight) => weight < 2 ** -1022);
  if (lost >= 0) {
    throw new FitError(
      'INVALID_OPTION',
      `weights span a factor of more than 2^1022 (${at(weights, lost)} beside ${maximumMagnitude(weights)}): give such rows weight 0`,
      { argument: 'weights', value: at(weights, lost) },
    );
  }
  return scaled;
}

/**
 * Bounds on ‖√W Δāⱼ‖₂ ÷ cⱼ.
 *
 * @param errors bounds on |ΔA|, n × p, row-major
 */
export function columnErrorsOf(
  errors: Float64Array,
  columnScales: Float64Array,
  rootWeights?: Float64Array,
): Float64Array {
  const columns = columnScales.length;
  return columnScales.map((scale, j) => {
    const column = Float64Array.from({ length: errors.length / columns }, (_, i) => {
      return (at(errors, i * columns + j) / scale) * (rootWeights ? at(rootWeights, i) : 1);
    });
    return norm(column);
  });
}

/** Scales the columns of A by powers of two, in place, so that those of √W A have 2-norms in [1, 2√2); returns the scales. */
export function* equilibrate(
  a: DoubleDoubleArray,
  rows: number,
  columns: number,
  rootWeights?: Float64Array,
): Steps<Float64Array> {
  const scales = new Float64Array(columns);
  const column = new Float64Array(rows);
  for (let j = 0; j < columns; j++) {
    if (pauseDue(8 * rows)) yield PAUSE;
    for (let i = 0; i < rows; i++) column[i] = at(a.hi, i * columns + j) * (rootWeights ? at(rootWeights, i) : 1);
    const largest = powerOfTwo(maximumMagnitude(column));
    let squares = 0;
    for (const value of column) squares += (value / largest) ** 2;
    // A norm beyond float64's range is left above the bound: its power of two is no number.
    const scale = Math.min(largest * powerOfTwo(Math.sqrt(squares)), 2 ** 1023);
    scales[j] = scale;
    for (let k = j; k < a.hi.length; k += columns) {
      a.hi[k] = at(a.hi, k) / scale;
      a.lo[k] = at(a.lo, k) / scale;
    }
  }
  return scales;
}
