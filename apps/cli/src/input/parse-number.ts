import type { ExpansionArray } from '@wellposed/core';
import { decimals, FitError } from '@wellposed/core';

const decimalLiteral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What is often taken for a number, and what to do about it. */
const misreadings: readonly (readonly [form: RegExp, reason: string])[] = [
  [/^[+-]?\d+,\d+$/, 'is not a number (write a decimal point, not a comma)'],
  [/^".*"$/, 'is text, not a number (leave out the quotes)'],
  [/^\d{4}-\d\d-\d\d/, 'is a date, not a number (write seconds or days since one of your choice)'],
];

/** A number with all its digits (arrays of length 1), or why the text is none. */
export type ParsedNumber =
  { readonly ok: true; readonly number: ExpansionArray } | { readonly ok: false; readonly reason: string };

/** The text without the blanks that are allowed around a number. */
export function literalOf(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

/**
 * Reads a whole decimal literal ('-1.5', '.5', '6.02e23'), exactly: the nearest float64 number and the rest. Blanks around it are allowed;
 * nothing else is: no empty text, no decimal comma, no digit groups, no hexadecimal, no NaN, no infinity.
 */
export function parseNumber(text: string): ParsedNumber {
  const literal = literalOf(text);
  if (literal === '') return { ok: false, reason: 'is empty, not a number' };
  if (!decimalLiteral.test(literal)) {
    const [, reason = 'is not a number'] = misreadings.find(([form]) => form.test(literal)) ?? [];
    return { ok: false, reason };
  }
  try {
    return { ok: true, number: decimals([literal]) };
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
  }
  const small = Number(literal) === 0;
  return {
    ok: false,
    reason: small ? 'is too small for a 64-bit number: it would become 0' : 'is too large for a 64-bit number',
  };
}
