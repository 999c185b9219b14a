import type { LinearSystem, MomentumRun } from '@wellposed/core';
import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicVector } from './dyadic-vector.js';
import { designColumns } from './design-columns.js';
import { ExactVector } from './exact-vector.js';
import { gramIntegers } from './gram-integers.js';
import { innerProduct } from './inner-product.js';
import { Rational } from './rational.js';

/** A point of a descent, exactly. */
export interface ExactPoint {
  readonly theta: ExactVector;
  readonly velocity: ExactVector;
}

/**
 * The points 0, 1, …, k of `run`, exactly: v ← μ v − η ∇f(θ), θ ← θ + v with ∇f = −2c (AᵀWy − AᵀWA θ)/V for the loss c r².
 *
 * All numbers are whole over one denominator, which grows by a few hundred bits a step.
 *
 * @throws RangeError when the loss is not quadratic
 */
export function exactDescent(system: LinearSystem, run: MomentumRun): readonly ExactPoint[] {
  const { rows, columns, design, targets, weights, loss } = system;
  if (!loss.quadratic) throw new RangeError(`exactDescent: the loss '${loss.name}' is not quadratic`);
  const w = dyadicVector(weights ?? new Float64Array(rows).fill(1));
  const a = overOneExponent(designColumns(design, rows, columns));
  const y = dyadicProduct(w, dyadicVector(targets));
  // AᵀWA = gram · 2^g and AᵀWy = cross · 2^h; both are brought to the smaller of the two powers.
  const [g, h] = [2 * a.exponent + w.exponent, a.exponent + y.exponent];
  const unit = Math.min(g, h);
  const gram = gramIntegers(a.columns, w).map((row) => row.map((value) => value << BigInt(g - unit)));
  const cross = a.columns.map((column) => innerProduct(column.integers, y.integers) << BigInt(h - unit));

  const total = w.integers.reduce((sum, value) => sum + value, 0n);
  const divisor = loss.reduction === 'mean' ? dyadic(total, w.exponent) : new Rational(1n);
  const rate = Rational.from(run.learningRate).times(Rational.from(loss.maximalCurvature)).over(divisor);
  const step = lowestTerms(rate.times(dyadic(1n, unit)));
  const momentum = Rational.from(run.momentum);

  const start = ExactVector.from(Float64Array.of(...run.theta, ...run.velocity));
  let theta = start.numerators.slice(0, columns);
  let velocity = start.numerators.slice(columns);
  let { denominator } = start;
  const points = [{ theta: new ExactVector(theta, denominator), velocity: new ExactVector(velocity, denominator) }];
  for (let k = 0; k < run.steps; k++) {
    const slope = gram.map((row, j) => (cross[j] ?? 0n) * denominator - innerProduct(row, theta));
    const forward = step.numerator * momentum.denominator;
    const keep = momentum.numerator * step.denominator;
    velocity = velocity.map((value, j) => keep * value + forward * (slope[j] ?? 0n));
    const growth = momentum.denominator * step.denominator;
    theta = theta.map((value, j) => growth * value + (velocity[j] ?? 0n));
    denominator *= growth;
    points.push({ theta: new ExactVector(theta, denominator), velocity: new ExactVector(velocity, denominator) });
  }
  return points;
}

/** The columns as whole numbers times one power of two. */
function overOneExponent(columns: readonly DyadicVector[]): {
  readonly columns: readonly DyadicVector[];
  readonly exponent: number;
} {
  const exponent = Math.min(...columns.map((column) => column.exponent));
  return {
    exponent,
    columns: columns.map((column) => ({
      integers: column.integers.map((value) => value << BigInt(column.exponent - exponent)),
      exponent,
    })),
  };
}

/** integer · 2^exponent. */
function dyadic(integer: bigint, exponent: number): Rational {
  return ExactVector.fromDyadic({ integers: [integer], exponent }).component(0);
}

/** The same fraction with numerator and denominator as short as they can be: their powers go into every step. */
function lowestTerms({ numerator, denominator }: Rational): Rational {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return new Rational(numerator / a, denominator / a);
}
