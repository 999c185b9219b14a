import { at, DoubleDouble } from '@wellposed/core';

/**
 * yᵢ − ȳ with the weighted mean ȳ = Σ wᵢ yᵢ / Σ wᵢ: n numbers. w absent means all 1.
 *
 * The mean is held in double-double: rounded to float64, its error, relative to |y|, would enter every deviation, and
 * data like 10⁹ + [0, 1) would lose nine digits of their variance.
 *
 * @param y n numbers of magnitude ≤ 2, so that no sum overflows
 * @param weights n numbers ≥ 0, not all zero, of magnitude ≤ 2
 */
export function deviations(y: Float64Array, weights?: Float64Array): Float64Array {
  const mean = new DoubleDouble();
  const total = new DoubleDouble();
  for (let i = 0; i < y.length; i++) {
    const weight = weights ? at(weights, i) : 1;
    mean.addProduct(weight, 0, at(y, i), 0);
    total.add(weight);
  }
  mean.divide(total.hi, total.lo);
  const deviation = new DoubleDouble();
  return y.map((value) => deviation.set(value).add(-mean.hi, -mean.lo).hi);
}
