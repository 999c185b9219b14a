/*
 * What a fit is compared with in R² and F: the weighted mean of y when the model contains the constant functions, zero when it
 * does not. However it is spelled (an intercept, a column of ones, dummies that add up to one; an intercept that a
 * constraint binds), the same model has the same R².
 *
 * The fitted values that the model admits, at the rows, are an affine set; its directions are the range of X, Xᵀ W X = I.
 * Constants belong to it iff 1 is in that range: with z = S XᵀW 1, iff
 *
 *     ‖√W (1 − A z)‖ ≤ u ‖√W |A||z|‖ + (‖F‖ + n ε) ‖√W 1‖,
 *
 * what rounding of the columns to float64 can leave, and that of the projection. F compares with a case of the model iff the set
 * contains 0, that is iff the fitted values are in the range too: equality constraints may exclude that.
 *
 * Source: as R's `summary.lm` decides by the intercept, and statsmodels' `hasconst` by the rank of [A, 1].
 */
import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  fromFloat64,
  type Problem,
  U,
  U_EXTENDED,
} from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { coefficientsFor, type ExactRoot } from './exact-root.js';
import { isObstacle, type Obstacle } from './obstacle.js';
import { fittedOf, type ScaledFit } from './scaled-fit.js';
import { rootOf, sumOfSquares } from './sum-of-squares.js';

/** What a model is compared with. */
export interface Baseline {
  readonly about: 'mean' | 'zero';
  /** That it is no case of the model, so that what the model explains beyond it cannot be tested. */
  readonly excluded: Obstacle | undefined;
}

/** The baseline of a fit; without X as far as the spelling of its model tells. */
export function baselineOf({ problem, scaled, root }: Analysis): Baseline {
  const { model, constraints = [] } = problem;
  const ones = fromFloat64(new Float64Array(scaled.rows).fill(1));
  if (isObstacle(root)) {
    const about = saysConstant(problem, scaled) ? 'mean' : 'zero';
    return {
      about,
      excluded: excludedIf(
        constraints.some((each) => !isZero(each.value)),
        about,
      ),
    };
  }
  const free = model.intercept && constraints.length === 0;
  const about = free || isInRange(ones, scaled, root) ? 'mean' : 'zero';
  const excluded = constraints.length > 0 && !isInRange(fittedOf(scaled), scaled, root);
  return { about, excluded: excludedIf(excluded, about) };
}

function excludedIf(excluded: boolean, about: Baseline['about']): Obstacle | undefined {
  if (!excluded) return undefined;
  const simpler = about === 'mean' ? 'the model that is constant in x' : 'the model that is zero';
  return {
    code: 'EQUALITY_CONSTRAINTS',
    reason: `the constraints exclude ${simpler}, which the analysis of variance compares with`,
  };
}

/** Whether a vector (n numbers) is in the range of X but for the rounding of its columns. */
function isInRange(vector: DoubleDoubleArray, scaled: ScaledFit, root: ExactRoot): boolean {
  const { rows, columns, design, weights } = scaled;
  const z = coefficientsFor(vector, scaled, root);
  const sum = new DoubleDouble();
  const rest = doubleDoubleArray(rows);
  const sizes = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    sum.set(at(vector.hi, i), at(vector.lo, i));
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j;
      sum.addProduct(-at(design.hi, k), -at(design.lo, k), at(z.hi, j), at(z.lo, j));
      sizes[i] = at(sizes, i) + Math.abs(at(design.hi, k) * at(z.hi, j));
    }
    rest.hi[i] = sum.hi;
    rest.lo[i] = sum.lo;
  }
  const norm = (values: DoubleDoubleArray): number => rootOf(sumOfSquares(values, weights));
  const projection = (root.relativeError + rows * U_EXTENDED) * norm(vector);
  return norm(rest) <= U * norm(fromFloat64(sizes)) + projection;
}

/** Whether there is an intercept that no constraint binds, or a column that is constant at the rows that count. */
function saysConstant({ model, constraints = [] }: Problem, { rows, columns, design, weights }: ScaledFit): boolean {
  if (model.intercept) {
    return constraints.every((each) =>
      'at' in each
        ? each.derivative === 1
        : isZero({ hi: each.coefficients.hi.subarray(0, 1), lo: each.coefficients.lo }),
    );
  }
  if (constraints.length > 0) return false;
  const counted = Array.from({ length: rows }, (_, i) => i).filter((i) => !weights || at(weights.hi, i) > 0);
  const [first = 0] = counted;
  return Array.from({ length: columns }, (_, j) => j).some((j) => {
    const value = at(design.hi, first * columns + j);
    return value !== 0 && counted.every((i) => at(design.hi, i * columns + j) === value);
  });
}

function isZero({ hi, lo }: DoubleDoubleArray): boolean {
  return at(hi, 0) === 0 && at(lo, 0) === 0;
}
