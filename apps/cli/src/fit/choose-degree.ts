import type { Backend } from '@wellposed/core';
import type { DegreeSelection } from 'wellposed';
import { CommandError, usageError } from '../command-error.js';
import { exitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { stoppable } from '../io.js';
import type { DegreeSearch } from '../options/degree-search.js';
import { maxDegreeFor } from '../options/degree-search.js';
import type { FitRequest } from '../options/fit-request.js';
import type { Selection } from './select-columns.js';

/**
 * Tries the degrees of a polynomial from 0 up (without a constant from 1).
 *
 * @throws CommandError: exit code 1 when the criterion is not defined for any degree, 2 for several columns of x
 */
export async function chooseDegree(
  search: DegreeSearch,
  { intercept, method, perfectFit }: FitRequest,
  { names, x, targets, weights }: Selection,
  backend: Backend,
  io: Io,
): Promise<DegreeSelection> {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) {
    throw usageError(`--select-degree takes one column of x, --x names ${names.length}`);
  }
  const { selectDegree } = await import('wellposed');
  const options = {
    ...{ x, y: targets[0].y, basis: search.basis, name, intercept, backend, perfectFit },
    ...{ criterion: search.criterion, maxDegree: maxDegreeFor(search, x, intercept) },
    ...(weights && { weights }),
    ...(method.kind === 'closed-form' && method.options),
  };
  const choice = await stoppable(io.interrupt, (signal) => selectDegree({ ...options, signal }));
  if (choice.chosen === undefined) {
    throw new CommandError(exitCode.outcome, `no degree can be chosen: ${choice.advice}`);
  }
  return choice;
}
