import { squared } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';

/** Numbers in [−1, 1), float32, the same every time: a linear congruential generator (Knuth, TAOCP 2, §3.3.4, line 21). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.fround(state / 2 ** 31);
  };
}

/** A system of random numbers. */
export function systemOf(rows: number, columns: number, seed = 1): LinearSystem {
  const next = numbers(seed);
  return {
    rows,
    columns,
    design: Float64Array.from({ length: rows * columns }, next),
    targets: Float64Array.from({ length: rows }, next),
    loss: squared({ reduction: 'sum' }),
  };
}

/** The code of what a promise rejects with. */
export async function codeOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
  return 'nothing thrown';
}
