import type { Basis } from '../contracts/basis.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';
import { buildProblem } from './build-problem.js';
import { checkBasis } from './check-model.js';
import type { TableInput } from './inputs/number-input.js';
import type { ProblemOptions } from './problem-options.js';
import { problemOptionKeys } from './problem-options.js';
import { targetsOf } from './inputs/targets-of.js';
import { toTable } from './inputs/to-table.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of a fit in any basis. */
export interface BasisOptions extends ProblemOptions {
  /** n × d for a basis of d variables: rows of d numbers each, or one row-major array. */
  readonly x: TableInput;
  /** The features of x, without the constant, which is the model's `intercept`. */
  readonly basis: Basis;
}

const basisOptionKeys = { ...problemOptionKeys, x: true, basis: true } satisfies OptionKeys<BasisOptions>;

/**
 * The problem of fitting y by a linear combination of the features of x.
 *
 * @throws FitError 'SHAPE_MISMATCH' when x is not n × d, 'INVALID_OPTION' for a basis that is none, and as
 * `toDoubleDouble` and `checkProblem` do.
 */
export function basisProblem(options: BasisOptions): Problem {
  refuseUnknownOptions(options, basisOptionKeys, 'basisProblem');
  const { basis } = options;
  checkBasis(basis);
  const y = targetsOf(options.y);
  const rows = y.hi.length;
  const { numbers, columns } = toTable(options.x, 'x', rows);
  if (columns !== basis.variables) {
    throw new FitError(
      'SHAPE_MISMATCH',
      `x has ${columns} columns, the basis takes ${basis.variables}: ${basis.specification.variables.join(', ')}`,
      { argument: 'x', value: columns },
    );
  }
  return buildProblem(numbers, basis, { ...options, y });
}
