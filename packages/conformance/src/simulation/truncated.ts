import { at, DoubleDouble } from '@wellposed/core';
import { rightSingularVectors } from './right-singular-vectors.js';

/**
 * The nearest matrix of rank `rank`: A V₁V₁ᵀ, V₁ the right singular vectors of the largest singular values.
 *
 * Each entry of (A V₁) V₁ᵀ is rounded once, from double-double, so that what is above rank `rank` is below √rank·u of the largest singular
 * value: less than any backend in float64 takes for zero.
 * Source: Eckart and Young, "The approximation of one matrix by another of lower rank", Psychometrika 1 (1936) 211–218.
 *
 * @param matrix A, row-major
 */
export function truncated(matrix: Float64Array, columns: number, rank: number): Float64Array {
  const rows = matrix.length / columns;
  const vectors = rightSingularVectors(matrix, columns).slice(0, rank);
  const sum = new DoubleDouble();
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    const along = vectors.map((v) => {
      sum.set(0);
      for (let j = 0; j < columns; j++) sum.addProduct(at(matrix, i * columns + j), 0, at(v, j), 0);
      return sum.hi;
    });
    for (let j = 0; j < columns; j++) {
      sum.set(0);
      vectors.forEach((v, k) => sum.addProduct(along[k] ?? 0, 0, at(v, j), 0));
      out[i * columns + j] = sum.hi;
    }
  }
  return out;
}
