import type { Solution } from '@wellposed/core';
import { correctDigits } from '../oracle/correct-digits.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { Rational } from '../oracle/rational.js';
import type { ExactAnswer } from './exact-answer.js';

/** How many decimal digits of a solution are right; Infinity where it is exact, −Infinity where nothing is. */
export interface TrueDigits {
  /** Of each coefficient, relative to its exact value; for an exact 0 only 0 itself is right. */
  readonly coefficients: readonly number[];
  /** Of the fitted values: −log₁₀(max |fitted − exact| ÷ max |exact|). */
  readonly fitted: number;
}

/** Counts the digits of a solution that are right. */
export function trueDigits(
  { coefficients, fitted }: Pick<Solution, 'coefficients' | 'fitted'>,
  exact: ExactAnswer,
): TrueDigits {
  return {
    coefficients: Array.from(coefficients, (value, j) => digitsOf(value, exact.theta.component(j))),
    fitted: fittedDigits(fitted, exact.fitted),
  };
}

function digitsOf(value: number, truth: Rational): number {
  if (truth.isZero) return value === 0 ? Infinity : -Infinity;
  return correctDigits(value, truth);
}

function fittedDigits(fitted: Float64Array, exact: ExactVector): number {
  if (!fitted.every(Number.isFinite)) return -Infinity;
  const { numerators, denominator } = ExactVector.from(fitted).minus(exact);
  const error = new Rational(largest(numerators), denominator);
  if (error.isZero) return Infinity;
  const size = new Rational(largest(exact.numerators), exact.denominator);
  return size.isZero ? -Infinity : -error.over(size).logarithm() / Math.LN10;
}

function largest(numerators: readonly bigint[]): bigint {
  let most = 0n;
  for (const value of numerators) {
    const magnitude = value < 0n ? -value : value;
    if (magnitude > most) most = magnitude;
  }
  return most;
}
