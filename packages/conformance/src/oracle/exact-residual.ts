import type { DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { ExactVector } from './exact-vector.js';

/** f − A θ, exactly: f has n numbers, A the p columns given, θ p rationals. */
export function exactResidual(columns: readonly DyadicVector[], f: DyadicVector, theta: ExactVector): ExactVector {
  const exponents = columns.map((column) => column.exponent);
  const smallest = Math.min(f.exponent, ...exponents);
  const lift = (exponent: number): bigint => BigInt(exponent - smallest);
  const coefficients = theta.numerators.map((v, j) => v << lift(entry(exponents, j)));
  const scale = theta.denominator << lift(f.exponent);
  const numerators = f.integers.map((value, i) => {
    let sum = value * scale;
    for (let j = 0; j < columns.length; j++) sum -= entry(entry(columns, j).integers, i) * entry(coefficients, j);
    return sum;
  });
  return ExactVector.scaled(
    numerators,
    numerators.map(() => smallest),
    theta.denominator,
  );
}
