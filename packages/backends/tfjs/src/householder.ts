import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './tensor-flow.js';

/*
 * Householder's QR of B matrices at once, each b × p, with k = min(b, p) reflections:
 *
 *     v = x ± ‖x‖ e_j,   H = I − (2/vᵀv) v vᵀ,   x = column j from row j on;     R ← H R;     Q = H₁ ⋯ H_k [I; 0]
 *
 * Every step is a few operations on tensors of all B matrices. TensorFlow.js has a QR of its own, `tf.linalg.qr`. It works on one
 * matrix at a time (its loop over several throws unless Q is square), makes the b × b Q whatever is asked for, and divides
 * by ‖x‖ = 0 when a column depends on those before it, so that all is NaN. This one is 2 to 270 times as fast [measured, README]
 * and leaves such a column alone: where ‖v‖² < 2⁻¹⁰⁰, H = I, and what is then below the diagonal, less than 2⁻⁵⁰ of a matrix
 * of size 1, stays there.
 *
 * Source: Golub & Van Loan, Matrix Computations (4th ed., 2013), §5.1, §5.2.2; Higham, Accuracy and Stability of Numerical
 * Algorithms (2002), Theorem 19.4.
 */
const NEGLIGIBLE = 2 ** -100;

// Types, since only those of them that are no interfaces can be what `tf.tidy` returns.

/** A reflection of each of B matrices: v, B × b × 1, and 2/vᵀv, B × 1 × 1. */
type Reflection = {
  readonly v: Tensor3D;
  readonly factor: Tensor3D;
};

/** The triangle of each of B matrices, B × k × p, and the reflections that made it, k of them. */
export type Reflected = {
  readonly upper: Tensor3D;
  readonly reflections: Reflection[];
};

/** Reduces B matrices, B × b × p, to triangles. */
export function reflect(tf: TensorFlow, matrices: Tensor3D): Reflected {
  const [blocks, height, columns] = matrices.shape;
  const count = Math.min(height, columns);
  const unit = constant(tf, height, count, (i, j) => i === j);
  const below = constant(tf, height, count, (i, j) => i >= j);
  const reflections: Reflection[] = [];
  let rest = matrices;
  for (let j = 0; j < count; j++) {
    const previous = rest;
    const column = (matrix: Tensor3D): Tensor3D => tf.slice(matrix, [0, 0, j], [matrix.shape[0], height, 1]);
    const step = tf.tidy(() => {
      const x = tf.mul<Tensor3D>(column(previous), column(below));
      const norm = tf.sqrt(tf.sum<Tensor3D>(tf.square(x), 1, true));
      const diagonal = tf.slice(previous, [0, j, j], [blocks, 1, 1]);
      const signed = tf.where(tf.greaterEqual(diagonal, 0), norm, tf.neg(norm));
      const v = tf.add<Tensor3D>(x, tf.mul(signed, column(unit)));
      const square = tf.sum<Tensor3D>(tf.square(v), 1, true);
      const inverse = tf.div<Tensor3D>(2, tf.maximum(square, NEGLIGIBLE));
      const factor = tf.where(tf.greater(square, NEGLIGIBLE), inverse, tf.mul<Tensor3D>(inverse, 0));
      return { v, factor, rest: apply(tf, { v, factor }, previous) };
    });
    // The memory of one matrix at a time, not of p.
    if (previous !== matrices) previous.dispose();
    rest = step.rest;
    reflections.push({ v: step.v, factor: step.factor });
  }
  return { upper: tf.slice(rest, [0, 0, 0], [blocks, count, columns]), reflections };
}

/** Q of each of B matrices, B × b × k, from its reflections, k ≥ 1. */
export function orthogonalFactor(tf: TensorFlow, reflections: readonly Reflection[]): Tensor3D {
  const [blocks = 1, height = 1] = reflections[0]?.v.shape ?? [];
  const unit = constant(tf, height, reflections.length, (i, j) => i === j);
  const start = tf.add<Tensor3D>(tf.zeros([blocks, height, reflections.length]), unit);
  return reflections.reduceRight((q, reflection) => {
    const next = tf.tidy(() => apply(tf, reflection, q));
    q.dispose();
    return next;
  }, start);
}

/** H M for each of B matrices. */
function apply(tf: TensorFlow, { v, factor }: Reflection, matrices: Tensor3D): Tensor3D {
  return tf.sub(matrices, tf.matMul(v, tf.mul(factor, tf.matMul(v, matrices, true, false))));
}

/** A 1 × b × k tensor of 1 where `holds`, else 0. */
function constant(
  tf: TensorFlow,
  height: number,
  width: number,
  holds: (row: number, column: number) => boolean,
): Tensor3D {
  const entries = Float32Array.from({ length: height * width }, (_, k) =>
    Number(holds(Math.floor(k / width), k % width)),
  );
  return tf.tensor(entries, [1, height, width]);
}
