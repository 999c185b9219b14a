/**
 * The kernels, in gpu.js' subset of JavaScript: each gives one number of the answer, at `this.thread`. They are text, since gpu.js
 * reads their source, which a bundler would have changed. Only sums, differences and products occur: WebGL promises no more
 * of a division or a root than a few units.
 *
 * A matrix a is an array of columns, a[j][i], each of `stride` numbers with zeros at the end; x runs along a column.
 *
 * | kernel     | answer                                          | size               |
 * |------------|-------------------------------------------------|--------------------|
 * | copy       | a                                               | stride × columns   |
 * | vector     | v                                               | as v               |
 * | column     | a_c                                             | stride             |
 * | row        | a_ij for a row i                                | columns            |
 * | gather     | a_ij for the rows i of a list                   | stride × columns   |
 * | product    | A v                                             | stride             |
 * | residual   | b − A v                                         | stride             |
 * | moments    | by blocks of rows: Aᵀ u, and uᵀu after it       | blocks × columns   |
 * | dots       | by blocks of rows: A_cᵀ A over the rows > after | blocks × columns   |
 * | reduce     | sums of 64 such blocks                          | blocks × columns   |
 * | reflect    | a_ij − a_ic w_j for the rows i > after          | stride × columns   |
 * | reflectors | V, the vectors of the reflections kept in A     | stride × columns   |
 * | velocity   | μ v + s ∘ (sums of all blocks)                  | columns            |
 * | position   | θ + v                                           | columns            |
 */
export const kernels = {
  copy: `function (a) { return a[this.thread.y][this.thread.x]; }`,

  vector: `function (v) { return v[this.thread.x]; }`,

  column: `function (a, column) { return a[column][this.thread.x]; }`,

  row: `function (a, row) { return a[this.thread.x][row]; }`,

  gather: `function (a, rows, count) {
    let value = 0;
    if (this.thread.x < count) {
      value = a[this.thread.y][rows[this.thread.x]];
    }
    return value;
  }`,

  product: `function (a, v, columns) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      sum += a[j][this.thread.x] * v[j];
    }
    return sum;
  }`,

  residual: `function (b, a, v, columns) {
    let sum = b[this.thread.x];
    for (let j = 0; j < columns; j++) {
      sum -= a[j][this.thread.x] * v[j];
    }
    return sum;
  }`,

  moments: `function (a, u, columns, depth, blocks) {
    let sum = 0;
    for (let t = 0; t < depth; t++) {
      const i = t * blocks + this.thread.x;
      let factor = u[i];
      if (this.thread.y < columns) {
        factor = a[this.thread.y][i];
      }
      sum += factor * u[i];
    }
    return sum;
  }`,

  dots: `function (a, column, after, depth, blocks) {
    let sum = 0;
    for (let t = 0; t < depth; t++) {
      const i = t * blocks + this.thread.x;
      let term = 0;
      if (i > after) {
        term = a[column][i] * a[this.thread.y][i];
      }
      sum += term;
    }
    return sum;
  }`,

  reduce: `function (sums, depth, blocks) {
    let sum = 0;
    for (let t = 0; t < depth; t++) {
      sum += sums[this.thread.y][t * blocks + this.thread.x];
    }
    return sum;
  }`,

  reflect: `function (a, w, column, after) {
    let value = a[this.thread.y][this.thread.x];
    if (this.thread.x > after) {
      value -= a[column][this.thread.x] * w[this.thread.y];
    }
    return value;
  }`,

  reflectors: `function (a, heads, kept) {
    let value = 0;
    if (kept[this.thread.y] > 0.5) {
      if (this.thread.x > this.thread.y) {
        value = a[this.thread.y][this.thread.x];
      }
      if (this.thread.x === this.thread.y) {
        value = heads[this.thread.y];
      }
    }
    return value;
  }`,

  velocity: `function (velocity, sums, rates, momentum, blocks) {
    let sum = 0;
    for (let b = 0; b < blocks; b++) {
      sum += sums[this.thread.x][b];
    }
    return momentum[0] * velocity[this.thread.x] + rates[this.thread.x] * sum;
  }`,

  position: `function (theta, velocity) { return theta[this.thread.x] + velocity[this.thread.x]; }`,
} as const;

/** The name of a kernel. */
export type KernelName = keyof typeof kernels;

/** Which argument says how often the loop of a kernel runs; −1 where there is no loop. */
export function loopBound(name: KernelName): number {
  return LOOP_BOUNDS[name] ?? -1;
}

const LOOP_BOUNDS: Readonly<Partial<Record<KernelName, number>>> = {
  product: 2,
  residual: 3,
  moments: 3,
  dots: 3,
  reduce: 1,
  velocity: 4,
};
