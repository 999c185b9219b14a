import { at, backwardError } from '@wellposed/core';
import type { DeviceMatrix } from '@wellposed/device';
import { describe, expect, test } from 'vitest';
import { gpuMatrix } from '../src/gpu-matrix.js';
import { GpuDevice } from '../src/gpu-device.js';
import { loadLibrary } from '../src/library.js';
import { cpu } from '../src/modes/cpu.js';
import type { UsableMode } from '../src/mode.js';
import { runnableModes } from './support/devices.js';
import { codeOf, numbers } from './support/system.js';

const U = 2 ** -24;
const gamma = (n: number): number => (n * U) / (1 - n * U);

interface Data {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float32Array;
  readonly targets: Float32Array;
}

function random(rows: number, columns: number, change: (value: number, i: number, j: number) => number): Data {
  const next = numbers(rows + columns);
  const entries = Float32Array.from({ length: rows * columns }, (_, k) =>
    change(next(), Math.floor(k / columns), k % columns),
  );
  return { rows, columns, entries, targets: Float32Array.from({ length: rows }, next) };
}

const same = (value: number): number => value;
const SYSTEMS: readonly [string, Data][] = [
  ['one number', random(1, 1, same)],
  ['one row', random(1, 5, same)],
  ['one column', random(9, 1, same)],
  ['wide', random(4, 7, same)],
  ['square', random(6, 6, same)],
  ['tall', random(300, 5, same)],
  ['with a column of zeros', random(20, 4, (value, _i, j) => (j === 1 ? 0 : value))],
  ['with two equal columns', random(20, 4, (value, i, j) => (j % 2 === 0 ? Math.sin(i) : value))],
  [
    'with a column that ends in tiny numbers',
    random(20, 3, (value, i, j) => (j === 1 && i > 1 ? value * 1e-30 : value)),
  ],
  ['triangular already', random(5, 5, (value, i, j) => (i > j ? 0 : value))],
  ['beyond 65,536 rows', random(70_000, 3, same)],
];

/** Q, n × k, row-major. */
async function explicitQ(
  { rows, columns }: Data,
  factor: Awaited<ReturnType<DeviceMatrix['orthogonalise']>>,
): Promise<Float64Array> {
  const k = Math.min(rows, columns);
  const q = new Float64Array(rows * k);
  for (let j = 0; j < k; j++) {
    const column = await factor.multiply(Float32Array.from({ length: k }, (_, i) => (i === j ? 1 : 0)));
    column.forEach((value, i) => (q[i * k + j] = value));
  }
  return q;
}

for (const { mode, make } of await runnableModes()) {
  describe(`a matrix on gpu.js, ${mode}`, () => {
    const device = make();

    test.each(SYSTEMS)('%s: A = Q R and QᵀQ = I, to the error of Householder', async (_what, data) => {
      const { rows, columns: p, entries } = data;
      const k = Math.min(rows, p);
      const matrix = await gpuMatrix(device, data);
      const factor = await matrix.orthogonalise();
      const q = await explicitQ(data, factor);
      // ‖ΔA‖_F ≤ √p r γ(12n + 25) ‖A‖_F (Higham 2002, Theorem 19.4, as counted in `backwardError`).
      const allowed = Math.sqrt(p) * backwardError('qr', { rows, columns: p, unitRoundoff: U });
      let [error, norm, skew] = [0, 0, 0];
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < p; j++) {
          let product = 0;
          for (let l = 0; l < k; l++) product += at(q, i * k + l) * at(factor.upper, l * p + j);
          error += (entries[i * p + j]! - product) ** 2;
          norm += entries[i * p + j]! ** 2;
        }
      }
      for (let l = 0; l < k; l++) {
        for (let m = 0; m < k; m++) {
          let product = l === m ? -1 : 0;
          for (let i = 0; i < rows; i++) product += at(q, i * k + l) * at(q, i * k + m);
          skew += product ** 2;
        }
      }
      expect(Math.sqrt(error)).toBeLessThanOrEqual(allowed * Math.sqrt(norm));
      expect(Math.sqrt(skew)).toBeLessThanOrEqual(Math.sqrt(k) * allowed);

      // Qᵀ f against the explicit Q, whose own errors are of the same size.
      const f = data.targets;
      const projected = await factor.multiplyTransposed(f);
      const length = Math.hypot(...[...f].map((value) => value / Math.sqrt(rows))) * Math.sqrt(rows);
      projected.forEach((value, l) => {
        let product = 0;
        for (let i = 0; i < rows; i++) product += at(q, i * k + l) * f[i]!;
        expect(Math.abs(value - product)).toBeLessThanOrEqual(2 * allowed * length);
      });
      factor.dispose();
      factor.dispose();
      matrix.dispose();
      matrix.dispose();
      expect(await codeOf((async () => matrix.multiply(new Float32Array(p)))())).toBe('SESSION_DISPOSED');
      expect(device.resources).toBe(0);
    });

    test.each(SYSTEMS)(
      '%s: steps of descent on the device are those of the host, to their rounding',
      async (_what, data) => {
        const { rows, columns: p, entries, targets } = data;
        const steps = 19;
        const matrix = await gpuMatrix(device, data);
        const squares = entries.reduce((sum, value) => sum + value * value, 0);
        // s ‖A‖² ≤ 1/2: a step without momentum does not enlarge an error.
        const rate = Math.fround(0.5 / squares);
        const start = Float32Array.from({ length: p }, (_, j) => 1 / (j + 1));
        const run = {
          theta: start,
          velocity: new Float32Array(p),
          rates: new Float32Array(p).fill(rate),
          momentum: 0,
          steps,
        };
        const found = await matrix.descend!(run);

        let theta = Float64Array.from(start);
        let allowed = 0;
        for (let step = 0; step < steps; step++) {
          const move = new Float64Array(p);
          const error = new Float64Array(p);
          for (let i = 0; i < rows; i++) {
            let [residual, size] = [targets[i]!, Math.abs(targets[i]!)];
            for (let j = 0; j < p; j++) {
              residual -= entries[i * p + j]! * at(theta, j);
              size += Math.abs(entries[i * p + j]! * at(theta, j));
            }
            for (let j = 0; j < p; j++) {
              move[j] = at(move, j) + rate * entries[i * p + j]! * residual;
              // p + 1 roundings in a residual; 64 additions at each of four levels at most; the rate, and both updates.
              error[j] = at(error, j) + rate * Math.abs(entries[i * p + j]!) * gamma(p + 1 + 256 + 4) * size;
            }
          }
          theta = theta.map((value, j) => value + at(move, j));
          allowed += Math.hypot(...error) + U * 2 * Math.hypot(...theta);
        }
        const distance = Math.hypot(...theta.map((value, j) => value - found.theta[j]!));
        // Twice: the error of a step is taken at the exact point, not at the one that the device had reached.
        expect(distance).toBeLessThanOrEqual(2 * allowed);
        matrix.dispose();
        await device.enqueue(async () => undefined);
        expect(device.resources).toBe(0);
      },
    );

    test('a call on rows that were given back is refused, and breaks nothing', async () => {
      const matrix = await gpuMatrix(device, SYSTEMS[5]![1]);
      const batch = await matrix.gather(Uint32Array.of(299, 0, 299));
      matrix.dispose();
      expect(await codeOf((async () => matrix.multiply(new Float32Array(5)))())).toBe('SESSION_DISPOSED');
      expect(await batch.multiply(Float32Array.of(1, 0, 0, 0, 0))).toHaveLength(3);
      batch.dispose();
      expect(device.works).toBe(true);
    });
  });
}

test.each([NaN, Infinity])('a sum of squares that comes out as %d is to be seen in R', async (wrong) => {
  const library = await loadLibrary();
  const device = new GpuDevice(library, 'cpu', (await cpu.probe(library)) as UsableMode);
  const compute = device.compute.bind(device);
  device.compute = async (name, size, inputs) => {
    const values = await compute(name, size, inputs);
    // Column 0, all blocks: x₁ᵀx₁ of the first reflection.
    return name === 'dots' ? values.fill(wrong, 0, size[0]) : values;
  };
  const matrix = await gpuMatrix(device, random(6, 2, same));
  expect(Number.isFinite((await matrix.triangle())[0])).toBe(false);
  matrix.dispose();
  await device.dispose();
});

test('what a mode cannot hold is refused before any work, with its limit', async () => {
  const library = await loadLibrary();
  const use = (await cpu.probe(library)) as UsableMode;
  const device = new GpuDevice(library, 'cpu', { ...use, largest: 100 });
  const none = { entries: new Float32Array(0), targets: new Float32Array(0) };
  const attempt = gpuMatrix(device, { rows: 30, columns: 3, ...none });
  expect(await codeOf(attempt)).toBe('TOO_LARGE');
  await expect(attempt).rejects.toThrow(/limit of 100 numbers/);
  expect(await codeOf(gpuMatrix(device, { rows: 2 ** 24 + 1, columns: 1, ...none }))).toBe('TOO_LARGE');
  const small = await gpuMatrix(device, {
    rows: 2,
    columns: 1,
    entries: new Float32Array(2),
    targets: new Float32Array(2),
  });
  expect(await codeOf((async () => small.gather(new Uint32Array(2000)))())).toBe('TOO_LARGE');
  small.dispose();
  expect(device.resources).toBe(0);
});
