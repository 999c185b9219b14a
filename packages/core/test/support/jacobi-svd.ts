/** A = U Σ Vᵀ: columns of U and V, p of each, and σ descending. */
export interface Svd {
  readonly left: readonly Float64Array[];
  readonly values: Float64Array;
  readonly right: readonly Float64Array[];
}

/** One-sided Jacobi (Hestenes, J. SIAM 6 (1958) 51–90): rotates pairs of columns until all are orthogonal. */
export function jacobiSvd(columns: readonly Float64Array[]): Svd {
  const p = columns.length;
  const u = columns.map((column) => column.slice());
  const v = columns.map((_, j) => Float64Array.from({ length: p }, (_, i) => Number(i === j)));
  for (let sweep = 0, rotated = true; sweep < 60 && rotated; sweep++) {
    rotated = false;
    for (let i = 0; i < p; i++) {
      for (let j = i + 1; j < p; j++) {
        const [a, b, c] = [dot(u[i]!, u[i]!), dot(u[j]!, u[j]!), dot(u[i]!, u[j]!)];
        if (Math.abs(c) <= 2 ** -53 * Math.sqrt(a * b)) continue;
        rotated = true;
        const zeta = (b - a) / (2 * c);
        const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        for (const matrix of [u, v]) rotate(matrix[i]!, matrix[j]!, cosine, cosine * tangent);
      }
    }
  }
  const sizes = u.map((column) => Math.sqrt(dot(column, column)));
  const order = sizes.map((_, j) => j).sort((i, j) => sizes[j]! - sizes[i]!);
  return {
    left: order.map((j) => u[j]!.map((value) => (sizes[j] === 0 ? 0 : value / sizes[j]!))),
    values: Float64Array.from(order, (j) => sizes[j]!),
    right: order.map((j) => v[j]!),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function rotate(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
}
