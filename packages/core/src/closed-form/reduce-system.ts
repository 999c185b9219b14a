import { at } from '../at.js';
import { matrixProductSteps } from '../double-double/matrix-product.js';
import { U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import type { Steps } from '../fit/steps.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import type { Coordinates } from './coordinates.js';
import type { ScaledSystem } from './scaled-system.js';
import { equilibrate, LARGEST_COLUMN_NORM } from './scaled-system.js';
import { targetResidual } from './target-residual.js';

/**
 * The system for φ when θ̄ = Z φ + z/t: design Ā Z, columns scaled anew, and targets ȳ − Ā z/t, in double-double.
 *
 * @param system of p columns
 * @throws FitError as `reduceTargets` does
 */
export function* reduceSystem(system: ScaledSystem, coordinates: Coordinates): Steps<ScaledSystem> {
  const { rows, columns, rootWeights } = system;
  const { dimension, matrix, error } = coordinates;
  const design = yield* matrixProductSteps(system.design, matrix, { rows, inner: columns, columns: dimension });
  const columnScales = yield* equilibrate(design, rows, dimension, rootWeights);
  const columnErrors = columnScales.map((scale, k) => {
    const column = Float64Array.from({ length: columns }, (_, j) => at(matrix.hi, j * dimension + k));
    return (columnError(column, error) + changeOf(column, system.columnErrors)) / scale;
  });
  const reduced = { ...system, columns: dimension, design, columnScales, columnErrors };
  return yield* reduceTargets(reduced, system, coordinates);
}

/**
 * `reduced` with the targets of `system`, less Ā z/t.
 *
 * @throws FitError 'INVALID_OPTION' when z, in units of the targets, is beyond the range of double-double
 */
export function* reduceTargets(
  reduced: ScaledSystem,
  system: ScaledSystem,
  coordinates: Coordinates,
): Steps<ScaledSystem> {
  const { targetScale } = system;
  const { offset, error } = coordinates;
  if (offset.hi.every((value) => value === 0)) {
    const { targets, targetsLow } = system;
    return { ...reduced, targets, targetsLow, targetScale };
  }
  const z = { hi: offset.hi.map((value) => value / targetScale), lo: offset.lo.map((value) => value / targetScale) };
  // Products in double-double overflow from 2⁹⁹⁶ on.
  if (!(maximumMagnitude(z.hi) < 2 ** 900)) {
    throw new FitError('INVALID_OPTION', 'the constraints hold coefficients far beyond what y can explain: rescale y', {
      argument: 'constraints',
    });
  }
  const targets = yield* targetResidual(system, z);
  return {
    ...reduced,
    targets: targets.hi,
    targetsLow: targets.lo,
    targetScale,
    targetError: columnError(z.hi, error) + changeOf(z.hi, system.columnErrors),
  };
}

/** Bound on ‖√W ΔA v‖₂ for the errors of the columns of A; 0 for none. */
export function changeOf(v: Float64Array, columnErrors: Float64Array | undefined): number {
  return columnErrors?.reduce((sum, error, j) => sum + (error > 0 ? error * Math.abs(at(v, j)) : 0), 0) ?? 0;
}

/**
 * ‖√W A δ‖₂ at most, for δ the error of a column of Z (or of z) together with the rounding of its product with A: (p + 2)u of the
 * terms of each sum (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §3.1).
 */
function columnError(column: Float64Array, error: number): number {
  // Coordinates without an error only select columns of A: nothing is rounded.
  if (error === 0) return 0;
  const total = column.reduce((sum, value) => sum + Math.abs(value), 0);
  const p = column.length;
  return LARGEST_COLUMN_NORM * ((p + 2) * U_EXTENDED * total + p * error * maximumMagnitude(column));
}
