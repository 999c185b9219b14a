import { columns } from '../bases/columns.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';
import { buildProblem } from './build-problem.js';
import { checkSize } from './check-size.js';
import type { TableInput } from './inputs/number-input.js';
import type { ProblemOptions } from './problem-options.js';
import { problemOptionKeys } from './problem-options.js';
import { targetsOf } from './inputs/targets-of.js';
import { toTable } from './inputs/to-table.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of a linear regression on columns. */
export interface LinearOptions extends ProblemOptions {
  /** n × d: rows of d numbers each, or one row-major array whose d follows from the length of y. */
  readonly x: TableInput;
  /** Names of the d columns; default x1 … xd, or x when d = 1. */
  readonly names?: readonly string[];
}

/** The names of `LinearOptions`. */
export const linearOptionKeys = { ...problemOptionKeys, x: true, names: true } satisfies OptionKeys<LinearOptions>;

/**
 * The problem of fitting y by a linear combination of the columns of x.
 *
 * @throws FitError 'SHAPE_MISMATCH' when rows, y or names do not belong together, 'DUPLICATE_NAME', 'TOO_LARGE', and as
 * `toDoubleDouble` and `checkProblem` do.
 */
export function linearProblem(options: LinearOptions): Problem {
  refuseUnknownOptions(options, linearOptionKeys, 'linearProblem');
  const y = targetsOf(options.y);
  const rows = y.hi.length;
  const { numbers, columns: variables } = toTable(options.x, 'x', rows);
  checkSize(rows, variables);
  const { names = defaultNames(variables) } = options;
  const given: unknown = names;
  if (!Array.isArray(given) || given.some((name) => typeof name !== 'string')) {
    throw new FitError('INVALID_OPTION', 'names must be an array of texts, one for each column of x', {
      argument: 'names',
      value: names,
    });
  }
  if (names.length !== variables) {
    throw new FitError('SHAPE_MISMATCH', `${names.length} names for ${variables} columns of x`, {
      argument: 'names',
      value: names.length,
    });
  }
  return buildProblem(numbers, columns(names), { ...options, y });
}

function defaultNames(variables: number): readonly string[] {
  return variables === 1 ? ['x'] : Array.from({ length: variables }, (_, j) => `x${j + 1}`);
}
