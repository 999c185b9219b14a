import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { blockingOf } from './blocks.js';
import type { Blocking } from './blocks.js';
import { orthogonalFactor, reflect } from './householder.js';
import type { Reflected } from './householder.js';
import type { TensorFlow } from './tensor-flow.js';

/*
 * A = Q R for a tall A (n × p), by a tree: the QR of blocks of rows, then that of their triangles, stacked, until one is left.
 *
 *     A = [A₁; …; A_B] = diag(Q₁, …, Q_B) [R₁; …; R_B],     [R₁; …; R_B] = Q′ R,     Q = diag(Q₁, …, Q_B) Q′
 *
 * Blocks keep the sums within a reflection short, as the engines add one after the other. Rows of zeros, which fill the last block, are
 * rows of zeros in Q.
 *
 * Source: Demmel, Grigori, Hoemmen & Langou, "Communication-optimal parallel and sequential QR and LU factorizations", SIAM
 * J. Sci. Comput. 34(1) (2012) A206–A239, §4.
 */

/** Rows of a block at most: 4 p, for few levels, but no fewer than 64. Measured (README): 64 to 256 differ little. */
const leafHeight = (columns: number): number => Math.max(64, 4 * columns);

interface Level extends Reflected {
  readonly blocking: Blocking;
}

/** R of an n × p matrix, k × p, k = min(n, p), all but the rounding upper triangular. */
export function tallTriangle(tf: TensorFlow, matrix: Tensor2D): Tensor2D {
  return rootOf(levelsOf(tf, matrix), tf);
}

/** [Q, R] of an n × p matrix: n × k and k × p, k = min(n, p). */
export function tallFactor(tf: TensorFlow, matrix: Tensor2D): [Tensor2D, Tensor2D] {
  const levels = levelsOf(tf, matrix);
  const upper = rootOf(levels, tf);
  const [count] = upper.shape;
  let q: Tensor = tf.eye(count);
  for (const { blocking, reflections } of levels.toReversed()) {
    const { rows, blocks, height } = blocking;
    const leaves = orthogonalFactor(tf, reflections);
    const product = tf.matMul(leaves, tf.reshape(q, [blocks, leaves.shape[2], count]));
    q = tf.slice(tf.reshape(product, [blocks * height, count]), [0, 0], [rows, count]);
  }
  return [q as Tensor2D, upper];
}

/** The levels of the tree, the leaves first. */
function levelsOf(tf: TensorFlow, matrix: Tensor2D): readonly Level[] {
  const levels: Level[] = [];
  const columns = matrix.shape[1];
  for (let rest = matrix, blocks = Infinity; blocks > 1;) {
    const blocking = blockingOf(rest.shape[0], leafHeight(columns));
    const { upper, reflections } = reflect(tf, cut(tf, rest, blocking));
    levels.push({ blocking, upper, reflections });
    rest = tf.reshape(upper, [upper.shape[0] * upper.shape[1], columns]);
    blocks = blocking.blocks;
  }
  return levels;
}

/** An n × p tensor as B × b × p, zeros below the last row. */
function cut(tf: TensorFlow, matrix: Tensor2D, { rows, blocks, height }: Blocking): Tensor3D {
  const columns = matrix.shape[1];
  const padded = tf.pad(matrix, [
    [0, blocks * height - rows],
    [0, 0],
  ]);
  return tf.reshape(padded, [blocks, height, columns]);
}

function rootOf(levels: readonly Level[], tf: TensorFlow): Tensor2D {
  const root = levels.at(-1)?.upper;
  if (root === undefined) throw new RangeError('a matrix without rows has no factor');
  return tf.reshape(root, [root.shape[1], root.shape[2]]);
}
