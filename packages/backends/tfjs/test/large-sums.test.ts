import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { engineKinds } from '../src/engine-kinds.js';
import { openEngine } from '../src/open-engine.js';
import { tensorMatrix } from '../src/tensor-matrix.js';
import { availableEngines } from './support/available-engines.js';

const ROWS = 1e7;
const U32 = 2 ** -24;

it.each(availableEngines)('%s adds 10⁷ times 0.1 within the bound of its blocks', async (name) => {
  const engine = await openEngine(
    tf,
    engineKinds.find((kind) => kind.name === name)!,
    {},
  );
  const tenth = Math.fround(0.1);
  const entries = new Float32Array(ROWS).fill(tenth);
  const matrix = tensorMatrix(engine, { rows: ROWS, columns: 1, entries, targets: entries });
  const m = matrix.summationConstant;
  expect(m).toBeLessThanOrEqual(128);
  const bound = (m * U32) / (1 - m * U32);

  const [sum] = await matrix.multiplyTransposed(new Float32Array(ROWS).fill(1));
  expect(Math.abs(sum! / (ROWS * tenth) - 1)).toBeLessThanOrEqual(bound);

  // Products are rounded too: one factor 1 + u more.
  const [square] = await matrix.gram();
  expect(Math.abs(square! / (ROWS * tenth * tenth) - 1)).toBeLessThanOrEqual(bound + 2 * U32);

  const { squares, moments } = await matrix.leastSquares(Float32Array.of(0));
  expect(Math.abs(squares / (ROWS * tenth * tenth) - 1)).toBeLessThanOrEqual(bound + 2 * U32);
  expect(Math.abs(moments[0]! / (ROWS * tenth * tenth) - 1)).toBeLessThanOrEqual(bound + 2 * U32);
  matrix.dispose();
});
