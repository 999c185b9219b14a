import type { LinearOptions, NumberInput, SolverName, SynchronousBackend, TableInput } from '@wellposed/core';
import { keysWithout, linearOptionKeys, linearProblem, optionsAmong, refuseUnknownOptions } from '@wellposed/core';
import { fitSync } from './fit-problem.js';
import type { FitResult } from './fit-result.js';
import type { DefaultSolver, MethodOptions } from './method-options.js';
import { methodOptionKeys } from './method-options.js';

const optionKeys = { ...keysWithout(linearOptionKeys, 'x', 'y'), ...methodOptionKeys };

/**
 * Multiple linear regression of y on the columns of x.
 *
 * @param x n rows of d numbers, or n × d numbers row-major; decimal text through `decimals`
 * @param y n numbers, likewise
 * @param options names of the columns, intercept, weights (of the squared residuals), loss, penalty; backend and solver
 *   or optimizer
 * @throws FitError with argument, row and column for every mistake, before any work is done
 */
export function linfit<S extends SolverName = DefaultSolver>(
  x: TableInput,
  y: NumberInput,
  options: Omit<LinearOptions, 'x' | 'y'> & MethodOptions<S, SynchronousBackend<S>> = {},
): FitResult {
  refuseUnknownOptions(options, optionKeys, 'linfit');
  const data = optionsAmong(options, linearOptionKeys);
  return fitSync<S>(linearProblem({ ...data, x, y }), optionsAmong(options, methodOptionKeys));
}
