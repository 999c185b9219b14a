import type { Basis, Constraint } from '@wellposed/core';
import { usageError } from '../command-error.js';
import type { ConstraintExpression } from '../options/constraint-expression.js';
import { quote } from '../output/printable.js';

/**
 * The equation that an expression stands for.
 *
 * @param names of the coefficients
 * @throws CommandError (exit code 2) for f(…) of several columns, and for terms that are run together
 */
export function resolveConstraint(
  expression: ConstraintExpression,
  basis: Basis,
  names: readonly string[],
): Constraint {
  const { text, equals } = expression;
  if (expression.kind === 'coefficients') {
    const [together] = expression.terms.find(([name]) => /.[+-]/s.test(name) && !names.includes(name)) ?? [];
    if (together !== undefined) {
      const how = 'write + and - between terms with blanks around them';
      throw usageError(`--constraint ${quote(text)}: no coefficient is named ${quote(together)}; ${how}`);
    }
    return { terms: Object.fromEntries(expression.terms), equals };
  }
  if (basis.variables !== 1) {
    throw usageError(`--constraint ${quote(text)}: f takes one column of x, there are ${basis.variables}`);
  }
  return { at: expression.at, derivative: expression.derivative, equals };
}

/** The coefficients of a list with commas between them; the whole list may be the name of one. */
export function resolveNonnegative(list: string, names: readonly string[]): readonly string[] {
  return names.includes(list) ? [list] : list.split(',').map((name) => name.trim());
}
