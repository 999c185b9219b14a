import { at } from '../at.js';
import type { Problem } from '../contracts/problem.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { powerOfTwo } from '../power-of-two.js';
import type { WeightedRows } from '../problem/weighted-rows.js';

/**
 * The rows of a problem, and below them a row √dⱼ eⱼ for each penalised coefficient, with target 0: the penalty as data.
 *
 * The added rows are reduced and curved like the others, so dⱼ is multiplied by Σw under the reduction 'mean', and by
 * 2/sup ρ″ under a loss other than r²: then AᵀWA, times sup ρ″ and reduced, holds the penalty's Hessian. The factor is
 * a power of two, the weight of the row, times one in [1, 4) ÷ sup ρ″, which goes under the root. All of it is in
 * double-double: a root rounded to float64 would be that of another λ.
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §2.7.2 (damped least squares).
 *
 * @param design A, n × p, row-major
 * @param errors bounds on the absolute errors of its entries; absent: 0
 */
export function withPenaltyRows(problem: Problem, design: DoubleDoubleArray, errors?: Float64Array): WeightedRows {
  const { y, weights, low, penalty, loss, model } = problem;
  const columns = design.hi.length / y.length;
  const diagonal = penalty?.diagonal?.(columns, model.intercept ? 0 : -1);
  if (!diagonal) {
    return {
      design,
      ...(errors && { designErrors: errors }),
      ...paddedTargets({ hi: y, lo: low?.y }, y.length),
      ...(weights && { weights }),
      ...(weights && low?.weights && { weightsLow: low.weights }),
    };
  }
  const penalised = [...diagonal.entries()].filter(([, square]) => square > 0);
  const rows = y.length + penalised.length;
  const extended = doubleDoubleArray(rows * columns);
  extended.hi.set(design.hi);
  extended.lo.set(design.lo);
  const allWeights = new Float64Array(rows).fill(1);
  if (weights) allWeights.set(weights);
  const factor = new DoubleDouble();
  if (loss.reduction === 'sum') factor.set(1);
  else for (let i = 0; i < y.length; i++) factor.add(at(allWeights, i), low?.weights ? at(low.weights, i) : 0);
  const rowWeight = powerOfTwo(factor.hi);
  factor
    .set(factor.hi / rowWeight, factor.lo / rowWeight)
    .multiply(2)
    .divide(loss.maximalCurvature);
  for (const [k, [j, square]] of penalised.entries()) {
    const row = y.length + k;
    const { hi, lo } = rootOf(square, factor);
    extended.hi[row * columns + j] = hi;
    extended.lo[row * columns + j] = lo;
    allWeights[row] = rowWeight;
  }
  return {
    design: extended,
    ...(errors && { designErrors: padded(errors, rows * columns) }),
    ...paddedTargets({ hi: y, lo: low?.y }, rows),
    weights: allWeights,
    ...(weights && low?.weights && { weightsLow: padded(low.weights, rows) }),
  };
}

/** Targets for `rows` rows, those beyond y's own 0; the low halves may be absent. */
export function paddedTargets(
  y: { readonly hi: Float64Array; readonly lo: Float64Array | undefined },
  rows: number,
): Pick<WeightedRows, 'targets' | 'targetsLow'> {
  return { targets: padded(y.hi, rows), ...(y.lo && { targetsLow: padded(y.lo, rows) }) };
}

/** v, followed by zeros; shared when there are none. */
function padded(v: Float64Array, length: number): Float64Array {
  if (v.length === length) return v;
  const result = new Float64Array(length);
  result.set(v);
  return result;
}

/** √(square · factor): one Newton step from the root in float64 squares its error. */
function rootOf(square: number, factor: DoubleDouble): DoubleDouble {
  // A power of two taken out first, so that the product is far from the limits of double-double.
  const scale = powerOfTwo(Math.sqrt(square));
  const radicand = new DoubleDouble(square / scale / scale).multiply(factor.hi, factor.lo);
  const root = Math.sqrt(radicand.hi);
  const squared = new DoubleDouble(root).multiply(root);
  const rest = radicand.add(-squared.hi, -squared.lo).hi;
  const result = new DoubleDouble(root).add(rest / (2 * root));
  return result.set(result.hi * scale, result.lo * scale);
}
