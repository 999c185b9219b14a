import { at } from '../at.js';

/**
 * n numbers in double-double: number i is the unevaluated sum hi[i] + lo[i] with |lo[i]| ≤ ½ ulp(hi[i]), about 106 bits.
 */
export interface DoubleDoubleArray {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

/**
 * n numbers, each the exact sum of its limbs, hi[i] + lo[i] + rest[0][i] + …, each limb at most half an ulp of the one before: what
 * decimal text of many digits needs. Numbers in double-double are such, without a rest.
 */
export interface ExpansionArray extends DoubleDoubleArray {
  /** Further limbs, n numbers each; absent: none. */
  readonly rest?: readonly Float64Array[];
  /** Bound on what the limbs leave out of a number, relative to |hi|; absent: 0, nothing. */
  readonly error?: number;
}

/**
 * Numbers beyond float64's range too: a column whose number i, or a row-major matrix whose row i, is hi + lo times 2^exponents[i],
 * a whole number. Absent: all are 0.
 */
export interface WideArray extends DoubleDoubleArray {
  readonly exponents?: Float64Array;
}

/** `length` zeros. */
export function doubleDoubleArray(length: number): DoubleDoubleArray {
  return { hi: new Float64Array(length), lo: new Float64Array(length) };
}

/** The float64 numbers `hi`, exactly; shares the array. */
export function fromFloat64(hi: Float64Array): DoubleDoubleArray {
  return { hi, lo: new Float64Array(hi.length) };
}

/** The numbers whose limbs `choose` picks or reorders, the same for each limb. */
export function eachLimb(
  { hi, lo, rest, error }: ExpansionArray,
  choose: (limb: Float64Array) => Float64Array,
): ExpansionArray {
  return {
    hi: choose(hi),
    lo: choose(lo),
    ...(rest && { rest: rest.map(choose) }),
    ...(error !== undefined && { error }),
  };
}

/** Some columns of a table of `width` columns, both row-major. */
export function selectColumns(table: ExpansionArray, width: number, columns: readonly number[]): ExpansionArray {
  const rows = width > 0 ? table.hi.length / width : 0;
  const count = columns.length;
  return eachLimb(table, (limb) =>
    Float64Array.from({ length: rows * count }, (_, k) =>
      at(limb, Math.floor(k / count) * width + (columns[k % count] ?? 0)),
    ),
  );
}
