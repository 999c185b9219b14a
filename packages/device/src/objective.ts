import { at, maximumMagnitude, rowSum } from '@wellposed/core';
import type { Evaluation, Loss } from '@wellposed/core';
import type { DeviceMatrix } from './device-matrix.js';
import type { ScaledData } from './scaled-data.js';
import { scaledVector, unscaled } from './scaled-vector.js';
import { screened } from './screened.js';

/** θ̄ up to this size keeps ‖ȳ − Ā θ̄‖² within float32 for n p² < 2⁴⁵, more than any device holds. */
const LARGEST_ON_DEVICE = 2 ** 40;

/** The rows over which an objective is made: their y and √w on the host, their Ā and ȳ on the device. */
export interface ObjectiveRows {
  readonly matrix: DeviceMatrix;
  readonly scales: Pick<ScaledData, 'columnScales' | 'targetScale'>;
  readonly targets: Float64Array;
  readonly rootWeights: Float64Array | undefined;
  readonly loss: Loss;
  /** W. */
  readonly divisor: number;
}

/**
 * value(θ) = Σᵢ wᵢ ρ(rᵢ) / W and gradient(θ) = −Aᵀ (w ∘ ρ′(r)) / W, with r = y − A θ and W = 1 for 'sum', Σ wᵢ for 'mean'.
 *
 * With √W A = Ā D, √W y = t ȳ and θ̄ = D θ / t, a squared loss c r² is c t² ‖r̄‖² with the gradient −2 c t D Āᵀ r̄ for
 * r̄ = ȳ − Ā θ̄: all on the device. Any other loss, a function of ours, is evaluated on the host, one residual a row, and the
 * products with A and Aᵀ on the device; so is the squared loss at a θ so far away that float32 ends.
 *
 * A θ beyond float64 has the value Infinity: descent has diverged by then.
 *
 * Source of the notation: Huber, Robust Statistics (1981), §7.3.
 *
 * @throws FitError 'DEVICE_FAILED'
 */
export async function objective(rows: ObjectiveRows, theta: Float64Array): Promise<Evaluation> {
  const { columnScales, targetScale } = rows.scales;
  const scaled = theta.map((value, j) => (value * at(columnScales, j)) / targetScale);
  if (!scaled.every(Number.isFinite)) return { value: Infinity, gradient: theta.map(() => Infinity) };
  if (rows.loss.quadratic && maximumMagnitude(scaled) <= LARGEST_ON_DEVICE) return squaredLoss(rows, scaled);
  return anyLoss(rows, scaled);
}

async function squaredLoss(rows: ObjectiveRows, theta: Float64Array): Promise<Evaluation> {
  const { matrix, scales, loss, divisor } = rows;
  const { squares, moments } = await matrix.leastSquares(Float32Array.from(theta));
  screened('the sum of squares', Float64Array.of(squares));
  screened('the gradient', moments);
  const factor = (loss.maximalCurvature / 2 / divisor) * scales.targetScale;
  // The device's answer before the second scale: two scales may overflow, and 0 times Infinity is no number.
  return {
    value: factor * (squares * scales.targetScale),
    gradient: moments.map((moment, j) => -2 * (factor * moment) * at(scales.columnScales, j)),
  };
}

async function anyLoss(rows: ObjectiveRows, theta: Float64Array): Promise<Evaluation> {
  const { matrix, scales, targets, rootWeights, loss, divisor } = rows;
  const v = scaledVector(theta);
  const fitted = screened('the fitted values', await matrix.multiply(v.values));
  const unit = v.scale * scales.targetScale;
  const slopes = new Float64Array(targets.length);
  const sum = rowSum(targets.length, 1, (from, to, out) => {
    for (let row = from; row < to; row++) {
      const root = rootWeights ? at(rootWeights, row) : 1;
      const residual = at(targets, row) - ((fitted[row] ?? 0) * unit) / root;
      slopes[row] = root * loss.derivative(residual);
      out[0] = at(out, 0) + root * root * loss.rho(residual);
    }
  });
  const value = at(sum(), 0) / divisor;
  if (!slopes.every(Number.isFinite)) return { value: Infinity, gradient: theta.map(() => Infinity) };
  const u = scaledVector(slopes);
  const moments = screened('the gradient', await matrix.multiplyTransposed(u.values));
  return {
    value,
    gradient: unscaled(moments, u.scale).map((moment, j) => (-moment * at(scales.columnScales, j)) / divisor),
  };
}
