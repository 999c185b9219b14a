/*
 * The analysis of variance of a weighted linear fit of rank r to n observations, of a model that contains the constants (of
 * another one, ȳ = 0 and all 1s below are 0; `baseline.ts` decides):
 *
 *     T = Σ w (y − ȳ)²   (n − 1),     R = Σ w r²   (n − r),     T − R   (r − 1),     F = ((T − R)/(r − 1)) / (R/(n − r)).
 *
 * All in double-double, so that neither R² near 0 nor near 1 loses digits, with bounds on what rounding leaves: what has
 * fewer than half its digits is not given.
 *
 * Source: Seber & Lee, Linear Regression Analysis (2nd ed., 2003), §4.3; for R² Kvålseth, "Cautionary note about R²",
 * Amer. Statist. 39 (1985) 279–285, R²₁ and R²₇, as R and NIST define it.
 */
import { at, DoubleDouble, type DoubleDoubleArray, doubleDoubleArray, U } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { type Baseline, baselineOf } from './baseline.js';
import { fTail } from './f-tail.js';
import {
  finiteQuantity,
  isObstacle,
  LARGEST_ERROR,
  type Obstacle,
  positiveQuantity,
  type Quantity,
  scaledQuantity,
  tooFewDigits,
} from './obstacle.js';
import type { ScaledFit } from './scaled-fit.js';
import { difference, ratio, rootOf, sumOfSquares, type SumOfSquares } from './sum-of-squares.js';

/** A row of the table, each quantity or what stands in its way. */
export interface VarianceRow {
  readonly degreesOfFreedom: number;
  readonly sumOfSquares: Quantity;
  readonly meanSquare: Quantity;
}

/** The table, and what is formed from it. */
export interface VarianceTable {
  readonly about: Baseline['about'];
  readonly regression: VarianceRow;
  readonly residual: VarianceRow;
  readonly total: VarianceRow;
  readonly f: Quantity;
  readonly p: Quantity;
  readonly rSquared: Quantity;
  readonly rSquaredAboutMean: Quantity;
  readonly rSquaredAboutZero: Quantity;
  readonly adjustedRSquared: Quantity;
}

/** The table of a fit. R² and the sums describe the coefficients as they are, however they were found. */
export function anova(analysis: Analysis): VarianceTable {
  const { solution, scaled, rank, obstacles, residualSumOfSquares: rest } = analysis;
  const { theory, variance, sum, tests } = obstacles;
  const { observations, degreesOfFreedom } = solution;
  const { about, excluded } = baselineOf(analysis);
  const constants = about === 'mean' ? 1 : 0;
  const shares = { mean: shareOf(analysis, 'mean'), zero: shareOf(analysis, 'zero') };
  const { total, explained, flat, rSquared } = shares[about];
  const nested = theory ?? excluded;
  const [totalDegrees, modelDegrees] = [observations - constants, Math.max(0, rank - constants)];
  const row = (of: Measured, degrees: number, obstacle?: Obstacle, unknown?: Obstacle): VarianceRow => ({
    degreesOfFreedom: degrees,
    sumOfSquares: unknown ?? resolved(of.relativeError, inUnits(of, 1, scaled)),
    meanSquare: obstacle ?? unknown ?? resolved(of.relativeError, inUnits(of, degrees, scaled)),
  });
  const noModel = modelDegrees > 0 ? undefined : noRegressors(about);
  const obstacle = nested ?? noModel ?? variance ?? flat ?? tests;
  const f = obstacle ?? resolved(explained.relativeError, quotient(explained, modelDegrees, rest, degreesOfFreedom));
  const unexplained = flat ? new DoubleDouble() : ratio(rest, total).multiply(totalDegrees).divide(degreesOfFreedom);
  return {
    about,
    regression: row(explained, modelDegrees, nested ?? noModel),
    residual: row({ ...rest, relativeError: 0 }, degreesOfFreedom, variance, sum),
    total: row(total, totalDegrees, totalDegrees > 0 ? undefined : noVariation),
    f,
    p: isObstacle(f) ? f : positiveQuantity(fTail(f, modelDegrees, degreesOfFreedom)),
    rSquared,
    rSquaredAboutMean: shares.mean.rSquared,
    rSquaredAboutZero: shares.zero.rSquared,
    adjustedRSquared:
      nested ?? variance ?? flat ?? oneMinus(unexplained, shares[about].error, totalDegrees / degreesOfFreedom),
  };
}

/** F = (a/j) / (b/k) with b > 0. */
export function quotient(a: SumOfSquares, j: number, b: SumOfSquares, k: number): Quantity {
  return finiteQuantity(ratio(a, b).multiply(k).divide(j).hi);
}

/** sum · ω t² / degrees, with its overflow and underflow told. */
export function inUnits(sum: SumOfSquares, degrees: number, { targetScale, rootWeightScale }: ScaledFit): Quantity {
  const value = new DoubleDouble(sum.hi, sum.lo).divide(degrees).hi;
  return scaledQuantity(value, sum.unit, sum.unit, rootWeightScale, rootWeightScale, targetScale, targetScale);
}

/** A sum of squares with a bound on its relative error. */
interface Measured extends SumOfSquares {
  readonly relativeError: number;
}

/** How much of the variation about the mean or about zero a fit explains. */
interface Share {
  readonly total: Measured;
  readonly explained: Measured;
  readonly rSquared: Quantity;
  /** Bound on the absolute error of R/T. */
  readonly error: number;
  /** That there is no variation. */
  readonly flat: Obstacle | undefined;
}

/**
 * T, T − R and R². With E of `analysis.ts` and T of relative error τ, (T − R)/T is off by τ + 2 (E/√T)(√R/√T) + (E/√T)² at
 * most; an explained sum that is no more than that is nothing.
 */
function shareOf(
  { scaled, residualSumOfSquares: rest, rounding, obstacles }: Analysis,
  about: Baseline['about'],
): Share {
  const flat = constantResponse(scaled, about);
  if (flat) {
    const nothing = { hi: 0, lo: 0, unit: 1, relativeError: 0 };
    const explained = obstacles.theory ? { ...difference(nothing, rest), relativeError: 0 } : nothing;
    return { total: nothing, explained, rSquared: flat, error: 0, flat };
  }
  const total = totalSumOfSquares(scaled, about);
  const size = rootOf(total);
  const q = rounding / size;
  const error = total.relativeError + 2 * q * (rootOf(rest) / size) + q * q;
  const gain = difference(total, rest);
  const share = ratio(gain, total).hi;
  const nothing = Math.abs(share) <= error && error <= U;
  const explained = nothing
    ? { hi: 0, lo: 0, unit: total.unit, relativeError: 0 }
    : { ...gain, relativeError: error / Math.abs(share) + total.relativeError };
  return { total, explained, rSquared: nothing ? 0 : oneMinus(ratio(rest, total), error, 1), error, flat };
}

/** 1 − q for a q of absolute error `error` · factor: to half its digits, or to the rounding of what it is a difference of. */
function oneMinus(q: DoubleDouble, error: number, factor: number): Quantity {
  const value = new DoubleDouble(1).add(-q.hi, -q.lo).hi;
  const absolute = error * factor;
  if (absolute > LARGEST_ERROR * Math.abs(value) && absolute > U * Math.max(1, q.hi)) return tooFewDigits;
  return finiteQuantity(value);
}

function resolved(relativeError: number, quantity: Quantity): Quantity {
  return relativeError > LARGEST_ERROR ? tooFewDigits : quantity;
}

const noVariation: Obstacle = {
  code: 'NO_DEGREES_OF_FREEDOM',
  reason: 'a single observation does not vary',
};

function noRegressors(about: Baseline['about']): Obstacle {
  const beside = about === 'mean' ? ' beside its constant' : '';
  return { code: 'NO_REGRESSORS', reason: `the model has no free coefficient${beside}: there is nothing to test` };
}

/** That y does not vary, or is zero; undefined when it does not. Rows of weight zero do not count. */
function constantResponse({ targets, weights }: ScaledFit, about: Baseline['about']): Obstacle | undefined {
  const first = about === 'mean' ? targets.hi.findIndex((_, i) => !weights || at(weights.hi, i) > 0) : -1;
  const [hi, lo] = first < 0 ? [0, 0] : [at(targets.hi, first), at(targets.lo, first)];
  const varies = targets.hi.some(
    (value, i) => (!weights || at(weights.hi, i) > 0) && (value !== hi || at(targets.lo, i) !== lo),
  );
  if (varies) return undefined;
  const reason =
    about === 'mean' ? 'y does not vary: there is nothing to explain' : 'y is zero: there is nothing to explain';
  return { code: 'CONSTANT_RESPONSE', reason };
}

/**
 * Σ w̄ (ȳ − mean)², or Σ w̄ ȳ².
 *
 * About the mean, y is taken less that of the heaviest row, which costs no digit, d = y − y₀, and then less the mean of d, in
 * double-double: so a row that outweighs all others, whose deviation is nearly 0, does not drown theirs in its rounding.
 * The mean is off by (n + 8) 8u² of that of |d|, thus √W (d − mean) by so much of ‖√W d‖.
 */
function totalSumOfSquares({ rows, targets, weights }: ScaledFit, about: Baseline['about']): Measured {
  const ofSum = (rows + 20) * 3 * U * U;
  if (about === 'zero') return { ...sumOfSquares(targets, weights), relativeError: ofSum };
  const heaviest = weights ? weights.hi.reduce((best, value, i) => (value > at(weights.hi, best) ? i : best), 0) : 0;
  const deviations: DoubleDoubleArray = doubleDoubleArray(rows);
  const deviation = new DoubleDouble();
  const mean = new DoubleDouble();
  const total = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    const [hi, lo] = weights ? [at(weights.hi, i), at(weights.lo, i)] : [1, 0];
    if (hi === 0) continue;
    deviation.set(at(targets.hi, i), at(targets.lo, i)).add(-at(targets.hi, heaviest), -at(targets.lo, heaviest));
    deviations.hi[i] = deviation.hi;
    deviations.lo[i] = deviation.lo;
    mean.addProduct(hi, lo, deviation.hi, deviation.lo);
    total.add(hi, lo);
  }
  const size = rootOf(sumOfSquares(deviations, weights));
  mean.divide(total.hi, total.lo);
  for (let i = 0; i < rows; i++) {
    deviation.set(at(deviations.hi, i), at(deviations.lo, i)).add(-mean.hi, -mean.lo);
    deviations.hi[i] = deviation.hi;
    deviations.lo[i] = deviation.lo;
  }
  const sum = sumOfSquares(deviations, weights);
  const q = ((rows + 8) * 8 * U * U * size) / rootOf(sum);
  return { ...sum, relativeError: 2 * q + q * q + ofSum };
}
