import { at } from '../at.js';
import type { Basis } from '../contracts/basis.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';

/**
 * Adds bounds on the absolute errors of φ at row `row` of x, or of ∂φ/∂x_variable, beyond the rounding of double-double, to
 * `out[offset …]`: a basis' own, or to first order
 *
 *     Σ_v |∂φ/∂x_v| δ_v,   δ_v = |what x has beyond the limbs that are read| + |what its limbs leave out|.
 *
 * For a derivative, which has no derivative of its own here, its change from x_v to x_v + δ_v.
 */
export function addFeatureErrors(
  basis: Basis,
  x: ExpansionArray,
  row: number,
  variable: number | undefined,
  out: Float64Array,
  offset: number,
): void {
  if (basis.addErrors) {
    basis.addErrors(x, row, variable, out, offset);
    return;
  }
  const { variables, size } = basis;
  for (let v = 0; v < variables; v++) {
    const missing = missingOf(x, row * variables + v, basis.readsRest === true ? Infinity : 2);
    if (missing === 0) continue;
    const there = doubleDoubleArray(size);
    const here = doubleDoubleArray(size);
    if (variable === undefined) basis.differentiate(x, row, v, there, 0);
    else {
      basis.differentiate(x, row, variable, here, 0);
      basis.differentiate(moved(x, row, variables, v, missing), 0, variable, there, 0);
    }
    for (let j = 0; j < size; j++) {
      const change =
        variable === undefined
          ? at(there.hi, j) * missing
          : at(there.hi, j) - at(here.hi, j) + (at(there.lo, j) - at(here.lo, j));
      out[offset + j] = at(out, offset + j) + Math.abs(change);
    }
  }
}

/** Whether there can be such errors. */
export function hasFeatureErrors(basis: Basis, x: ExpansionArray): boolean {
  return basis.addErrors !== undefined || x.error !== undefined || (x.rest !== undefined && basis.readsRest !== true);
}

/** Bound on the size of what is not there of a number for who reads so many limbs of it. */
export function missingOf({ hi, lo, rest = [], error = 0 }: ExpansionArray, index: number, limbsRead: number): number {
  const unread = [hi, lo, ...rest].slice(limbsRead);
  return unread.reduce((sum, limb) => sum + Math.abs(at(limb, index)), error * Math.abs(at(hi, index)));
}

/** One row of x, its number v moved by `step`. */
function moved(x: ExpansionArray, row: number, variables: number, v: number, step: number): ExpansionArray {
  const part = (limb: Float64Array): Float64Array => limb.slice(row * variables, (row + 1) * variables);
  const more = new Float64Array(variables);
  more[v] = step;
  return { hi: part(x.hi), lo: part(x.lo), rest: [...(x.rest ?? []).map(part), more] };
}
