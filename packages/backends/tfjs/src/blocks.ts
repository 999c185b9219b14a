import { sumOf } from '@wellposed/core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './tensor-flow.js';

/*
 * A matrix by blocks of rows, and sums over its rows by blocks:
 *
 *     A (n × c) = [A₁; …; A_B],  each b × c, zeros below the last row;     Σ over n rows = Σ over B blocks of Σ over b rows
 *
 * The engines add in float32, one term after the other: 10⁷ terms of 0.1 come out at 1087937. Here a block has at most 64 rows; its
 * sums are products of matrices. The sums of 64 blocks are added on the device, and those sums on the host, in float64: a term passes
 * through 128 additions in float32, whatever n is.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §4.2, eq. (4.6) and §4.3 (blocked summation).
 */
const LARGEST_BLOCK = 64;

/** How n rows are cut into blocks. */
export interface Blocking {
  /** n. */
  readonly rows: number;
  /** B. */
  readonly blocks: number;
  /** b. */
  readonly height: number;
}

/** Blocks of equal height for `rows` rows, of at most `largest` rows each. */
export function blockingOf(rows: number, largest = LARGEST_BLOCK): Blocking {
  const blocks = Math.ceil(rows / largest);
  return { rows, blocks, height: Math.ceil(rows / blocks) };
}

/** m of `DeviceMatrix.summationConstant`. */
export function additionsIn({ rows, blocks, height }: Blocking): number {
  return Math.min(rows, height + (blocks > LARGEST_BLOCK ? LARGEST_BLOCK : 0));
}

/** An n × c matrix of the host's, row-major, as a B × b × c tensor. */
export function toBlocks(
  tf: TensorFlow,
  matrix: Float32Array,
  { blocks, height }: Blocking,
  columns: number,
): Tensor3D {
  // A copy in any case: an engine may keep the array that it is given.
  const padded = new Float32Array(blocks * height * columns);
  padded.set(matrix);
  return tf.tensor(padded, [blocks, height, columns]);
}

/** The first rows of a matrix, or all of them and rows of zeros below; a copy only where it must be. */
export function withRows(tf: TensorFlow, matrix: Tensor2D, rows: number): Tensor2D {
  const [own, columns] = matrix.shape;
  if (own === rows) return matrix;
  if (own > rows) return tf.slice(matrix, [0, 0], [rows, columns]);
  return tf.pad(matrix, [
    [0, rows - own],
    [0, 0],
  ]);
}

/** An n × c tensor as B × b × c, zeros below the last row. */
export function cut(tf: TensorFlow, matrix: Tensor2D, { blocks, height }: Blocking): Tensor3D {
  return tf.reshape(withRows(tf, matrix, blocks * height), [blocks, height, matrix.shape[1]]);
}

/** The sums of blocks, B × anything, added to groups: fewer numbers for the host to add. */
export function groupSums(tf: TensorFlow, sums: Tensor): Tensor {
  const [blocks = 1] = sums.shape;
  const width = sums.size / blocks;
  const flat: Tensor2D = tf.reshape(sums, [blocks, width]);
  if (blocks <= LARGEST_BLOCK) return flat;
  const groups = Math.ceil(blocks / LARGEST_BLOCK);
  const padded = withRows(tf, flat, groups * LARGEST_BLOCK);
  return tf.sum(tf.reshape(padded, [groups, LARGEST_BLOCK, width]), 1);
}

/** Adds groups on the host, in float64: `width` sums. */
export function addGroups(groups: Float32Array, width: number): Float64Array {
  const count = groups.length / width;
  const column = new Float64Array(count);
  return Float64Array.from({ length: width }, (_, j) => {
    for (let group = 0; group < count; group++) column[group] = groups[group * width + j] ?? 0;
    return sumOf(column);
  });
}
