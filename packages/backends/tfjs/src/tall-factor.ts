import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { blockingOf, cut, withRows } from './blocks.js';
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
  let q: Tensor2D = tf.eye(count);
  for (const { blocking, reflections } of levels.toReversed()) {
    const { rows, blocks, height } = blocking;
    const above = q;
    q = tf.tidy(() => {
      const leaves = orthogonalFactor(tf, reflections);
      const product = tf.matMul<Tensor3D>(leaves, tf.reshape(above, [blocks, leaves.shape[2], count]));
      return withRows(tf, tf.reshape(product, [blocks * height, count]), rows);
    });
    // The memory of one level at a time.
    above.dispose();
    for (const { v, factor } of reflections) tf.dispose([v, factor]);
  }
  return [q, upper];
}

/** The levels of the tree, the leaves first. */
function levelsOf(tf: TensorFlow, matrix: Tensor2D): readonly Level[] {
  const levels: Level[] = [];
  const columns = matrix.shape[1];
  for (let rest = matrix, blocks = Infinity; blocks > 1;) {
    const blocking = blockingOf(rest.shape[0], leafHeight(columns));
    const { upper, reflections } = tf.tidy(() => reflect(tf, cut(tf, rest, blocking)));
    levels.push({ blocking, upper, reflections });
    rest = tf.reshape(upper, [upper.shape[0] * upper.shape[1], columns]);
    blocks = blocking.blocks;
  }
  return levels;
}

function rootOf(levels: readonly Level[], tf: TensorFlow): Tensor2D {
  const root = levels.at(-1)?.upper;
  if (root === undefined) throw new RangeError('a matrix without rows has no factor');
  return tf.reshape(root, [root.shape[1], root.shape[2]]);
}
