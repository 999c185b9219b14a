import { at } from '@wellposed/core';
import type { Solution } from '@wellposed/core';
import type { ExactAnswer } from './exact-answer.js';
import { trueDigits } from './true-digits.js';

/** The most that a certificate may claim: what rounding the answer to float64 leaves. */
const MOST_DIGITS = 15.9;

/**
 * A sentence for the first claim of a certificate that is more than is true: of a coefficient, or of the fitted values. Nothing when
 * every claim holds, or the solution has no certificate.
 *
 * Digits are compared first, whatever their size: a claim of 16.9 digits is refuted by the digits where the answer was rounded.
 */
export function overclaim(solution: Solution, exact: ExactAnswer): string | undefined {
  const { certificate: claim, coefficients, fitted, names, status } = solution;
  if (!claim) return undefined;
  const right = trueDigits(solution, exact);
  const context = `(${status}, ${claim.method}, κ = ${claim.conditionNumber.toPrecision(3)})`;
  const refuted = (what: string, claimed: number, digits: number): string | undefined =>
    claimed > 0 && claimed > digits
      ? `${what}: ${claimed} digits claimed, ${digits.toFixed(2)} true ${context}`
      : undefined;
  for (let j = 0; j < coefficients.length; j++) {
    const value = at(coefficients, j);
    const what = `'${names[j]}' = ${value}, exactly ${exact.theta.component(j).toNumber()}`;
    const sentence = refuted(what, at(claim.digits, j), right.coefficients[j] ?? NaN);
    if (sentence) return sentence;
  }
  const sentence = refuted(`fitted values of up to ${largest(fitted)}`, claim.fittedDigits, right.fitted);
  if (sentence) return sentence;
  const outside = [...claim.digits, claim.fittedDigits].find((digits) => !(digits >= 0 && digits <= MOST_DIGITS));
  return outside === undefined ? undefined : `${outside} digits are claimed, outside [0, ${MOST_DIGITS}]`;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
