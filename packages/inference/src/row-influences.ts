/*
 * What each row does to a fit, from its leverage hᵢ, the diagonal of the hat matrix X XᵀW with X = A S (n × r, rank r):
 *
 *     hᵢ = wᵢ ‖xᵢ‖²,   eᵢ = rᵢ √wᵢ / (s √(1−hᵢ)),   tᵢ = eᵢ √((n−r−1)/(n−r−eᵢ²)),   Dᵢ = eᵢ² hᵢ / ((1−hᵢ) r),
 *
 * and rᵢ/(1−hᵢ), the residual of row i in the fit without it. All in double-double, 1 − hᵢ and n − r − eᵢ² above all:
 * where a row nearly determines its own prediction, or is the only one off an exact fit, they are differences of nearly
 * equal numbers.
 *
 * Source: Cook & Weisberg, Residuals and Influence in Regression (1982), ch. 2 (residuals) and 3 (distance); Belsley,
 * Kuh & Welsch, Regression Diagnostics (1980), §2.1; Allen, Technometrics 16 (1974) 125–127 (PRESS).
 */
import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  fromFloat64,
  maximumMagnitude,
  powerOfTwo,
  U,
  U_EXTENDED,
} from '@wellposed/core';
import { type Analysis, leastSquaresResiduals, residualRounding } from './analysis.js';
import type { ExactRoot } from './exact-root.js';
import {
  finiteQuantity,
  isObstacle,
  LARGEST_ERROR,
  type Obstacle,
  type Quantity,
  scaledQuantity,
  tooFewDigits,
} from './obstacle.js';
import type { ScaledFit } from './scaled-fit.js';
import { squareRoot } from './square-root.js';
import { rootOf, sumOfSquares, type SumOfSquares } from './sum-of-squares.js';
import { rowProduct } from './user-root.js';

/** What is told of a row, or what stands in its way. */
export interface RowInfluence {
  readonly leverage: Quantity;
  readonly standardized: Quantity;
  readonly studentized: Quantity;
  readonly cooks: Quantity;
  /** r/(1−h) in units of t, and a bound on its error. */
  readonly loo: Quantity<DoubleDouble>;
  readonly looError: number;
}

const leverageIsOne: Obstacle = {
  code: 'LEVERAGE_IS_ONE',
  reason: 'the row determines its own prediction: without it, nothing would',
};
const leverageIsNearlyOne: Obstacle = {
  code: 'PRECISION_EXHAUSTED',
  reason: 'the row nearly determines its own prediction: what it leaves open is known to too few digits',
};
const zeroWeight: Obstacle = { code: 'ZERO_WEIGHT', reason: 'a row of weight zero has no finite variance' };
const noSpareDegree: Obstacle = {
  code: 'NO_DEGREES_OF_FREEDOM',
  reason: 'without the row, no degrees of freedom are left to estimate the noise from',
};
const exactWithout: Obstacle = {
  code: 'RESIDUALS_ARE_ROUNDING',
  reason: 'without the row, the fit is exact, as far as can be told',
};
const perfectWithout: Obstacle = {
  code: 'PERFECT_FIT',
  reason: 'without the row, the residuals are no larger than the rounding of the data',
};

/** What each row does to a fit. */
export function rowInfluences(analysis: Analysis): readonly RowInfluence[] {
  const { root, scaled } = analysis;
  if (isObstacle(root)) {
    const nothing = {
      leverage: root,
      standardized: root,
      studentized: root,
      cooks: root,
      loo: root,
      looError: Infinity,
    };
    return new Array<RowInfluence>(scaled.rows).fill(nothing);
  }
  const residuals = leastSquaresResiduals(analysis, root);
  const sum = sumOfSquares(residuals, scaled.weights);
  const bounds = residualRounding(scaled);
  return Array.from({ length: scaled.rows }, (_, i) =>
    influenceOfRow({ ...analysis, root, residuals, sum, bounds }, i),
  );
}

/** The fit as its rows see it. */
interface FitOfRows extends Analysis {
  readonly root: ExactRoot;
  /** r of the least-squares solution, which the formulas hold for, and Σ w r². */
  readonly residuals: DoubleDoubleArray;
  readonly sum: SumOfSquares;
  /** Bounds on the rounding of each residual of the coefficients as they are. */
  readonly bounds: Float64Array;
}

function influenceOfRow(fit: FitOfRows, i: number): RowInfluence {
  const { root, scaled, residuals, rank, solution, obstacles, sum } = fit;
  const weight = scaled.weights ? at(scaled.weights.hi, i) : 1;
  const residual = new DoubleDouble(at(residuals.hi, i), at(residuals.lo, i));
  if (weight === 0) {
    const loo = resolvedResidual(residual, at(fit.bounds, i), at(scaled.magnitudes, i));
    return { leverage: 0, standardized: zeroWeight, studentized: zeroWeight, cooks: 0, loo, looError: 0 };
  }
  const weightLow = scaled.weights ? at(scaled.weights.lo, i) : 0;
  const { leverage, unit } = leverageOf(root, i, weight, weightLow);
  // Beside 1, a leverage that underflows is 0.
  const h = new DoubleDouble(leverage.hi * unit * unit, leverage.lo * unit * unit);
  const rest = new DoubleDouble(1).add(-h.hi, -h.lo);
  const told = scaledQuantity(leverage.hi, unit, unit);
  const unknown = obstacleToRest(rest.hi, root.relativeError * h.hi + U_EXTENDED);
  if (unknown) {
    const one = unknown === leverageIsOne;
    const nothing = { standardized: unknown, studentized: unknown, cooks: unknown, loo: unknown, looError: Infinity };
    return { leverage: one ? 1 : told, ...nothing };
  }
  const loo = new DoubleDouble(residual.hi, residual.lo).divide(rest.hi, rest.lo);
  const error = residualError(fit, i, Math.sqrt(h.hi / weight));
  const resolved = resolvedResidual(loo, error / rest.hi, at(scaled.magnitudes, i));
  const known = { leverage: told, loo: resolved, looError: error / rest.hi };
  const unmeasured = obstacles.tests ?? (isObstacle(resolved) ? resolved : undefined);
  if (unmeasured) return { ...known, standardized: unmeasured, studentized: unmeasured, cooks: unmeasured };
  // q = w r²/(1−h) / Σ w r² = e²/(n−r), in [0, 1].
  const { hi, lo, unit: size } = sum;
  const q = new DoubleDouble(residual.hi / size, residual.lo / size).multiply(weight, weightLow);
  q.multiply(loo.hi / size, loo.lo / size).divide(hi, lo);
  const without = new DoubleDouble(1).add(-q.hi, -q.lo);
  const degrees = solution.degreesOfFreedom;
  const standardized = sign(residual) * squareRoot(new DoubleDouble(q.hi, q.lo).multiply(degrees)).hi;
  const cooks = new DoubleDouble(q.hi, q.lo).multiply(degrees).multiply(leverage.hi, leverage.lo);
  cooks.divide(rest.hi, rest.lo).divide(rank);
  return {
    ...known,
    standardized: scaledQuantity(standardized),
    studentized: studentizedOf(q, without, sign(residual), fit),
    cooks: rank === 0 ? 0 : scaledQuantity(cooks.hi, unit, unit),
  };
}

/** w ‖xᵢ‖² = leverage · unit², which can neither overflow nor underflow. */
function leverageOf(
  { rows, rank }: ExactRoot,
  i: number,
  weight: number,
  weightLow: number,
): { readonly leverage: DoubleDouble; readonly unit: number } {
  const [start, end] = [i * rank, (i + 1) * rank];
  const unit = powerOfTwo(maximumMagnitude(rows.hi.subarray(start, end)));
  const inUnit = (values: Float64Array): Float64Array => values.subarray(start, end).map((value) => value / unit);
  const root = powerOfTwo(Math.sqrt(weight));
  const leverage = rowProduct({ hi: inUnit(rows.hi), lo: inUnit(rows.lo) }, rank, 0, 0);
  leverage.multiply(weight / root ** 2, weightLow / root ** 2);
  return { leverage, unit: unit * root };
}

/**
 * Bound on the error of row i of r = r̃ − X m: that of r̃ itself, and ‖xᵢ‖ times that of m = XᵀW r̃, which is at most E and
 * the rounding of n terms.
 */
function residualError({ bounds, rounding, sum, root, scaled }: FitOfRows, i: number, length: number): number {
  const ofMoments = rounding + (scaled.rows + root.rank) * U_EXTENDED * rootOf(sum);
  return at(bounds, i) + length * ofMoments;
}

/** A residual to half its digits, or to the rounding of what it is a difference of; else why it is not given. */
function resolvedResidual(value: DoubleDouble, error: number, magnitude: number): Quantity<DoubleDouble> {
  return error > LARGEST_ERROR * Math.abs(value.hi) && error > U * magnitude ? tooFewDigits : value;
}

/**
 * What stands in the way of all that divides by 1 − h, from its value and error; half the digits of float64 must be
 * left.
 */
function obstacleToRest(rest: number, error: number): Obstacle | undefined {
  if (rest <= error) return leverageIsOne;
  return rest * Math.sqrt(U) < error ? leverageIsNearlyOne : undefined;
}

/** ± √((n−r−1) q/(1−q)). */
function studentizedOf(q: DoubleDouble, without: DoubleDouble, side: number, fit: FitOfRows): Quantity {
  const { solution, root, scaled, rounding, noiseFloor, sum } = fit;
  const degrees = solution.degreesOfFreedom - 1;
  if (degrees === 0) return noSpareDegree;
  // 1 − q is the squared sine between the residuals and row i's own direction, both orthogonal to the design: rounding
  // of r enters squared, that of h and of the sums as it is.
  const error =
    root.relativeError + 4 * (rounding / rootOf(sum)) ** 2 + 2 * (scaled.rows + scaled.columns) * U_EXTENDED;
  // √(1 − q) ‖√W r‖ is what the fit without the row leaves.
  if (noiseFloor > 0 && Math.sqrt(Math.max(0, without.hi)) * rootOf(sum) <= noiseFloor) return perfectWithout;
  if (without.hi <= error) return exactWithout;
  if (error > LARGEST_ERROR * without.hi) return tooFewDigits;
  const square = new DoubleDouble(q.hi, q.lo).divide(without.hi, without.lo).multiply(degrees);
  return finiteQuantity(side * squareRoot(square).hi);
}

/** Σ w (r/(1−h))² over the rows of positive weight, ÷ ω t². */
export function pressOf({ scaled, root }: Analysis, rows: readonly RowInfluence[]): Quantity<SumOfSquares> {
  if (isObstacle(root)) return root;
  const loo = doubleDoubleArray(scaled.rows);
  const errors = new Float64Array(scaled.rows);
  for (const [i, row] of rows.entries()) {
    if (scaled.weights && at(scaled.weights.hi, i) === 0) continue;
    if (isObstacle(row.loo)) return { code: row.loo.code, reason: `row ${i}: ${row.loo.reason}` };
    loo.hi[i] = row.loo.hi;
    loo.lo[i] = row.loo.lo;
    errors[i] = row.looError;
  }
  const press = sumOfSquares(loo, scaled.weights);
  const error = rootOf(sumOfSquares(fromFloat64(errors), scaled.weights));
  return 2 * error > LARGEST_ERROR * rootOf(press) && !isWithinRounding(loo, errors, scaled) ? tooFewDigits : press;
}

/** Whether each leave-one-out residual is 0, but for the rounding of what it is a difference of. */
function isWithinRounding({ hi }: DoubleDoubleArray, errors: Float64Array, { magnitudes }: ScaledFit): boolean {
  return hi.every((value, i) => Math.abs(value) <= at(errors, i) && at(errors, i) <= U * at(magnitudes, i));
}

function sign(value: DoubleDouble): number {
  return value.hi < 0 ? -1 : 1;
}
