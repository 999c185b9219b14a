import { WrapperMatrix1D } from 'ml-matrix';

/** Rows `from` … `to` − 1 of a row-major array with `columns` columns, as a matrix of the engine that shares the array. */
export function rowBlock(array: Float64Array, columns: number, from: number, to: number): WrapperMatrix1D {
  return new WrapperMatrix1D(array.subarray(from * columns, to * columns), { rows: to - from });
}
