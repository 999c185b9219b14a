import type { LinearSystem } from '@wellposed/core';
import { crossProduct } from './cross-product.js';
import { designColumns } from './design-columns.js';
import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import { ExactVector } from './exact-vector.js';
import { exactResidual } from './exact-residual.js';
import { innerProduct } from './inner-product.js';
import { Rational } from './rational.js';

/** The reduced loss and its gradient at a θ of doubles, exactly. */
export interface ExactObjective {
  readonly value: Rational;
  /** p rationals. */
  readonly gradient: ExactVector;
}

/**
 * For the loss c r² (the squared loss: c = 1) with residuals r = y − A θ and V = 1 for 'sum', Σw for 'mean':
 *
 *     value = c Σ wᵢ rᵢ² / V,   gradient = −2c Aᵀ(w ∘ r) / V
 *
 * @throws RangeError when the loss is not quadratic: other losses are no rational functions.
 */
export function exactObjective(system: LinearSystem, theta: Float64Array): ExactObjective {
  const { rows, columns, design, targets, weights, loss } = system;
  if (!loss.quadratic) throw new RangeError(`exactObjective: the loss '${loss.name}' is not quadratic`);
  const a = designColumns(design, rows, columns);
  const w = dyadicVector(weights ?? new Float64Array(rows).fill(1));
  const residual = exactResidual(a, dyadicVector(targets), ExactVector.from(theta));
  // The residuals are dyadic: their denominator is a power of two, which is put back at the end.
  const scale = new Rational(1n, residual.denominator);
  const r = { integers: residual.numerators, exponent: 0 };
  const weighted = dyadicProduct(w, r);
  const total = ExactVector.fromDyadic({ integers: [w.integers.reduce((s, v) => s + v, 0n)], exponent: w.exponent });
  const c = Rational.from(loss.maximalCurvature / 2);
  const factor = loss.reduction === 'mean' ? c.over(total.component(0)) : c;
  const squares = ExactVector.fromDyadic({
    integers: [innerProduct(weighted.integers, r.integers)],
    exponent: w.exponent,
  });
  const slope = crossProduct(a, weighted);
  const gradientFactor = factor.times(scale).times(new Rational(-2n));
  return {
    value: squares.component(0).times(scale).times(scale).times(factor),
    gradient: new ExactVector(
      slope.numerators.map((v) => v * gradientFactor.numerator),
      slope.denominator * gradientFactor.denominator,
    ),
  };
}
