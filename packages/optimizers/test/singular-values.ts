/**
 * Singular values of A (n × p, row-major), descending, by one-sided Jacobi: columns are rotated in pairs until all are
 * orthogonal to working precision; their lengths are then the singular values, each to high relative accuracy.
 *
 * Source: Hestenes, J. SIAM 6 (1958) 51–90; Golub & Van Loan, Matrix Computations (4th ed., 2013), §8.6.4.
 */
export function singularValues(design: Float64Array, rows: number, columns: number): number[] {
  const vectors = Array.from({ length: columns }, (_, j) =>
    Array.from({ length: rows }, (_, i) => design[i * columns + j]!),
  );
  const dot = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  for (let rotated = true; rotated;) {
    rotated = false;
    for (let j = 0; j < columns; j++) {
      for (let k = j + 1; k < columns; k++) {
        const [u, v] = [vectors[j]!, vectors[k]!];
        const [uu, vv, uv] = [dot(u, u), dot(v, v), dot(u, v)];
        if (Math.abs(uv) <= rows * Number.EPSILON * Math.sqrt(uu * vv)) continue;
        rotated = true;
        const zeta = (vv - uu) / (2 * uv);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        vectors[j] = u.map((value, i) => cosine * (value - tangent * v[i]!));
        vectors[k] = v.map((value, i) => cosine * (value + tangent * u[i]!));
      }
    }
  }
  return vectors.map((vector) => Math.sqrt(dot(vector, vector))).sort((a, b) => b - a);
}
