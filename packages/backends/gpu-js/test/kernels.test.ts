import { describe, expect, test } from 'vitest';
import type { Argument } from '../src/argument.js';
import type { KernelName } from '../src/kernels.js';
import { layoutOf, padded } from '../src/layout.js';
import { runnableModes } from './support/devices.js';
import { numbers } from './support/system.js';

const U = 2 ** -24;
const gamma = (n: number): number => (n * U) / (1 - n * U);

const SHAPES = [
  [1, 1],
  [2, 3],
  [7, 2],
  [23, 5],
  [300, 3],
  [5000, 9],
] as const;

for (const { mode, make } of await runnableModes()) {
  describe(`kernels, ${mode}`, () => {
    const device = make();
    const closed = device.opened();

    test.each(SHAPES)(
      'are what plain loops give, within γ_m Σ |terms|, for %i rows and %i columns',
      async (rows, p) => {
        const next = numbers(rows + p);
        const layout = layoutOf(rows);
        const { stride, blocks, depth } = layout;
        const height = padded(p + 1);
        const a = Array.from({ length: height }, (_, j) =>
          Float32Array.from({ length: stride }, (_unused, i) => (j <= p && i < rows ? next() : 0)),
        );
        const u = Float32Array.from({ length: stride }, (_, i) => (i < rows ? next() : 0));
        const w = Float32Array.from({ length: height }, (_, j) => (j <= p ? next() : 0));
        const entry = (j: number, i: number): number => a[j]![i]!;
        const matrix = await device.upload(a);
        const vector = await device.uploadVector(u);

        /** Compares with an exact-enough sum of terms, cell by cell. */
        const check = async (
          name: KernelName,
          size: readonly number[],
          inputs: readonly Argument[],
          terms: (x: number, y: number) => readonly number[],
          roundings: number,
        ): Promise<void> => {
          const read = await device.compute(name, size, inputs);
          const kept = await device.run(name, size, inputs);
          expect(await device.read(kept)).toEqual(read);
          kept.free();
          const [width, tall = 1] = size as [number, number?];
          expect(read).toHaveLength(width * tall);
          let worst = 0;
          for (let y = 0; y < tall; y++) {
            for (let x = 0; x < width; x++) {
              const parts = terms(x, y);
              const sum = parts.reduce((total, term) => total + term, 0);
              const allowed = gamma(roundings) * parts.reduce((total, term) => total + Math.abs(term), 0);
              const error = Math.abs(read[y * width + x]! - sum);
              if (error > allowed) worst = Math.max(worst, allowed === 0 ? Infinity : error / allowed);
            }
          }
          expect({ name, worst }).toEqual({ name, worst: 0 });
        };
        const columnsOf = Array.from({ length: p }, (_, j) => j);
        const rowsOf = (b: number): number[] => Array.from({ length: depth }, (_, t) => t * blocks + b);

        await check('copy', [stride, height], [matrix], (i, j) => [entry(j, i)], 0);
        await check('vector', [stride], [u], (i) => [u[i]!], 0);
        await check('column', [stride], [matrix, p], (i) => [entry(p, i)], 0);
        await check('row', [height], [matrix, rows - 1], (j) => [entry(j, rows - 1)], 0);
        const chosen = Float32Array.of(rows - 1, 0, rows >> 1, 0);
        await check('gather', [4, height], [matrix, chosen, 3], (i, j) => [i < 3 ? entry(j, chosen[i]!) : 0], 0);
        await check('product', [stride], [matrix, w, p], (i) => columnsOf.map((j) => entry(j, i) * w[j]!), p);
        await check(
          'residual',
          [stride],
          [vector, matrix, w, p],
          (i) => [u[i]!, ...columnsOf.map((j) => -entry(j, i) * w[j]!)],
          p + 1,
        );
        for (const given of [u, vector]) {
          await check(
            'moments',
            [blocks, height],
            [matrix, given, p, depth, blocks],
            (b, j) => rowsOf(b).map((i) => (j < p ? entry(j, i) : u[i]!) * u[i]!),
            depth,
          );
        }
        for (const after of [-1, 0, rows - 1]) {
          const column = Math.max(after, 0) % p;
          await check(
            'dots',
            [blocks, height],
            [matrix, column, after, depth, blocks],
            (b, j) => rowsOf(b).map((i) => (i > after ? entry(column, i) * entry(j, i) : 0)),
            depth,
          );
          if (after < 0) continue;
          await check(
            'reflect',
            [stride, height],
            [matrix, w, column, after],
            (i, j) => [entry(j, i), i > after ? -entry(column, i) * w[j]! : 0],
            2,
          );
        }
        const kept = Float32Array.from({ length: height }, (_, j) => (j < p && j % 3 !== 1 ? 1 : 0));
        await check(
          'reflectors',
          [stride, height],
          [matrix, w, kept],
          (i, j) => [kept[j] === 1 ? (i > j ? entry(j, i) : i === j ? w[j]! : 0) : 0],
          0,
        );
        await check(
          'reduce',
          [blocks, height],
          [matrix, depth, blocks],
          (b, j) => rowsOf(b).map((i) => entry(j, i)),
          depth,
        );
        const momentum = Float32Array.of(0.75);
        const left = Math.min(blocks, 64);
        await check(
          'velocity',
          [height],
          [w, matrix, w, momentum, left],
          (j) => [0.75 * w[j]!, ...Array.from({ length: left }, (_, b) => w[j]! * entry(j, b))],
          left + 2,
        );
        await check('position', [height], [w, w], (j) => [w[j]!, w[j]!], 1);
        matrix.free();
        vector.free();
      },
    );

    test('leave nothing on the device', async () => {
      closed();
      await device.enqueue(async () => undefined);
      expect(device.resources).toBe(0);
      await device.dispose();
    });
  });
}
