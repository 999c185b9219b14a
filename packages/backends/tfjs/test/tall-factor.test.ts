import * as tf from '@tensorflow/tfjs-core';
import { gamma, norm } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineKinds } from '../src/engine-kinds.js';
import { openEngine } from '../src/open-engine.js';
import { tensorMatrix } from '../src/tensor-matrix.js';
import { availableEngines } from './support/available-engines.js';
import { limits } from './support/limits.js';
import { numbers } from './support/numbers.js';

const U32 = 2 ** -24;

/** A matrix whose columns from `rank` on repeat earlier ones; rank 0 is the zero matrix. */
function matrixOf(rows: number, columns: number, rank: number, seed: number): Float32Array {
  const free = numbers(rows * Math.max(1, rank), seed);
  return Float32Array.from({ length: rows * columns }, (_, k) =>
    rank === 0 ? 0 : free[Math.floor(k / columns) * rank + ((k % columns) % rank)]!,
  );
}

/**
 * ε of the tree: at each level every column meets min(n, p) reflections of the length of a block, γ_(12b+25) of its norm each (Higham
 * 2002, Lemmas 19.1 and 19.2; the count in core's `backwardError`). Blocks have b ≤ max(64, 4p) rows, of which p are left.
 */
function treeError(rows: number, columns: number): number {
  const height = Math.max(64, 4 * columns);
  let levels = 1;
  for (let left = rows; left > height; levels++) left = Math.ceil(left / height) * columns;
  return levels * Math.min(rows, columns) * gamma(12 * Math.min(rows, height) + 25, U32);
}

const recipes = fc.record({
  rows: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 60, max: 5000 })),
  columns: fc.integer({ min: 1, max: 9 }),
  rank: fc.integer({ min: 0, max: 9 }),
  seed: fc.nat({ max: 2 ** 31 }),
});

const dot = (one: Float64Array, other: Float64Array | Float32Array): number =>
  one.reduce((sum, value, row) => sum + value * other[row]!, 0);

describe.each(availableEngines)('Ā = Q R on %s', (name) => {
  it('is backward stable, with orthonormal columns, at any shape and rank', async () => {
    const engine = await openEngine(
      tf,
      engineKinds.find((kind) => kind.name === name)!,
      {},
    );
    await fc.assert(
      fc.asyncProperty(recipes, async ({ rows, columns, rank, seed }) => {
        const entries = matrixOf(rows, columns, Math.min(rank, columns), seed);
        const targets = numbers(rows, seed + 1);
        const matrix = tensorMatrix(engine, { rows, columns, entries, targets });
        const count = Math.min(rows, columns);
        const { upper, multiply, multiplyTransposed } = await matrix.orthogonalise();
        expect(upper.length).toBe(count * columns);
        const q = await Promise.all(
          Array.from({ length: count }, async (_, k) =>
            Float64Array.from(await multiply(Float32Array.from({ length: count }, (_one, i) => Number(i === k)))),
          ),
        );
        const error = treeError(rows, columns);
        q.forEach((one, i) =>
          q.forEach((other, j) => {
            // (q + δ)ᵀ(q′ + δ′) with ‖δ‖, ‖δ′‖ ≤ ε; the sums here are in float64.
            expect(Math.abs(dot(one, other) - Number(i === j))).toBeLessThanOrEqual(2 * error + error * error + U32);
          }),
        );
        for (let j = 0; j < columns; j++) {
          const column = Float64Array.from({ length: rows }, (_, row) => entries[row * columns + j]!);
          const rest = column.map((value, row) =>
            q.reduce((left, one, k) => left - one[row]! * upper[k * columns + j]!, value),
          );
          // Of QR's own error and of that of Q as it is formed, with ‖r‖ = ‖a‖(1 + ε).
          expect(norm(rest)).toBeLessThanOrEqual((2 * error + error * error) * norm(column));
        }
        const f = numbers(rows, seed + 2);
        const moments = await multiplyTransposed(f);
        const size = norm(Float64Array.from(f));
        q.forEach((one, k) => {
          const summation = gamma(matrix.summationConstant + 1, U32);
          expect(Math.abs(moments[k]! - dot(one, f))).toBeLessThanOrEqual(summation * (1 + error) * size);
        });
        matrix.dispose();
      }),
      { seed: limits.seed, numRuns: 4 * limits.runs },
    );
  });
});
