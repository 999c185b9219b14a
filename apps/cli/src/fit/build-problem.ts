import type { Problem } from '@wellposed/core';
import { basisProblem } from '@wellposed/core';
import type { FitRequest } from '../options/fit-request.js';
import { buildBasis } from './build-basis.js';
import { resolveConstraint, resolveNonnegative } from './resolve-coefficients.js';
import type { Selection, Target } from './select-columns.js';

/**
 * The problem that a request poses on columns of a file, for one of its targets.
 *
 * @throws CommandError (exit code 2) when the options do not suit the columns; FitError for what the library refuses
 */
export async function buildProblem(
  request: FitRequest,
  { names, x, weights }: Selection,
  { y }: Target,
): Promise<Problem> {
  const { intercept, loss, penalty, constraints, nonnegative } = request;
  const basis = await buildBasis(request.basis, names, x);
  const coefficients = intercept ? ['1', ...basis.names] : basis.names;
  return basisProblem({
    ...{ x, y, basis, intercept, loss },
    ...(weights && { weights }),
    ...(penalty && { penalty }),
    ...(constraints.length > 0 && {
      constraints: constraints.map((expression) => resolveConstraint(expression, basis, coefficients)),
    }),
    ...(nonnegative !== undefined && {
      nonnegative: nonnegative === true ? true : resolveNonnegative(nonnegative, coefficients),
    }),
  });
}
