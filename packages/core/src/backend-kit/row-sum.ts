import { at } from '../at.js';
import type { Steps } from '../contracts/steps.js';
import { PAUSE } from '../contracts/steps.js';
import { pauseDue } from '../fit/steps.js';

/** Rows that are added one after the other; their sums are then added in pairs. */
const BLOCK = 64;

/** Adds the terms of rows `from` … `to` − 1 to `out`, one row after the other. */
export type AddRows = (from: number, to: number, out: Float64Array) => void;

/**
 * Sums over the n rows of data: Σᵢ tᵢ for terms tᵢ ∈ Rˡ, blocks of 64 rows added in order and the blocks in pairs.
 *
 * The error is at most γ_m Σᵢ |tᵢ| with m = `summationConstant(n)` (64 and the depth of the tree), where a plain loop
 * has γ_n: the answer does not lose digits as the data grow.
 *
 * Returns the function that computes the sum. All buffers are made here, once; each call returns the same array, which
 * the next call overwrites.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §4.2, eq. (4.6).
 *
 * @param rows n ≥ 1
 * @param length l, numbers in a term
 */
export function rowSum(rows: number, length: number, addRows: AddRows): () => Float64Array {
  const { sum } = pairwise(rows, length, addRows);
  return () => sum(0, rows, 0);
}

/**
 * As `rowSum`, to the bit, with pauses.
 *
 * @param work multiplications in a row
 */
export function rowSumSteps(rows: number, length: number, work: number, addRows: AddRows): () => Steps<Float64Array> {
  const { sum, join } = pairwise(rows, length, addRows);
  function* steps(from: number, to: number, level: number): Steps<Float64Array> {
    const isLeaf = to - from <= BLOCK || (to - from) * work <= LEAF;
    if (isLeaf && pauseDue((to - from) * work)) yield PAUSE;
    if (isLeaf) return sum(from, to, level);
    const middle = middleOf(from, to);
    yield* steps(from, middle, level);
    return join(level, yield* steps(middle, to, level + 1));
  }
  return () => steps(0, rows, 0);
}

/** Multiplications without a pause among them. */
const LEAF = 2 ** 19;

/** The sum of the rows `from` … `to` − 1, in the buffer of a level; and what is in that buffer plus the sum of rows that follow. */
interface Pairwise {
  readonly sum: (from: number, to: number, level: number) => Float64Array;
  readonly join: (level: number, right: Float64Array) => Float64Array;
}

function pairwise(rows: number, length: number, addRows: AddRows): Pairwise {
  const partial = Array.from({ length: treeDepth(rows) + 1 }, () => new Float64Array(length));

  const join = (level: number, right: Float64Array): Float64Array => {
    const out = partial[level] as Float64Array;
    for (let k = 0; k < length; k++) out[k] = at(out, k) + at(right, k);
    return out;
  };

  const sum = (from: number, to: number, level: number): Float64Array => {
    if (to - from <= BLOCK) {
      const out = partial[level] as Float64Array;
      out.fill(0);
      addRows(from, to, out);
      return out;
    }
    const middle = middleOf(from, to);
    sum(from, middle, level);
    return join(level, sum(middle, to, level + 1));
  };

  return { sum, join };
}

function middleOf(from: number, to: number): number {
  return from + Math.ceil((to - from) / 2);
}

/** m such that a sum over n rows has the error bound γ_m Σ |tᵢ|: additions that a term passes through at most. */
export function summationConstant(rows: number): number {
  return Math.min(rows, BLOCK) + treeDepth(rows);
}

/** How often `rows` is halved (upwards) until it fits a block: ⌈log₂(n / 64)⌉. */
function treeDepth(rows: number): number {
  let depth = 0;
  for (let length = rows; length > BLOCK; length = Math.ceil(length / 2)) depth++;
  return depth;
}
