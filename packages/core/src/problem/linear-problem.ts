import { columns } from '../bases/columns.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';
import { buildProblem } from './build-problem.js';
import type { ProblemOptions } from './problem-options.js';
import { toFloat64 } from './to-float64.js';
import { toRowMajor } from './to-row-major.js';

/** Settings of a linear regression on columns. */
export interface LinearOptions extends ProblemOptions {
  /** n × d: rows of d numbers each, or one row-major array whose d follows from the length of y. */
  readonly x: readonly ArrayLike<number>[] | Float64Array;
  /** Names of the d columns; default x1 … xd, or x when d = 1. */
  readonly names?: readonly string[];
}

/**
 * The problem of fitting y by a linear combination of the columns of x.
 *
 * @throws FitError 'SHAPE_MISMATCH' when rows, y or names do not belong together, 'DUPLICATE_NAME', and as `checkProblem` does.
 */
export function linearProblem(options: LinearOptions): Problem {
  const rows = options.y.length;
  if (rows > 0 && !(options.x instanceof Float64Array) && options.x.length !== rows) {
    throw new FitError('SHAPE_MISMATCH', `x has ${options.x.length} rows, y has ${rows}: they must be as many`, {
      argument: 'x',
      value: options.x.length,
    });
  }
  const x = options.x instanceof Float64Array ? toFloat64(options.x, 'x') : toRowMajor(options.x, 'x');
  const variables = options.x instanceof Float64Array ? x.length / rows : (options.x[0]?.length ?? 0);
  if (rows > 0 && !Number.isInteger(variables)) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `x has ${x.length} numbers, which is not a multiple of the ${rows} rows of y`,
      {
        argument: 'x',
        value: x.length,
      },
    );
  }
  const names = options.names ?? defaultNames(rows > 0 ? variables : 0);
  if (rows > 0 && names.length !== variables) {
    throw new FitError('SHAPE_MISMATCH', `${names.length} names for ${variables} columns of x`, {
      argument: 'names',
      value: names.length,
    });
  }
  return buildProblem(x, columns(names), options);
}

function defaultNames(variables: number): readonly string[] {
  return variables === 1 ? ['x'] : Array.from({ length: variables }, (_, j) => `x${j + 1}`);
}
