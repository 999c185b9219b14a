/*
 * The analysis of variance of a weighted linear fit of rank r to n observations, with an intercept (without one, ȳ = 0
 * and all 1s below are 0):
 *
 *     T = Σ w (y − ȳ)²   (n − 1),     R = Σ w r²   (n − r),     T − R   (r − 1),     F = ((T − R)/(r − 1)) / (R/(n − r)).
 *
 * All in double-double, so that neither R² near 0 nor near 1 loses digits.
 *
 * Source: Seber & Lee, Linear Regression Analysis (2nd ed., 2003), §4.3; for R² Kvålseth, "Cautionary note about R²",
 * Amer. Statist. 39 (1985) 279–285, R²₁ and R²₇, as R and NIST define it.
 */
import { at, DoubleDouble, type DoubleDoubleArray, doubleDoubleArray, type Problem } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { fTail } from './f-tail.js';
import { finiteQuantity, isObstacle, type Obstacle, type Quantity } from './obstacle.js';
import type { ScaledFit } from './scaled-fit.js';
import { difference, ratio, sumOfSquares, type SumOfSquares } from './sum-of-squares.js';

/** A row of the table, each quantity or what stands in its way. */
export interface VarianceRow {
  readonly degreesOfFreedom: number;
  readonly sumOfSquares: Quantity;
  readonly meanSquare: Quantity;
}

/** The table, and what is formed from it. */
export interface VarianceTable {
  readonly regression: VarianceRow;
  readonly residual: VarianceRow;
  readonly total: VarianceRow;
  readonly f: Quantity;
  readonly p: Quantity;
  readonly rSquared: Quantity;
  readonly adjustedRSquared: Quantity;
}

/** The table of a fit. R² and the sums describe the coefficients as they are, however they were found. */
export function anova(analysis: Analysis): VarianceTable {
  const { problem, solution, scaled, rank, theory, variance, noise } = analysis;
  const { observations, degreesOfFreedom } = solution;
  const intercept = Number(problem.model.intercept);
  const rest = analysis.residualSumOfSquares;
  const flat = constantResponse(scaled, problem.model.intercept);
  const total = flat ? { hi: 0, lo: 0, unit: 1 } : totalSumOfSquares(scaled, problem.model.intercept);
  const nested = theory ?? constraintsExcludeTheConstant(problem);
  const explained = nonNegative(difference(total, rest), nested);
  const [totalDegrees, modelDegrees] = [observations - intercept, Math.max(0, rank - intercept)];
  const row = (sum: SumOfSquares, degrees: number, obstacle: Obstacle | undefined): VarianceRow => ({
    degreesOfFreedom: degrees,
    sumOfSquares: inUnits(sum, 1, scaled),
    meanSquare: obstacle ?? inUnits(sum, degrees, scaled),
  });
  const noModel = modelDegrees > 0 ? undefined : noRegressors(intercept);
  const share = flat ?? ratio(explained, total);
  const f = nested ?? noModel ?? variance ?? flat ?? noise ?? quotient(explained, modelDegrees, rest, degreesOfFreedom);
  return {
    regression: row(explained, modelDegrees, nested ?? noModel),
    residual: row(rest, degreesOfFreedom, variance),
    total: row(total, totalDegrees, totalDegrees > 0 ? undefined : noVariation),
    f,
    p: isObstacle(f) ? f : finiteQuantity(fTail(f, modelDegrees, degreesOfFreedom)),
    rSquared: isObstacle(share) ? share : finiteQuantity(share.hi),
    adjustedRSquared:
      nested ??
      variance ??
      flat ??
      finiteQuantity(adjusted(ratio(rest, total).multiply(totalDegrees).divide(degreesOfFreedom))),
  };
}

/** F = (a/j) / (b/k) with b > 0. */
export function quotient(a: SumOfSquares, j: number, b: SumOfSquares, k: number): Quantity {
  return finiteQuantity(ratio(a, b).multiply(k).divide(j).hi);
}

/** 1 − q. */
function adjusted(q: DoubleDouble): number {
  return new DoubleDouble(1).add(-q.hi, -q.lo).hi;
}

const noVariation: Obstacle = {
  code: 'NO_DEGREES_OF_FREEDOM',
  reason: 'a single observation does not vary',
};

function noRegressors(intercept: number): Obstacle {
  const beside = intercept === 1 ? ' beside its intercept' : '';
  return { code: 'NO_REGRESSORS', reason: `the model has no free coefficient${beside}: there is nothing to test` };
}

/** What explains less than nothing by rounding only, explains nothing. */
function nonNegative(sum: SumOfSquares, obstacle: Obstacle | undefined): SumOfSquares {
  return obstacle === undefined && sum.hi < 0 ? { hi: 0, lo: 0, unit: sum.unit } : sum;
}

/** sum · ω t² / degrees, with its overflow told; in an order that overflows only when the result does. */
export function inUnits(sum: SumOfSquares, degrees: number, { targetScale, rootWeightScale }: ScaledFit): Quantity {
  const value = new DoubleDouble(sum.hi, sum.lo).divide(degrees).hi;
  const factor = sum.unit * rootWeightScale * targetScale;
  return finiteQuantity(value * factor * factor);
}

/** That y does not vary (without an intercept: is zero); undefined when it does. Rows of weight zero do not count. */
function constantResponse({ targets, weights }: ScaledFit, intercept: boolean): Obstacle | undefined {
  const first = intercept ? targets.hi.findIndex((_, i) => !weights || at(weights.hi, i) > 0) : -1;
  const [hi, lo] = first < 0 ? [0, 0] : [at(targets.hi, first), at(targets.lo, first)];
  const varies = targets.hi.some(
    (value, i) => (!weights || at(weights.hi, i) > 0) && (value !== hi || at(targets.lo, i) !== lo),
  );
  if (varies) return undefined;
  const reason = intercept ? 'y does not vary: there is nothing to explain' : 'y is zero: there is nothing to explain';
  return { code: 'CONSTANT_RESPONSE', reason };
}

/** Σ w̄ (ȳ − mean)², or Σ w̄ ȳ². The mean is in double-double: rounded, its error would enter every deviation. */
function totalSumOfSquares({ rows, targets, weights }: ScaledFit, intercept: boolean): SumOfSquares {
  if (!intercept) return sumOfSquares(targets, weights);
  const mean = new DoubleDouble();
  const total = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    const [hi, lo] = weights ? [at(weights.hi, i), at(weights.lo, i)] : [1, 0];
    mean.addProduct(hi, lo, at(targets.hi, i), at(targets.lo, i));
    total.add(hi, lo);
  }
  mean.divide(total.hi, total.lo);
  const deviations: DoubleDoubleArray = doubleDoubleArray(rows);
  const deviation = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    deviation.set(at(targets.hi, i), at(targets.lo, i)).add(-mean.hi, -mean.lo);
    deviations.hi[i] = deviation.hi;
    deviations.lo[i] = deviation.lo;
  }
  return sumOfSquares(deviations, weights);
}

/**
 * T − R is what the model explains only if the model with which T compares (any constant; without an intercept: zero)
 * is a case of it. Equality constraints exclude that, unless they bind only the other coefficients, at zero.
 */
function constraintsExcludeTheConstant({ constraints, model }: Problem): Obstacle | undefined {
  const admitted = (constraints ?? []).every((constraint) => {
    const isZero = at(constraint.value.hi, 0) === 0 && at(constraint.value.lo, 0) === 0;
    if (!model.intercept) return isZero;
    const free = 'at' in constraint ? constraint.derivative === 1 : at(constraint.coefficients.hi, 0) === 0;
    return isZero && free;
  });
  if (admitted) return undefined;
  const simpler = model.intercept ? 'the model that is constant in x' : 'the model that is zero';
  return {
    code: 'EQUALITY_CONSTRAINTS',
    reason: `the constraints exclude ${simpler}, which the analysis of variance compares with`,
  };
}
