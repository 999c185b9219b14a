import { at } from '../at.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { matrixProductSteps } from '../double-double/matrix-product.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { powerOfTwo } from '../power-of-two.js';
import type { Steps } from './steps.js';
import { byRows } from './steps.js';

/** What a solution says about the data, row by row and in total. */
export type FitDescription = Pick<
  Solution,
  'fitted' | 'residuals' | 'residualSumOfSquares' | 'observations' | 'degreesOfFreedom'
>;

/**
 * Fitted values, residuals and Σ w r², from the design and θ in double-double, each rounded once.
 *
 * @param design A over all rows of the problem, n × p
 * @param rank numerical rank of the design
 */
export function* describeFit(
  problem: Problem,
  design: DoubleDoubleArray,
  theta: DoubleDoubleArray,
  rank: number,
): Steps<FitDescription> {
  const { y, weights, low } = problem;
  // In units of a power of two near the largest |y|, so that no product overflows or underflows on the way.
  const unit = powerOfTwo(maximumMagnitude(y));
  const predictions = yield* predictionsIn(unit, design, theta);
  const residuals = new Float64Array(y.length);
  const residual = new DoubleDouble();
  const square = new DoubleDouble();
  const total = new DoubleDouble();
  let observations = 0;
  const addRow = (i: number): void => {
    residual.set(at(y, i) / unit, low?.y ? at(low.y, i) / unit : 0).add(-at(predictions.hi, i), -at(predictions.lo, i));
    residuals[i] = residual.hi * unit;
    const weight = weights ? at(weights, i) : 1;
    if (weight === 0) return;
    observations += 1;
    square.set(residual.hi, residual.lo).multiply(residual.hi, residual.lo);
    square.multiply(weight, low?.weights ? at(low.weights, i) : 0);
    total.add(square.hi, square.lo);
  };
  yield* byRows(y.length, 64, (from, to) => {
    for (let i = from; i < to; i++) addRow(i);
  });
  return {
    fitted: predictions.hi.map((value) => value * unit),
    residuals,
    residualSumOfSquares: total.hi * unit * unit,
    observations,
    degreesOfFreedom: observations - rank,
  };
}

/** Numbers of this size or its inverse have products, and rounding errors of them, well within float64's range. */
const ORDINARY = 2 ** 400;

/** A θ ÷ unit. Where numbers are extreme, the columns of A are brought to the size of 1 by powers of two first. */
function* predictionsIn(unit: number, design: DoubleDoubleArray, theta: DoubleDoubleArray): Steps<DoubleDoubleArray> {
  const p = theta.hi.length;
  const sizes = { rows: design.hi.length / p, inner: p, columns: 1 };
  const largest = new Float64Array(p);
  for (let k = 0; k < design.hi.length; k++) {
    largest[k % p] = Math.max(at(largest, k % p), Math.abs(at(design.hi, k)));
  }
  const inUnit = { hi: theta.hi.map((value) => value / unit), lo: theta.lo.map((value) => value / unit) };
  if (largest.every(isOrdinary) && inUnit.hi.every(isOrdinary)) return yield* matrixProductSteps(design, inUnit, sizes);
  const scales = largest.map(powerOfTwo);
  const byColumn = (value: number, k: number): number => value / at(scales, k % p);
  const byUnit = (value: number, j: number): number => {
    const ratio = at(scales, j) / unit;
    return ratio > 0 && ratio < Infinity ? value * ratio : (value * at(scales, j)) / unit;
  };
  return yield* matrixProductSteps(
    { hi: design.hi.map(byColumn), lo: design.lo.map(byColumn) },
    { hi: theta.hi.map(byUnit), lo: theta.lo.map(byUnit) },
    sizes,
  );
}

function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || (size < ORDINARY && size > 1 / ORDINARY);
}
