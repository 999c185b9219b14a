/*
 * What all statistics of a fit rest on: residuals of the least-squares solution in double-double, their sum of squares,
 * and the exact S.
 *
 * The coefficients of a solution can be rounded (to float64, where nothing refined them), its residuals with them. With
 * X of `exactRoot` one projection removes what is left in the range of the design: r ← r − X XᵀW r. What cannot be
 * removed is the rounding of r itself, at most 2 (p + 2) 2⁻¹⁰¹ (|y| + |A||θ|) for each, features included.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1 (rounding of inner products) and §20.2
 * (of a solver).
 */
import { at, DoubleDouble, type DoubleDoubleArray, type Problem, type Solution, U, U_EXTENDED } from '@wellposed/core';
import { checkFit } from './check-fit.js';
import { exactRoot, type ExactRoot } from './exact-root.js';
import { isObstacle, type Obstacle, type Quantity } from './obstacle.js';
import { obstacleToTheory, obstacleToVariance } from './obstacle-to-theory.js';
import { scaledFit, type ScaledFit } from './scaled-fit.js';
import { ratio, sumOfSquares, type SumOfSquares } from './sum-of-squares.js';

/** A fit, analysed once for all statistics. */
export interface Analysis {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly scaled: ScaledFit;
  /** Rank of the fit: observations − degrees of freedom. */
  readonly rank: number;
  /** Why the theory does not hold; undefined when it does. */
  readonly theory: Obstacle | undefined;
  /** Why σ² cannot be estimated: the theory, or no degrees of freedom; undefined when it can. */
  readonly variance: Obstacle | undefined;
  /** Why the residuals say nothing about the noise although the theory holds; undefined when they do. */
  readonly noise: Obstacle | undefined;
  readonly root: Quantity<ExactRoot>;
  /** r / t in double-double, n numbers. */
  readonly residuals: DoubleDoubleArray;
  /** Σ w r² / (ω t²). */
  readonly residualSumOfSquares: SumOfSquares;
  /** Bound on the rounding of √W r relative to ‖√W r‖₂; Infinity or NaN for residuals that are all 0. */
  readonly relativeRounding: number;
}

/** @throws FitError 'SHAPE_MISMATCH' when the solution does not belong to the problem. */
export function analyse(problem: Problem, solution: Solution): Analysis {
  checkFit(problem, solution);
  const scaled = scaledFit(problem, solution);
  const theory = obstacleToTheory(problem, solution);
  const root = theory ?? rootOf(solution, scaled);
  if (!isObstacle(root)) removeRange(scaled.residuals, root, scaled.weights);
  const residualSumOfSquares = sumOfSquares(scaled.residuals, scaled.weights);
  const relativeRounding = roundingOf(scaled, residualSumOfSquares, isObstacle(root) ? solution : undefined);
  return {
    ...{ problem, solution, scaled, root, residualSumOfSquares, relativeRounding, theory },
    rank: solution.observations - solution.degreesOfFreedom,
    variance: theory ?? obstacleToVariance(solution),
    noise: !(relativeRounding < 1)
      ? {
          code: 'RESIDUALS_ARE_ROUNDING',
          reason: 'the residuals are no larger than rounding can make them: the fit is exact, as far as can be told',
        }
      : undefined,
    residuals: scaled.residuals,
  };
}

function rootOf({ working: { inverseRoot } }: Solution, scaled: ScaledFit): Quantity<ExactRoot> {
  if (inverseRoot) return exactRoot(scaled, inverseRoot);
  return { code: 'NO_FACTORIZATION', reason: 'the fit had no factorisation of the design at hand' };
}

/** r ← r − X XᵀW r in place, for the rows of positive weight. */
function removeRange(residuals: DoubleDoubleArray, { rows, rank }: ExactRoot, weights?: DoubleDoubleArray): void {
  const term = new DoubleDouble();
  const moments = Array.from({ length: rank }, () => new DoubleDouble());
  for (let i = 0; i < residuals.hi.length; i++) {
    if (weights && at(weights.hi, i) === 0) continue;
    term.set(at(residuals.hi, i), at(residuals.lo, i));
    if (weights) term.multiply(at(weights.hi, i), at(weights.lo, i));
    for (const [k, moment] of moments.entries()) {
      moment.addProduct(term.hi, term.lo, at(rows.hi, i * rank + k), at(rows.lo, i * rank + k));
    }
  }
  for (let i = 0; i < residuals.hi.length; i++) {
    if (weights && at(weights.hi, i) === 0) continue;
    term.set(at(residuals.hi, i), at(residuals.lo, i));
    for (const [k, moment] of moments.entries()) {
      term.addProduct(-at(rows.hi, i * rank + k), -at(rows.lo, i * rank + k), moment.hi, moment.lo);
    }
    residuals.hi[i] = term.hi;
    residuals.lo[i] = term.lo;
  }
}

/**
 * What rounding can be in √W r, relative to its norm: that of double-double, and without a projection that of the
 * solver.
 *
 * @param unprojected the solution when its residuals were not projected
 */
function roundingOf(
  { rows, columns, weights, magnitudes }: ScaledFit,
  residual: SumOfSquares,
  unprojected: Solution | undefined,
): number {
  const zeros = new Float64Array(rows);
  const magnitude = sumOfSquares({ hi: magnitudes, lo: zeros }, weights);
  const rounding = 2 * (columns + 2) * U_EXTENDED;
  // A backward-stable solver moves the fitted values by √p (n + p + 2) u of the same sizes (Higham 2002, §20.2).
  const solver = unprojected
    ? Math.sqrt(columns) * (rows + columns + 2) * (unprojected.certificate?.unitRoundoff ?? U)
    : 0;
  return (rounding + solver) * Math.sqrt(ratio(magnitude, residual).hi);
}
