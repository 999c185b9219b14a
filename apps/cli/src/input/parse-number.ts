import { parseDecimal } from '@wellposed/core';

const decimalLiteral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What is often taken for a number, and what to do about it. */
const misreadings: readonly (readonly [form: RegExp, reason: string])[] = [
  [/^[+-]?\d+,\d+$/, 'is not a number (write a decimal point, not a comma)'],
  [/^".*"$/, 'is text, not a number (leave out the quotes)'],
  [/^\d{4}-\d\d-\d\d/, 'is a date, not a number (write seconds or days since one of your choice)'],
];

/** A number, with what rounding it to float64 lost, or why the text is none. */
export type ParsedNumber =
  { readonly ok: true; readonly value: number; readonly low: number } | { readonly ok: false; readonly reason: string };

/**
 * Reads a whole decimal literal ('-1.5', '.5', '6.02e23'), exactly: the nearest float64 number and the rest. Blanks around it are allowed;
 * nothing else is: no empty text, no decimal comma, no digit groups, no hexadecimal, no NaN, no infinity.
 */
export function parseNumber(text: string): ParsedNumber {
  const literal = text.replace(/^[ \t]+|[ \t]+$/g, '');
  if (literal === '') return { ok: false, reason: 'is empty, not a number' };
  if (!decimalLiteral.test(literal)) {
    const [, reason = 'is not a number'] = misreadings.find(([form]) => form.test(literal)) ?? [];
    return { ok: false, reason };
  }
  const parsed = parseDecimal(literal);
  if (parsed) return { ok: true, value: parsed.hi, low: parsed.lo };
  const small = Number(literal) === 0;
  return {
    ok: false,
    reason: small ? 'is too small for a 64-bit number: it would become 0' : 'is too large for a 64-bit number',
  };
}
