import type { Basis, Constraint } from '@wellposed/core';
import { usageError } from '../command-error.js';
import type { ConstraintExpression } from '../options/constraint-expression.js';
import { quote } from '../output/quote.js';

/** The equation that an expression stands for. @throws CommandError (exit code 2) for f(…) of several columns */
export function resolveConstraint(expression: ConstraintExpression, basis: Basis): Constraint {
  const { text, equals } = expression;
  if (expression.kind === 'coefficients') return { terms: Object.fromEntries(expression.terms), equals };
  if (basis.variables !== 1) {
    throw usageError(`--constraint ${quote(text)}: f takes one column of x, there are ${basis.variables}`);
  }
  return { at: expression.at, derivative: expression.derivative, equals };
}

/** The coefficients of a list with commas between them; the whole list may be the name of one. */
export function resolveNonnegative(list: string, names: readonly string[]): readonly string[] {
  return names.includes(list) ? [list] : list.split(',').map((name) => name.trim());
}
