/*
 * Bands around a fitted curve at new rows a(x) of the design, with S Sᵀ = (AᵀWA)⁻¹ and q the two-sided quantile of
 * Student's t with n − r degrees of freedom:
 *
 *     confidence  a·θ ± q s ‖aᵀS‖,        prediction  a·θ ± q s √(1 + ‖aᵀS‖²)   (an observation of weight 1),
 *
 * each at its level at each x by itself, not for all x at once.
 *
 * Source: Seber & Lee, Linear Regression Analysis (2nd ed., 2003), §5.3.1 and §5.4.
 */
import {
  at,
  curveAt,
  type DoubleDoubleArray,
  materialise,
  matrixProduct,
  type OptionKeys,
  type PointsInput,
  pointsOf,
  type Problem,
  refuseUnknownOptions,
  type Solution,
} from '@wellposed/core';
import { analyse, type Analysis } from './analysis.js';
import type { Band, Bands } from './bands-report.js';
import { checkLevel } from './check-fit.js';
import { estimability } from './estimability.js';
import { Notes } from './notes.js';
import { isObstacle, type Obstacle, outOfRange, type Quantity } from './obstacle.js';
import type { PerfectFitOptions } from './perfect-fit.js';
import { residualStandardDeviation } from './residual-standard-deviation.js';
import { squareRoot } from './square-root.js';
import { twoSidedQuantile } from './students-t.js';
import { rowProduct } from './user-root.js';

/** Settings of `bands`. */
export interface BandsOptions extends PerfectFitOptions {
  /** Level of both bands, in (0, 1); default 0.95. */
  readonly confidence?: number;
}

const optionKeys = { confidence: true, perfectFit: true } satisfies OptionKeys<BandsOptions>;

/**
 * The fitted curve with its confidence and prediction bands at new x.
 *
 * Both bands exist where `infer` has standard errors. In a rank-deficient fit the data determine the curve at some x
 * only (at those of the data, for one): a band that does not exist at one of the rows is undefined as a whole, and its
 * reason names these rows.
 *
 * @param problem as it was fitted
 * @param solution of that problem
 * @param x m rows of d numbers each, or m × d numbers row-major; numbers, or numbers in double-double such as `decimals` reads from text;
 *   for d = 1 also one number
 * @throws FitError 'INVALID_OPTION' when confidence is not in (0, 1), and for perfectFit; 'SHAPE_MISMATCH' when the solution does not
 *   belong to the problem or x is not m × d; 'INVALID_INPUT' and 'NON_FINITE_INPUT' for what is no finite number in x
 */
export function bands(problem: Problem, solution: Solution, x: PointsInput, options: BandsOptions = {}): Bands {
  refuseUnknownOptions(options, optionKeys, 'bands');
  const { confidence = 0.95 } = options;
  checkLevel('confidence', confidence);
  const inputs = pointsOf(x, problem.model.basis.variables);
  const analysis = analyse(problem, solution, options);
  const curve = curveAt(solution.working, inputs);
  const notes = new Notes();
  const fitted = allFinite([curve]) ? curve : notes.take<Float64Array>('fitted', outOfRange);
  const widths = halfWidths(analysis, inputs, curve.length, confidence);
  const band = (key: string, width: Quantity<Float64Array>): Band | undefined => {
    const found = isObstacle(width) ? width : around(curve, width);
    return notes.take(key, found);
  };
  if (widths.rows.length > 0) {
    for (const i of widths.rows) for (const key of ['confidence', 'prediction']) notes.take(key, notDetermined, i);
    return {
      level: confidence,
      fitted,
      confidence: undefined,
      prediction: undefined,
      reasons: notes.reasons(curve.length),
    };
  }
  return {
    level: confidence,
    fitted,
    confidence: band('confidence', widths.confidence),
    prediction: band('prediction', widths.prediction),
    reasons: notes.reasons(curve.length),
  };
}

/** Half the widths of both bands, m numbers each, and the rows at which they do not exist. */
interface HalfWidths {
  readonly confidence: Quantity<Float64Array>;
  readonly prediction: Quantity<Float64Array>;
  readonly rows: readonly number[];
}

const notDetermined: Obstacle = {
  code: 'NOT_ESTIMABLE',
  reason: 'the data do not determine the curve there: it takes part in a linear dependence of the columns',
};

function halfWidths(analysis: Analysis, x: DoubleDoubleArray, rows: number, confidence: number): HalfWidths {
  const { root, scaled, solution, obstacles } = analysis;
  const s = obstacles.noise ?? residualStandardDeviation(analysis);
  const obstacle = isObstacle(s) ? s : isObstacle(root) ? root : undefined;
  if (obstacle || isObstacle(s) || isObstacle(root)) {
    const none = obstacle ?? outOfRange;
    return { confidence: none, prediction: none, rows: [] };
  }
  const quantile = twoSidedQuantile(confidence, solution.degreesOfFreedom);
  const design = scaledDesign(materialise(solution.working.model, x, rows), scaled.columnScales);
  const indices = Array.from({ length: rows }, (_, i) => i);
  const projected = matrixProduct(design, root.matrix, { rows, inner: scaled.columns, columns: root.rank });
  const estimable = estimability(analysis, root)(design, rows);
  const length = (i: number): number => squareRoot(rowProduct(projected, root.rank, i, i)).hi / scaled.rootWeightScale;
  return {
    confidence: Float64Array.from(indices, (i) => quantile * s * length(i)),
    prediction: Float64Array.from(indices, (i) => quantile * s * Math.hypot(1, length(i))),
    rows: indices.filter((i) => !estimable[i]),
  };
}

/** Columns ÷ c. */
function scaledDesign(design: DoubleDoubleArray, columnScales: Float64Array): DoubleDoubleArray {
  const scale = (value: number, k: number): number => value / at(columnScales, k % columnScales.length);
  return { hi: design.hi.map(scale), lo: design.lo.map(scale) };
}

function around(curve: Float64Array, width: Float64Array): Quantity<Band> {
  const low = curve.map((value, i) => value - at(width, i));
  const high = curve.map((value, i) => value + at(width, i));
  return allFinite([low, high]) ? { low, high } : outOfRange;
}

function allFinite(arrays: readonly Float64Array[]): boolean {
  return arrays.every((array) => array.every(Number.isFinite));
}
