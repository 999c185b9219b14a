import { at } from '@wellposed/core';
import type { Solution } from '@wellposed/core';
import type { TrueDigits } from './true-digits.js';

/** Digits certified, of the coefficients and then of the fitted values, beside those that are right. */
export function claimsOf(
  { certificate }: Pick<Solution, 'certificate'>,
  truth: TrueDigits,
): readonly { readonly claimed: number; readonly right: number }[] {
  if (!certificate) return [];
  return [
    ...truth.coefficients.map((right, j) => ({ claimed: at(certificate.digits, j), right })),
    { claimed: certificate.fittedDigits, right: truth.fitted },
  ];
}
