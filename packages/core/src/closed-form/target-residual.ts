import { at } from '../at.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import type { Steps } from '../fit/steps.js';
import { byRows } from '../fit/steps.js';
import type { ScaledSystem } from './scaled-system.js';

/** ȳ − Ā θ̄, n numbers in double-double. */
export function* targetResidual(system: ScaledSystem, theta: DoubleDoubleArray): Steps<DoubleDoubleArray> {
  const { rows, columns, design, targets, targetsLow } = system;
  const residual = doubleDoubleArray(rows);
  const sum = new DoubleDouble();
  yield* byRows(rows, 16 * (columns + 1), (from, to) => {
    for (let i = from; i < to; i++) {
      sum.set(at(targets, i), targetsLow ? at(targetsLow, i) : 0);
      for (let j = 0; j < columns; j++) {
        const k = i * columns + j;
        sum.addProduct(-at(design.hi, k), -at(design.lo, k), at(theta.hi, j), at(theta.lo, j));
      }
      residual.hi[i] = sum.hi;
      residual.lo[i] = sum.lo;
    }
  });
  return residual;
}
