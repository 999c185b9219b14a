import { at, powerOfTwo, type Problem, type Solution } from '@wellposed/core';
import { deviations } from './deviations.js';
import { finiteQuantity, type Quantity } from './obstacle.js';
import { weightedNorm } from './weighted-norm.js';

/**
 * R² = 1 − Σ w r² / T, with the total sum of squares T = Σ w (y − ȳ)² when the model has an intercept, ȳ the weighted
 * mean, and T = Σ w y² when it has none, as R and NIST define it; undefined when T = 0.
 *
 * Source: Kvålseth, "Cautionary note about R²", Amer. Statist. 39 (1985) 279–285, R²₁ and R²₇.
 */
export function rSquared({ y, weights, model }: Problem, { residuals }: Solution): Quantity {
  const rows = Array.from(y.keys()).filter((i) => !weights || at(weights, i) > 0);
  const counted = Float64Array.from(rows, (i) => at(y, i));
  const constant = model.intercept ? counted[0] : 0;
  if (counted.every((value) => value === constant)) {
    const reason = model.intercept
      ? 'y does not vary: there is nothing to explain'
      : 'y is zero: there is nothing to explain';
    return { code: 'CONSTANT_RESPONSE', reason };
  }
  // In units of powers of two near the largest y and weight, so that no sum overflows.
  const unit = unitOf(counted);
  const scaled = counted.map((value) => value / unit);
  const countedWeights = weights && Float64Array.from(rows, (i) => at(weights, i));
  const weightUnit = countedWeights ? unitOf(countedWeights) : 1;
  const relativeWeights = countedWeights?.map((weight) => weight / weightUnit);
  const total = weightedNorm(model.intercept ? deviations(scaled, relativeWeights) : scaled, relativeWeights);
  const rest = weightedNorm(
    Float64Array.from(rows, (i) => at(residuals, i) / unit),
    relativeWeights,
  );
  return finiteQuantity(1 - (rest / total) ** 2);
}

/** A power of two near the largest magnitude. */
function unitOf(values: Float64Array): number {
  return powerOfTwo(values.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0));
}
