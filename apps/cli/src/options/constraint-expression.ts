import type { ExpansionArray } from '@wellposed/core';
import { eachLimb } from '@wellposed/core';
import { usageError } from '../command-error.js';
import { parseNumber } from '../input/parse-number.js';
import { quote } from '../output/printable.js';
import { toExactNumber } from './to-number.js';

/**
 * An equation for the coefficients, as the command line writes it. Its numbers are exact (arrays of
 * length 1); its names are not looked up yet.
 */
export type ConstraintExpression = { readonly text: string; readonly equals: ExpansionArray } & (
  | { readonly kind: 'coefficients'; readonly terms: readonly Term[] }
  | { readonly kind: 'point'; readonly at: ExpansionArray; readonly derivative: 0 | 1 }
);

type Term = readonly [name: string, factor: ExpansionArray];

const pointForm = /^f('?)\((.*)\)$/;
/** Ends in a sign of order and a number, where an equation has its `=`. */
const inequality = /(?:[<>]=?|[≤≥])\s*[-+]?[\d.]+\S*\s*$/;
/** `number*name`; the number may itself hold no `*`. */
const termForm = /^([^*]*)\*(.+)$/s;

/**
 * Reads `x1 + 2*x2 = 1`, `f(0) = 1` or `f'(2) = 0`.
 *
 * A term is a name, or number*name, with '1' for the intercept; terms are separated by + or − with blanks around, since
 * names may hold both. What is after the last = is a number.
 *
 * @throws CommandError (exit code 2) that shows the part that is not understood
 */
export function constraintExpression(text: string): ConstraintExpression {
  const at = text.lastIndexOf('=');
  if (inequality.test(text)) {
    throw mistake(text, 'is an inequality: only equations can be kept, and coefficients ≥ 0 with --nonnegative');
  }
  if (at < 0) throw mistake(text, "has no =; write it as 'x1 + 2*x2 = 1' or 'f(0) = 1'");
  const left = text.slice(0, at).trim();
  const equals = toExactNumber(`--constraint ${quote(text)}: the right side`, text.slice(at + 1).trim());
  if (left === '') throw mistake(text, 'has nothing before the =');
  const point = pointForm.exec(left);
  if (point !== null) {
    const place = toExactNumber(`--constraint ${quote(text)}: the place of f`, (point[2] ?? '').trim());
    return { text, equals, kind: 'point', at: place, derivative: point[1] === '' ? 0 : 1 };
  }
  const terms = termsOf(left, text);
  const twice = terms.find(([name], i) => terms.findIndex(([other]) => other === name) !== i);
  if (twice !== undefined) throw mistake(text, `names ${quote(twice[0])} twice`);
  return { text, equals, kind: 'coefficients', terms };
}

function termsOf(left: string, text: string): Term[] {
  // Separators stay in the list: term, sign, term, …; a sign before the first term is its own.
  const parts = `${left} `
    .replace(/^([+-])\s*/, ' $1 ')
    .split(/\s([+-])\s/)
    .map((part) => part.trim());
  if (parts[0] === '') parts.shift();
  else parts.unshift('+');
  const terms: Term[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const [name, factor] = termOf(parts[i + 1] ?? '', text);
    terms.push([name, parts[i] === '-' ? negated(factor) : factor]);
  }
  return terms;
}

function termOf(term: string, text: string): Term {
  if (term === '' || /^[+-](\s|$)/.test(term)) throw mistake(text, 'has a + or - with no term after it');
  const product = termForm.exec(term);
  const number = product?.[1] ?? '';
  // A * that follows no number is part of a name: 'x*z' is what an interaction may be called.
  if (product === null || !parseNumber(number).ok) return [term, toExactNumber('--constraint', '1')];
  return [(product[2] ?? '').trim(), toExactNumber('--constraint', number)];
}

function negated(number: ExpansionArray): ExpansionArray {
  return eachLimb(number, (limb) => limb.map((part) => -part));
}

function mistake(text: string, what: string): Error {
  return usageError(`--constraint ${quote(text)} ${what}`);
}
