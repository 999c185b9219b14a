import type { Problem } from '../contracts/problem.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import type { WeightedRows } from '../problem/weighted-rows.js';
import { sumOf } from '../sum-of.js';

/**
 * The rows of a problem, and below them a row e_j for each penalised coefficient, with target 0: the penalty as data.
 *
 * The added rows are reduced and curved like the others, so they weigh Σw instead of 1 under the reduction 'mean', and
 * 2/sup ρ″ times as much under a loss other than r²: then AᵀWA, times sup ρ″ and reduced, holds the penalty's Hessian.
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.7.2 (damped least squares).
 *
 * @param design A, n × p, row-major
 */
export function withPenaltyRows(problem: Problem, design: DoubleDoubleArray): WeightedRows {
  const { y, weights, penalty, loss, model } = problem;
  const columns = design.hi.length / y.length;
  const root = penalty?.root?.(columns, model.intercept ? 0 : -1);
  if (!root) return { design, targets: y, ...(weights && { weights }) };
  const penalised = [...root.entries()].filter(([, weight]) => weight > 0);
  const rows = y.length + penalised.length;
  const extended = doubleDoubleArray(rows * columns);
  extended.hi.set(design.hi);
  extended.lo.set(design.lo);
  const targets = new Float64Array(rows);
  targets.set(y);
  const allWeights = new Float64Array(rows).fill(1);
  if (weights) allWeights.set(weights);
  const divisor = loss.reduction === 'mean' ? sumOf(allWeights.subarray(0, y.length)) : 1;
  const rowWeight = (divisor * 2) / loss.maximalCurvature;
  for (const [k, [j, weight]] of penalised.entries()) {
    const row = y.length + k;
    extended.hi[row * columns + j] = weight;
    allWeights[row] = rowWeight;
  }
  return { design: extended, targets, weights: allWeights };
}
