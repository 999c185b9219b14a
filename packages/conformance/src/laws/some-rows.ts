import { random } from '../problems/random.js';

/** A minibatch of n rows: 1 to 2n indices, in any order and with repeats; the same for the same seed. */
export function someRows(rows: number, seed: number): Uint32Array {
  const next = random(seed ^ 0x2545f491);
  return Uint32Array.from({ length: 1 + Math.floor(2 * rows * next()) }, () => Math.floor(rows * next()));
}
