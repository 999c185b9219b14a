import type { Backend, LinearSystem } from '@wellposed/core';
import { deviceSession, deviceSupports } from '../../src/index.js';
import type { DeviceData, DeviceMatrix, DeviceSolver, OrthogonalFactor } from '../../src/index.js';

const { fround } = Math;

export const supports = deviceSupports('fused-descent');

/** A device in plain loops, every operation rounded to float32: the slow and obvious one. `alive` counts what is not disposed of. */
export class Float32Device {
  alive = 0;
  /** Changes what the device answers. */
  tamper: <A extends Float32Array | Float64Array>(what: string, answer: A) => A = (_, answer) => answer;

  readonly backend: Backend<DeviceSolver> = {
    name: 'float32-device',
    supports,
    available: () => ({ ok: true, engine: 'plain loops', device: 'cpu' }),
    open: async (system: LinearSystem) => deviceSession(system, supports, (data) => this.load(data)),
  };

  load(data: DeviceData): DeviceMatrix {
    this.alive += 1;
    let released = false;
    const { rows, columns, entries, targets } = data;
    const augmented = (): Float32Array =>
      Float32Array.from({ length: rows * (columns + 1) }, (_, k) => {
        const [i, j] = [Math.floor(k / (columns + 1)), k % (columns + 1)];
        return j < columns ? entries[i * columns + j]! : targets[i]!;
      });
    const multiplyTransposed = (u: Float32Array): Float64Array =>
      Float64Array.from({ length: columns }, (_, j) => sum(rows, (i) => fround(entries[i * columns + j]! * u[i]!)));
    const residual = (theta: Float32Array): Float32Array => {
      const fitted = product(entries, rows, columns, theta);
      return targets.map((y, i) => fround(y - fitted[i]!));
    };
    return {
      summationConstant: rows,
      multiply: (v) => this.tamper('multiply', product(entries, rows, columns, v)),
      multiplyTransposed: (u) => this.tamper('multiplyTransposed', multiplyTransposed(u)),
      leastSquares: (theta) => {
        const r = residual(theta);
        return {
          squares: sum(rows, (i) => fround(r[i]! * r[i]!)),
          moments: this.tamper('moments', multiplyTransposed(r)),
        };
      },
      gram: () =>
        this.tamper(
          'gram',
          Float64Array.from({ length: columns * columns }, (_, k) => {
            const [a, b] = [Math.floor(k / columns), k % columns];
            return sum(rows, (i) => fround(entries[i * columns + a]! * entries[i * columns + b]!));
          }),
        ),
      orthogonalise: () => {
        this.alive += 1;
        return this.orthogonalise(entries, rows, columns);
      },
      triangle: () => householder(augmented(), rows, columns + 1).upper,
      gather: (chosen) =>
        this.load({
          rows: chosen.length,
          columns,
          entries: Float32Array.from({ length: chosen.length * columns }, (_, k) => {
            return entries[chosen[Math.floor(k / columns)]! * columns + (k % columns)]!;
          }),
          targets: Float32Array.from(chosen, (i) => targets[i]!),
        }),
      descend({ theta, velocity, rates, momentum, steps }) {
        const [at, v] = [theta.slice(), velocity.slice()];
        for (let step = 0; step < steps; step++) {
          const moments = multiplyTransposed(residual(at));
          for (let j = 0; j < columns; j++) {
            v[j] = fround(fround(momentum * v[j]!) + fround(rates[j]! * moments[j]!));
            at[j] = fround(at[j]! + v[j]!);
          }
        }
        return { theta: at, velocity: v };
      },
      dispose: () => {
        if (!released) this.alive -= 1;
        released = true;
      },
    };
  }

  private orthogonalise(entries: Float32Array, rows: number, columns: number): OrthogonalFactor {
    const { upper, q } = householder(entries, rows, columns);
    const k = Math.min(rows, columns);
    let released = false;
    return {
      upper: this.tamper('upper', upper),
      multiplyTransposed: (f) =>
        Float64Array.from({ length: k }, (_, j) => sum(rows, (i) => fround(q[i * k + j]! * f[i]!))),
      multiply: (c) => product(q, rows, k, c),
      dispose: () => {
        if (!released) this.alive -= 1;
        released = true;
      },
    };
  }
}

function sum(rows: number, term: (row: number) => number): number {
  let total = 0;
  for (let i = 0; i < rows; i++) total = fround(total + term(i));
  return total;
}

function product(a: Float32Array, rows: number, columns: number, v: Float32Array): Float32Array {
  return Float32Array.from({ length: rows }, (_, i) => sum(columns, (j) => fround(a[i * columns + j]! * v[j]!)));
}

/** Householder QR in float32 (Higham 2002, §19.1–19.3): R, k × p, and Q, n × k, row-major. */
function householder(a: Float32Array, rows: number, columns: number): { upper: Float64Array; q: Float32Array } {
  const k = Math.min(rows, columns);
  const r = a.slice();
  const reflect = (m: Float32Array, width: number, v: Float32Array, beta: number): void => {
    for (let j = 0; j < width; j++) {
      const along = fround(beta * sum(rows, (i) => fround(v[i]! * m[i * width + j]!)));
      for (let i = 0; i < rows; i++) m[i * width + j] = fround(m[i * width + j]! - fround(along * v[i]!));
    }
  };
  const reflectors: { v: Float32Array; beta: number }[] = [];
  for (let s = 0; s < k; s++) {
    const below = Float32Array.from({ length: rows }, (_, i) => (i < s ? 0 : r[i * columns + s]!));
    const largest = Math.max(...below.map(Math.abs));
    if (largest === 0) continue;
    // What rounding leaves of a dependent column may be so small that its squares underflow: a reflector has no scale.
    const v = below.map((value) => value / largest);
    const norm = fround(Math.sqrt(sum(rows, (i) => fround(v[i]! * v[i]!))));
    v[s] = fround(v[s]! + (v[s]! < 0 ? -norm : norm));
    const beta = fround(2 / sum(rows, (i) => fround(v[i]! * v[i]!)));
    reflect(r, columns, v, beta);
    reflectors.push({ v, beta });
  }
  const q = Float32Array.from({ length: rows * k }, (_, index) => (Math.floor(index / k) === index % k ? 1 : 0));
  for (const { v, beta } of reflectors.reverse()) reflect(q, k, v, beta);
  return {
    upper: Float64Array.from({ length: k * columns }, (_, index) => {
      return index % columns < Math.floor(index / columns) ? 0 : r[index]!;
    }),
    q,
  };
}
