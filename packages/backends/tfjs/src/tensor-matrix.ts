import type { DeviceData, DeviceMatrix, OrthogonalFactor } from '@wellposed/device';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { addGroups, additionsIn, blockingOf, cut, groupSums, toBlocks, withRows } from './blocks.js';
import type { Blocking } from './blocks.js';
import type { Engine } from './engine.js';
import { tallFactor, tallTriangle } from './tall-factor.js';
import type { TensorFlow } from './tensor-flow.js';

/** Ā and ȳ by blocks of rows: B × b × p and B × b × 1, zeros below the last row. */
interface Resident {
  readonly blocking: Blocking;
  readonly design: Tensor3D;
  readonly targets: Tensor3D;
}

/** Makes Ā and ȳ resident on an engine of TensorFlow.js. @throws FitError 'DEVICE_FAILED' */
export function tensorMatrix(engine: Engine, { rows, columns, entries, targets }: DeviceData): DeviceMatrix {
  const blocking = blockingOf(rows);
  const [design, right] = engine.make('taking in the data', (tf): [Tensor3D, Tensor3D] => [
    toBlocks(tf, entries, blocking, columns),
    toBlocks(tf, targets, blocking, 1),
  ]);
  return matrixOf(engine, { blocking, design, targets: right });
}

function matrixOf(engine: Engine, { blocking, design, targets }: Resident): DeviceMatrix {
  const columns = design.shape[2];
  return {
    summationConstant: additionsIn(blocking),
    multiply: async (v) => product(engine, 'Ā v', blocking, design, v),
    multiplyTransposed: async (u) => transposedProduct(engine, 'Āᵀ u', blocking, design, u),
    async leastSquares(theta) {
      const sums = await engine.read('‖ȳ − Ā θ‖² and Āᵀ(ȳ − Ā θ)', (tf) => {
        const fitted = tf.matMul(flat(tf, design), tf.tensor(theta.slice(), [columns, 1]));
        const residual = tf.sub<Tensor3D>(targets, tf.reshape(fitted, targets.shape));
        const squares = tf.matMul<Tensor3D>(residual, residual, true, false);
        return groupSums(tf, tf.concat([squares, tf.matMul<Tensor3D>(residual, design, true, false)], 2));
      });
      const [squares = NaN, ...moments] = addGroups(sums, 1 + columns);
      return { squares, moments: Float64Array.from(moments) };
    },
    async gram() {
      const sums = await engine.read('ĀᵀĀ', (tf) => groupSums(tf, tf.matMul(design, design, true, false)));
      return addGroups(sums, columns * columns);
    },
    orthogonalise: async () => orthogonalise(engine, blocking, design),
    async triangle() {
      const both = (tf: TensorFlow): Tensor2D => rowsOf(tf, tf.concat([design, targets], 2), blocking);
      return Float64Array.from(await engine.read('R of [Ā | ȳ]', (tf) => tallTriangle(tf, both(tf))));
    },
    gather: (rows) => gathered(engine, { blocking, design, targets }, rows),
    dispose: () => engine.dispose([design, targets]),
  };
}

async function product(
  engine: Engine,
  what: string,
  { rows }: Blocking,
  matrix: Tensor3D,
  v: Float32Array,
): Promise<Float32Array> {
  const all = await engine.read(what, (tf) => tf.matMul(flat(tf, matrix), tf.tensor(v.slice(), [v.length, 1])));
  return all.subarray(0, rows);
}

async function transposedProduct(
  engine: Engine,
  what: string,
  blocking: Blocking,
  matrix: Tensor3D,
  u: Float32Array,
): Promise<Float64Array> {
  const sums = await engine.read(what, (tf) =>
    groupSums(tf, tf.matMul(toBlocks(tf, u, blocking, 1), matrix, true, false)),
  );
  return addGroups(sums, matrix.shape[2]);
}

async function orthogonalise(engine: Engine, blocking: Blocking, design: Tensor3D): Promise<OrthogonalFactor> {
  const what = 'Ā = Q R';
  const [q, triangle] = engine.make(what, (tf): [Tensor3D, Tensor2D] => {
    const [factor, upper] = tallFactor(tf, rowsOf(tf, design, blocking));
    return [cut(tf, factor, blocking), upper];
  });
  let upper: Float32Array;
  try {
    upper = await engine.read(what, (tf) => tf.reshape(triangle, triangle.shape));
  } catch (cause) {
    engine.dispose([q]);
    throw cause;
  } finally {
    engine.dispose([triangle]);
  }
  return {
    upper: Float64Array.from(upper),
    multiplyTransposed: async (f) => transposedProduct(engine, 'Qᵀ f', blocking, q, f),
    multiply: async (c) => product(engine, 'Q c', blocking, q, c),
    dispose: () => engine.dispose([q]),
  };
}

/** The matrix of some rows. A row is found by its block and its place there: WebGL counts exactly up to 2²⁴ only. */
function gathered(engine: Engine, { blocking, design, targets }: Resident, rows: Uint32Array): DeviceMatrix {
  const { height } = blocking;
  const places = Int32Array.from({ length: 2 * rows.length }, (_, k) => {
    const row = rows[k >> 1] ?? 0;
    return k % 2 === 0 ? Math.floor(row / height) : row % height;
  });
  const chosen = blockingOf(rows.length);
  const [some, right] = engine.make('gathering rows', (tf): [Tensor3D, Tensor3D] => {
    const indices = tf.tensor(places, [rows.length, 2], 'int32');
    const pick = (tensor: Tensor3D): Tensor3D => cut(tf, tf.gatherND(tensor, indices) as Tensor2D, chosen);
    return [pick(design), pick(targets)];
  });
  return matrixOf(engine, { blocking: chosen, design: some, targets: right });
}

/** B × b × c as (B b) × c. */
function flat(tf: TensorFlow, matrix: Tensor3D): Tensor2D {
  const [blocks, height, columns] = matrix.shape;
  return tf.reshape(matrix, [blocks * height, columns]);
}

/** The n rows themselves, n × c. */
function rowsOf(tf: TensorFlow, matrix: Tensor3D, { rows }: Blocking): Tensor2D {
  return withRows(tf, flat(tf, matrix), rows);
}
