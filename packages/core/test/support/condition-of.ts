import type { Basis } from '../../src/contracts/basis.js';
import type { DoubleDoubleArray } from '../../src/double-double/double-double-array.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { materialise } from '../../src/problem/materialise.js';
import { jacobiSvd } from './jacobi-svd.js';

/** κ₂ of the design [1, φ(x)] of a basis on x (n × d, row-major), its columns scaled to unit length. */
export function conditionOf(basis: Basis, x: Float64Array | DoubleDoubleArray): number {
  const values = singularValues(basis, x);
  return values[0]! / values[values.length - 1]!;
}

conditionOf.singularValues = singularValues;

/** Singular values of the design, descending; one for each column. */
function singularValues(basis: Basis, x: Float64Array | DoubleDoubleArray): Float64Array {
  const inputs = x instanceof Float64Array ? fromFloat64(x) : x;
  const rows = inputs.hi.length / basis.variables;
  const size = basis.size + 1;
  const { hi } = materialise({ basis, intercept: true }, inputs, rows);
  const columns = Array.from({ length: size }, (_, j) => {
    const column = Float64Array.from({ length: rows }, (_, i) => hi[i * size + j]!);
    const length = Math.hypot(...column);
    return length > 0 ? column.map((value) => value / length) : column;
  });
  return jacobiSvd(columns).values;
}
