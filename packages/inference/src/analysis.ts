/*
 * What all statistics of a fit rest on: the residuals r = y − A θ of the coefficients as they are, in double-double, their sum of
 * squares, the exact S, and how far all that can be trusted. With X of `exactRoot`, XᵀW X = I, and m = XᵀW r:
 *
 *     E = ‖√W e‖   with |eᵢ| ≤ 2 (p + 2) ε (|yᵢ| + |aᵢ||θ|), ε = 2⁻¹⁰¹: what rounding can be in √W r,
 *     ‖m‖ = ‖√W A (θ − θ*)‖: how far the coefficients are from the least-squares solution θ*,
 *     Σ w r² = Σ w r*² + ‖m‖²,
 *
 * so that s is off by E/‖√W r‖ and ½ (‖m‖/‖√W r‖)², relatively, and θⱼ by at most ‖m‖/s standard errors.
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1 (rounding of inner products) and §20.2
 * (of a solver).
 */
import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  fromFloat64,
  type Problem,
  type Solution,
  U,
  U_EXTENDED,
} from '@wellposed/core';
import { checkFit } from './check-fit.js';
import { exactRoot, type ExactRoot, momentsOf } from './exact-root.js';
import { isObstacle, LARGEST_ERROR, type Obstacle, type Quantity } from './obstacle.js';
import { obstacleToTheory, obstacleToVariance } from './obstacle-to-theory.js';
import { dataRounding, type PerfectFitOptions, withholdsPerfectFit } from './perfect-fit.js';
import { scaledFit, type ScaledFit } from './scaled-fit.js';
import { rootOf, sumOfSquares, type SumOfSquares } from './sum-of-squares.js';

/** A fit, analysed once for all statistics. */
export interface Analysis {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly scaled: ScaledFit;
  /** Rank of the fit: observations − degrees of freedom. */
  readonly rank: number;
  readonly root: Quantity<ExactRoot>;
  /** m = XᵀW r, one number for each column of X; none without X. */
  readonly moments: DoubleDoubleArray;
  /** Σ w r² / (ω t²). */
  readonly residualSumOfSquares: SumOfSquares;
  /** E, in the units of the scaled fit. */
  readonly rounding: number;
  /** Whether the residuals of least squares, with degrees of freedom left, are no larger than the rounding of the data. */
  readonly perfect: boolean;
  /** ‖√W r‖ up to which residuals are taken for the rounding of the data, not for noise: 0 when that is not asked for. */
  readonly noiseFloor: number;
  /** What stands in the way, each undefined when nothing does; what stands in the way of one does so of those below. */
  readonly obstacles: Obstacles;
}

/** Obstacles by what they are in the way of. */
interface Obstacles {
  /** The distribution theory of least squares. */
  readonly theory: Obstacle | undefined;
  /** σ² as a quantity: the theory, or no degrees of freedom. */
  readonly variance: Obstacle | undefined;
  /** Σ w r² as a number, whatever it means: rounding is not far below it. Not in the way of the theory. */
  readonly sum: Obstacle | undefined;
  /** s as a measure of noise, and with it standard errors. */
  readonly noise: Obstacle | undefined;
  /** Quotients by s: t, F, likelihoods. */
  readonly tests: Obstacle | undefined;
}

/**
 * @throws FitError 'SHAPE_MISMATCH' when the solution does not belong to the problem; 'INVALID_OPTION' for perfectFit
 */
export function analyse(problem: Problem, solution: Solution, options: PerfectFitOptions = {}): Analysis {
  const withholds = withholdsPerfectFit(options);
  checkFit(problem, solution);
  const scaled = scaledFit(problem, solution);
  const theory = obstacleToTheory(problem, solution);
  const root = theory ?? exactRootOf(solution, scaled);
  const moments = isObstacle(root) ? doubleDoubleArray(0) : momentsOf(scaled.residuals, scaled.weights, root);
  const residualSumOfSquares = sumOfSquares(scaled.residuals, scaled.weights);
  const rounding = normOf(scaled, residualRounding(scaled));
  const size = rootOf(residualSumOfSquares);
  const variance = theory ?? obstacleToVariance(solution);
  const ofData = variance ? 0 : dataRounding(problem, solution, scaled, isObstacle(root) ? undefined : root);
  const perfect = variance === undefined && size <= ofData + rounding;
  const rounded = 2 * rounding > LARGEST_ERROR * size ? residualsAreRounding : undefined;
  const sum = rounded && !isExactByRow(scaled) ? rounded : undefined;
  const distance = isObstacle(root) ? alongColumns(scaled) : Math.hypot(...moments.hi);
  const solver = isObstacle(root) ? obstacleOfSolver(solution, scaled, size) : undefined;
  const unconverged = obstacleToConvergence(distance, { size, rounding, ofData }) ?? solver;
  const noise = variance ?? (perfect && withholds ? perfectFit : (unconverged ?? sum));
  return {
    ...{ problem, solution, scaled, root, moments, residualSumOfSquares, rounding, perfect },
    noiseFloor: withholds ? ofData : 0,
    rank: solution.observations - solution.degreesOfFreedom,
    obstacles: { theory, variance, sum, noise, tests: noise ?? rounded },
  };
}

const residualsAreRounding: Obstacle = {
  code: 'RESIDUALS_ARE_ROUNDING',
  reason: 'the residuals are not far above what the rounding of the computation can make them',
};
const perfectFit: Obstacle = {
  code: 'PERFECT_FIT',
  reason:
    "the residuals are no larger than the rounding of the data, and so no noise; perfectFit: 'report' (--perfect-fit report) gives it all the same",
};

function exactRootOf({ working: { inverseRoot } }: Solution, scaled: ScaledFit): Quantity<ExactRoot> {
  if (inverseRoot) return exactRoot(scaled, inverseRoot);
  return { code: 'NO_FACTORIZATION', reason: 'the fit had no factorisation of the design at hand' };
}

/** The residuals of the least-squares solution, r − X m, n numbers; rows of weight zero keep theirs. */
export function leastSquaresResiduals({ scaled, moments }: Analysis, { rows, rank }: ExactRoot): DoubleDoubleArray {
  const { residuals, weights } = scaled;
  const hi = residuals.hi.slice();
  const lo = residuals.lo.slice();
  const rest = new DoubleDouble();
  for (let i = 0; i < hi.length; i++) {
    if (weights && at(weights.hi, i) === 0) continue;
    rest.set(at(hi, i), at(lo, i));
    for (let k = 0; k < rank; k++) {
      rest.addProduct(-at(rows.hi, i * rank + k), -at(rows.lo, i * rank + k), at(moments.hi, k), at(moments.lo, k));
    }
    hi[i] = rest.hi;
    lo[i] = rest.lo;
  }
  return { hi, lo };
}

/** Bounds on the rounding of each residual: of sums of p + 2 terms, and what underflow can take from each. */
export function residualRounding({ rows, columns, magnitudes, design, theta }: ScaledFit): Float64Array {
  const coefficients = theta.hi.reduce((sum, value) => sum + Math.abs(value), 1);
  return Float64Array.from({ length: rows }, (_, i) => {
    let row = 0;
    for (let k = i * columns; k < (i + 1) * columns; k++) row += Math.abs(at(design.hi, k));
    const underflow = 2 * (columns + 2) * Number.MIN_VALUE * (coefficients + row);
    return 2 * (columns + 2) * U_EXTENDED * at(magnitudes, i) + underflow;
  });
}

/** ‖√W v‖₂. */
function normOf({ weights }: ScaledFit, values: Float64Array): number {
  return rootOf(sumOfSquares(fromFloat64(values), weights));
}

/** Whether every residual is no more than the rounding of its own terms: then they are 0, as far as can be told. */
function isExactByRow(scaled: ScaledFit): boolean {
  const bounds = residualRounding(scaled);
  const { residuals, weights } = scaled;
  return residuals.hi.every(
    (value, i) => (weights && at(weights.hi, i) === 0) === true || Math.abs(value) <= at(bounds, i),
  );
}

/** Without X: the largest |aⱼᵀW r| / ‖√W aⱼ‖, which ‖√W A (θ − θ*)‖ is no less than. */
function alongColumns({ rows, columns, design, residuals, weights }: ScaledFit): number {
  let largest = 0;
  for (let j = 0; j < columns; j++) {
    let squares = 0;
    const moment = new DoubleDouble();
    for (let i = 0; i < rows; i++) {
      const weight = weights ? at(weights.hi, i) : 1;
      if (weight === 0) continue;
      const value = at(design.hi, i * columns + j);
      squares += (Math.sqrt(weight) * value) ** 2;
      moment.addProduct(at(residuals.hi, i) * weight, 0, value, 0);
    }
    if (squares > 0) largest = Math.max(largest, Math.abs(moment.hi) / Math.sqrt(squares));
  }
  return largest;
}

/** That s measures how far the coefficients are from the solution: (‖m‖/‖√W r‖)² leaves it fewer than half its digits. */
function obstacleToConvergence(
  distance: number,
  { size, rounding, ofData }: { readonly size: number; readonly rounding: number; readonly ofData: number },
): Obstacle | undefined {
  if (!(distance > Math.sqrt(LARGEST_ERROR) * size && distance > rounding)) return undefined;
  const share = Math.min(1, distance / size);
  const least = Math.sqrt(Math.max(0, (size - distance) * (size + distance)));
  const perfect = least <= ofData ? ' (which is a perfect fit)' : '';
  return {
    code: 'NOT_AT_THE_MINIMUM',
    reason: `the distance from the least-squares solution${perfect} is ${share.toPrecision(2)} of the residuals, which are thus no noise: refine the fit, or let the descent converge further`,
  };
}

/**
 * Without X nothing tells what the solver has left: a backward-stable one moves the fitted values by √p (n + p + 2) u of
 * the sizes of their terms (Higham 2002, §20.2).
 */
function obstacleOfSolver({ certificate }: Solution, scaled: ScaledFit, size: number): Obstacle | undefined {
  const { rows, columns, magnitudes } = scaled;
  const relative = Math.sqrt(columns) * (rows + columns + 2) * (certificate?.unitRoundoff ?? U);
  return size > relative * normOf(scaled, magnitudes) ? undefined : residualsAreRounding;
}
