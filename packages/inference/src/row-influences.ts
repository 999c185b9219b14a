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
import { at, DoubleDouble, U, U_EXTENDED } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { finiteQuantity, isObstacle, type Obstacle, type Quantity } from './obstacle.js';
import { squareRoot } from './square-root.js';
import { sumOfSquares, type SumOfSquares } from './sum-of-squares.js';
import { rowProduct } from './user-root.js';

/** What is told of a row, or what stands in its way. */
export interface RowInfluence {
  readonly leverage: Quantity;
  readonly standardized: Quantity;
  readonly studentized: Quantity;
  readonly cooks: Quantity;
  /** r/(1−h) in units of t. */
  readonly loo: Quantity<DoubleDouble>;
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

/** What each row does to a fit. */
export function rowInfluences(analysis: Analysis): readonly RowInfluence[] {
  return Array.from({ length: analysis.scaled.rows }, (_, i) => influenceOfRow(analysis, i));
}

function influenceOfRow(analysis: Analysis, i: number): RowInfluence {
  const { root, scaled, residuals, rank, solution, variance, noise } = analysis;
  if (isObstacle(root)) return { leverage: root, standardized: root, studentized: root, cooks: root, loo: root };
  const weight = scaled.weights ? at(scaled.weights.hi, i) : 1;
  const residual = new DoubleDouble(at(residuals.hi, i), at(residuals.lo, i));
  if (weight === 0) {
    return { leverage: 0, standardized: zeroWeight, studentized: zeroWeight, cooks: 0, loo: residual };
  }
  const weightLow = scaled.weights ? at(scaled.weights.lo, i) : 0;
  const leverage = rowProduct(root.rows, root.rank, i, i).multiply(weight, weightLow);
  const rest = new DoubleDouble(1).add(-leverage.hi, -leverage.lo);
  const unknown = obstacleToRest(rest.hi, root.relativeError + U_EXTENDED);
  if (unknown) {
    const one = unknown === leverageIsOne;
    return {
      leverage: one ? 1 : leverage.hi,
      standardized: unknown,
      studentized: unknown,
      cooks: unknown,
      loo: unknown,
    };
  }
  const loo = new DoubleDouble(residual.hi, residual.lo).divide(rest.hi, rest.lo);
  const h = leverage.hi;
  const undefinedRest = variance ?? noise;
  if (undefinedRest) {
    return { leverage: h, standardized: undefinedRest, studentized: undefinedRest, cooks: undefinedRest, loo };
  }
  // q = w r²/(1−h) / Σ w r² = e²/(n−r), in [0, 1].
  const { hi, lo, unit } = analysis.residualSumOfSquares;
  const q = new DoubleDouble(residual.hi / unit, residual.lo / unit).multiply(weight, weightLow);
  q.multiply(loo.hi / unit, loo.lo / unit).divide(hi, lo);
  const without = new DoubleDouble(1).add(-q.hi, -q.lo);
  const degrees = solution.degreesOfFreedom;
  const standardized = sign(residual) * squareRoot(new DoubleDouble(q.hi, q.lo).multiply(degrees)).hi;
  const cooks = new DoubleDouble(q.hi, q.lo).multiply(degrees).multiply(leverage.hi, leverage.lo);
  cooks.divide(rest.hi, rest.lo).divide(rank);
  return {
    leverage: h,
    standardized: finiteQuantity(standardized),
    studentized: studentizedOf(q, without, sign(residual), analysis),
    cooks: rank === 0 ? 0 : finiteQuantity(cooks.hi),
    loo,
  };
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
function studentizedOf(q: DoubleDouble, without: DoubleDouble, side: number, analysis: Analysis): Quantity {
  const { solution, root, scaled, relativeRounding } = analysis;
  const degrees = solution.degreesOfFreedom - 1;
  if (degrees === 0) return noSpareDegree;
  // 1 − q is the squared sine between the residuals and row i's own direction, both orthogonal to the design: rounding
  // of r enters squared, that of h and of the sums as it is.
  const leverageError = isObstacle(root) ? 0 : root.relativeError;
  const error = leverageError + 4 * relativeRounding ** 2 + 2 * (scaled.rows + scaled.columns) * U_EXTENDED;
  if (without.hi <= error) return exactWithout;
  const square = new DoubleDouble(q.hi, q.lo).divide(without.hi, without.lo).multiply(degrees);
  return finiteQuantity(side * squareRoot(square).hi);
}

/** Σ w (r/(1−h))² over the rows of positive weight, ÷ ω t². */
export function pressOf({ scaled, root }: Analysis, rows: readonly RowInfluence[]): Quantity<SumOfSquares> {
  if (isObstacle(root)) return root;
  const hi = new Float64Array(scaled.rows);
  const lo = new Float64Array(scaled.rows);
  for (const [i, { loo }] of rows.entries()) {
    if (isObstacle(loo)) return { code: loo.code, reason: `row ${i}: ${loo.reason}` };
    hi[i] = loo.hi;
    lo[i] = loo.lo;
  }
  return sumOfSquares({ hi, lo }, scaled.weights);
}

function sign(value: DoubleDouble): number {
  return value.hi < 0 ? -1 : 1;
}
