import { at } from '@wellposed/core';
import { cpuTime } from './cpu-time.js';
import { spread } from './spread.js';

/** 8 KiB each: both fit into the first cache. */
const LENGTH = 1024;
const PASSES = 20_000;
const RUNS = 7;
const FLOPS_PER_ENTRY = 2;

/**
 * What JavaScript reaches on this machine in y ← y + a x on arrays in the first cache, unrolled by four, in flops per ms: the
 * yardstick for a factorisation, whose inner loop it is. Not the machine's peak, which needs vector instructions.
 */
export function arithmeticRate(): number {
  const x = new Float64Array(LENGTH).fill(1);
  const y = new Float64Array(LENGTH);
  const rates = Array.from({ length: RUNS }, (_, run) => {
    const started = cpuTime();
    for (let pass = 0; pass < PASSES; pass++) axpy(run, x, y);
    return (FLOPS_PER_ENTRY * LENGTH * PASSES) / (cpuTime() - started);
  });
  return spread(rates).high;
}

/** y ← y + a x; the length must be a multiple of 4. */
function axpy(a: number, x: Float64Array, y: Float64Array): void {
  const { length } = y;
  for (let i = 0; i < length; i += 4) {
    y[i] = at(y, i) + a * at(x, i);
    y[i + 1] = at(y, i + 1) + a * at(x, i + 1);
    y[i + 2] = at(y, i + 2) + a * at(x, i + 2);
    y[i + 3] = at(y, i + 3) + a * at(x, i + 3);
  }
}
