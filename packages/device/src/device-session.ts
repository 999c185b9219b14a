import { at, batchOf, FitError, guardSession, reductionDivisor } from '@wellposed/core';
import type {
  Capabilities,
  Factorization,
  LinearSystem,
  MaybePromise,
  MomentumPoint,
  MomentumRun,
  Session,
  Triangle,
} from '@wellposed/core';
import type { DeviceData, DeviceMatrix, OrthogonalFactor } from './device-matrix.js';
import type { DeviceSolver } from './device-supports.js';
import { factorNormal, factorOrthogonal } from './factor-on-device.js';
import { objective } from './objective.js';
import type { ObjectiveRows } from './objective.js';
import type { ScaledData } from './scaled-data.js';
import { scaledData } from './scaled-data.js';
import { scaledVector, unscaled } from './scaled-vector.js';
import { screened } from './screened.js';

/**
 * A session on a float32 device, from the few operations of `DeviceMatrix`: the design and the targets go to the device once, scaled into
 * float32's range; θ, the p × p halves of the closed forms and all scales stay on the host, in float64.
 *
 * @param supports of the backend; 'fused-descent' needs `DeviceMatrix.descend`
 * @param load makes the data resident on the device
 * @throws FitError what `load` throws
 */
export async function deviceSession<S extends DeviceSolver>(
  system: LinearSystem,
  supports: Capabilities<S>,
  load: (data: DeviceData) => MaybePromise<DeviceMatrix>,
): Promise<Session<S>> {
  const { rows, columns, entries, targets, ...scales } = scaledData(system);
  const matrix = await load({ rows, columns, entries, targets });
  const { columnScales, targetScale, rootWeights } = scales;
  let disposed = false;
  const disposal = {
    get aborted() {
      return disposed;
    },
  };
  const scaled = { matrix, rows, columns, columnScales, disposal };
  const divisor = reductionDivisor(system);
  const all: ObjectiveRows = { matrix, scales, targets: system.targets, rootWeights, loss: system.loss, divisor };

  const factors: OrthogonalFactor[] = [];

  const orthogonalise = async (): Promise<OrthogonalFactor> => {
    const factor = await matrix.orthogonalise();
    // It may come after `dispose`: then nobody else gives it back.
    if (disposed) factor.dispose();
    else factors.push(factor);
    return factor;
  };

  return guardSession(system, supports, {
    evaluate: (theta, batch) => (batch ? batchObjective(all, system, theta, batch) : objective(all, theta)),
    factor: async (solver): Promise<Factorization> =>
      solver === 'cholesky' ? factorNormal(scaled) : factorOrthogonal(solver, scaled, await orthogonalise()),
    async multiply(v) {
      const given = scaledVector(v.map((value, j) => value * at(columnScales, j)));
      const product = unscaled(screened('A v', await matrix.multiply(given.values)), given.scale);
      return rootWeights ? product.map((value, row) => value / at(rootWeights, row)) : product;
    },
    async multiplyTransposed(u) {
      const given = scaledVector(rootWeights ? u.map((value, row) => value / at(rootWeights, row)) : u);
      const product = screened('Aᵀ u', await matrix.multiplyTransposed(given.values));
      return product.map((value, j) => value * at(columnScales, j) * given.scale);
    },
    async compress(): Promise<Triangle> {
      const size = columns + 1;
      const upper = screened('R', await matrix.triangle());
      const triangle = new Float64Array(size * size);
      upper.forEach((value, k) => {
        const [i, j] = [Math.floor(k / size), k % size];
        if (i <= j) triangle[k] = value * (j < columns ? at(columnScales, j) : targetScale);
      });
      return { size, entries: triangle };
    },
    descend: (run) => descend(matrix, run, scales, divisor / system.loss.maximalCurvature),
    dispose() {
      disposed = true;
      for (const factor of factors) factor.dispose();
      matrix.dispose();
    },
  });
}

/** The objective over some rows, gathered on the device for the time of the evaluation. */
async function batchObjective(
  all: ObjectiveRows,
  system: LinearSystem,
  theta: Float64Array,
  batch: Uint32Array,
): ReturnType<typeof objective> {
  // The targets and the weights of those rows only: their design is on the device.
  const chosen = batchOf({ ...system, columns: 0 }, batch);
  const matrix = await all.matrix.gather(batch);
  try {
    const { targets, weights } = chosen;
    const divisor = reductionDivisor(chosen);
    return await objective({ ...all, matrix, targets, rootWeights: weights?.map(Math.sqrt), divisor }, theta);
  } finally {
    matrix.dispose();
  }
}

/**
 * In the device's units θ̄ = D θ / t, v̄ = D v / t: v ← μ v − η∇f becomes v̄ ← μ v̄ + (η D² sup ρ″ / W) ∘ Āᵀ(ȳ − Ā θ̄).
 *
 * What diverges on the device comes back as it is, infinite or not a number: its objective is infinite.
 */
async function descend(
  matrix: DeviceMatrix,
  { theta, velocity, learningRate, momentum, steps }: MomentumRun,
  { columnScales, targetScale }: Pick<ScaledData, 'columnScales' | 'targetScale'>,
  inverseCurvature: number,
): Promise<MomentumPoint> {
  if (!matrix.descend) throw new FitError('UNSUPPORTED', 'this device has no fused descent');
  const rates = Float32Array.from(columnScales, (scale) => (learningRate / inverseCurvature) * scale * scale);
  const unfit = rates.findIndex((rate) => !(rate >= 2 ** -126 && rate < Infinity));
  if (unfit >= 0) {
    const value = at(columnScales, unfit);
    throw new FitError(
      'UNSUPPORTED',
      `column ${unfit}, of size ${value}, moves at a rate beyond float32's range: rescale it, or descend without fusing`,
      { argument: 'design', column: unfit, value },
    );
  }
  const onDevice = (v: Float64Array): Float32Array =>
    Float32Array.from(v, (value, j) => (value * at(columnScales, j)) / targetScale);
  const point = await matrix.descend({ theta: onDevice(theta), velocity: onDevice(velocity), rates, momentum, steps });
  const back = (v: Float32Array): Float64Array =>
    Float64Array.from(v, (value, j) => (value * targetScale) / at(columnScales, j));
  return { theta: back(point.theta), velocity: back(point.velocity) };
}
