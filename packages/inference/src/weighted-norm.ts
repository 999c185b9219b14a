import { at, DoubleDouble, powerOfTwo } from '@wellposed/core';

/**
 * √(Σ wᵢ vᵢ²), n numbers each; w absent means all 1. Summed in double-double, so that the result has a relative error of
 * a few u whatever n is, and scaled by powers of two, so that no square overflows or underflows.
 *
 * Rows of weight zero do not count, whatever they hold. NaN or Infinity only when a row that counts holds one.
 */
export function weightedNorm(values: Float64Array, weights?: Float64Array): number {
  const weightUnit = powerOfTwo(largest(weights ?? Float64Array.of(1)));
  const counted = weights ? values.map((value, i) => (at(weights, i) === 0 ? 0 : value)) : values;
  const unit = powerOfTwo(largest(counted));
  const sum = new DoubleDouble();
  const term = new DoubleDouble();
  for (let i = 0; i < counted.length; i++) {
    const value = at(counted, i) / unit;
    term
      .set(value)
      .multiply(value)
      .multiply(weights ? at(weights, i) / weightUnit : 1);
    sum.add(term.hi, term.lo);
  }
  return unit * Math.sqrt(weightUnit) * Math.sqrt(sum.hi);
}

function largest(values: Float64Array): number {
  return values.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0);
}
