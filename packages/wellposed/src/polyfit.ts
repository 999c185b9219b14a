import type { NumberInput, PolynomialOptions, SolverName, SynchronousBackend } from '@wellposed/core';
import {
  keysWithout,
  polynomialOptionKeys,
  polynomialProblem,
  optionsAmong,
  refuseUnknownOptions,
} from '@wellposed/core';
import { fitSync } from './fit-problem.js';
import type { FitResult } from './fit-result.js';
import type { DefaultSolver, MethodOptions } from './method-options.js';
import { methodOptionKeys } from './method-options.js';

const optionKeys = { ...keysWithout(polynomialOptionKeys, 'x', 'y'), ...methodOptionKeys };

/**
 * Fits a polynomial of `degree` to the points (x, y), by a well-conditioned basis and refinement unless told otherwise.
 *
 * @param x n numbers; decimal text through `decimals`
 * @param y n numbers, likewise
 * @param options degree, basis to report in, weights (of the *squared* residuals; numpy.polyfit's multiply the
 *   residuals: square them), loss, penalty; backend and solver or optimizer
 * @throws FitError with argument and row for every mistake, before any work is done
 */
export function polyfit<S extends SolverName = DefaultSolver>(
  x: NumberInput,
  y: NumberInput,
  options: Omit<PolynomialOptions, 'x' | 'y'> & MethodOptions<S, SynchronousBackend<S>>,
): FitResult {
  refuseUnknownOptions(options, optionKeys, 'polyfit');
  const data = optionsAmong(options, polynomialOptionKeys);
  return fitSync<S>(polynomialProblem({ ...data, x, y }), optionsAmong(options, methodOptionKeys));
}
