import { at } from '../at.js';
import type { Problem } from '../contracts/problem.js';
import type { Solution } from '../contracts/solution.js';
import type { DoubleDoubleArray, WideArray } from '../double-double/double-double-array.js';
import { toFloat64Array, wideProductSteps } from '../double-double/wide-product.js';
import { WideSum } from '../double-double/wide-sum.js';
import type { Steps } from './steps.js';
import { byRows } from './steps.js';

/** What a solution says about the data, row by row and in total; warnings of what float64 cannot hold. */
export type FitDescription = Pick<
  Solution,
  'fitted' | 'residuals' | 'residualSumOfSquares' | 'observations' | 'degreesOfFreedom' | 'warnings'
>;

/**
 * Fitted values, residuals and Σ w r², from the design and θ in double-double, each rounded once.
 *
 * @param design A over all rows of the problem, n × p
 * @param rank numerical rank of the design
 */
export function* describeFit(
  problem: Problem,
  design: DoubleDoubleArray,
  theta: WideArray,
  rank: number,
): Steps<FitDescription> {
  const { y, weights, low } = problem;
  const predictions = yield* wideProductSteps(design, theta, y.length);
  const residuals = new Float64Array(y.length);
  const residual = new WideSum();
  const square = new WideSum();
  const total = new WideSum();
  let observations = 0;
  const addRow = (i: number): void => {
    residual.reset().add(at(y, i), low?.y ? at(low.y, i) : 0);
    residual.add(-at(predictions.hi, i), -at(predictions.lo, i), predictions.exponents?.[i]);
    residuals[i] = residual.toNumber();
    const weight = weights ? at(weights, i) : 1;
    if (weight === 0) return;
    observations += 1;
    const { hi, lo, exponent } = residual;
    square.reset().addProduct(hi, lo, hi, lo, 2 * exponent);
    if (weights) total.addProduct(square.hi, square.lo, weight, low?.weights ? at(low.weights, i) : 0, square.exponent);
    else total.add(square.hi, square.lo, square.exponent);
  };
  yield* byRows(y.length, 64, (from, to) => {
    for (let i = from; i < to; i++) addRow(i);
  });
  const fitted = toFloat64Array(predictions);
  return {
    fitted,
    residuals,
    residualSumOfSquares: total.toNumber(),
    observations,
    degreesOfFreedom: observations - rank,
    warnings: [...warningsOf(fitted, residuals), ...sumWarnings(total)],
  };
}

function warningsOf(fitted: Float64Array, residuals: Float64Array): readonly string[] {
  const isBeyond = (value: number): boolean => Math.abs(value) === Infinity;
  if (fitted.some(isBeyond)) {
    return ['fitted values overflow float64, at rows of weight 0 or between large ones: rescale y'];
  }
  return residuals.some(isBeyond) ? ['residuals overflow float64: rescale y'] : [];
}

/** Below 2⁻¹⁰²² float64 has fewer digits, down to none. */
function sumWarnings(total: WideSum): readonly string[] {
  const value = total.toNumber();
  if (total.hi === 0 || (value >= 2 ** -1022 && value < Infinity) || Number.isNaN(value)) return [];
  const decimal = Math.log10(total.hi) + total.exponent * Math.LOG10E * Math.LN2;
  const how = value === Infinity ? 'overflows' : 'underflows';
  return [`the residual sum of squares, about 1e${Math.round(decimal)}, ${how} float64: rescale y or the weights`];
}
