import { FitError, type Problem, type Solution } from '@wellposed/core';

/** @throws FitError 'SHAPE_MISMATCH' when the solution does not belong to the problem. */
export function checkFit({ x, y, weights, model }: Problem, solution: Solution): void {
  const parameters = model.basis.size + Number(model.intercept);
  const { names, coefficients, residuals, working, observations, degreesOfFreedom } = solution;
  checkLength('x', x.length, y.length * model.basis.variables);
  checkLength('weights', weights?.length ?? y.length, y.length);
  checkLength('solution.residuals', residuals.length, y.length);
  checkLength('solution.names', names.length, parameters);
  checkLength('solution.coefficients', coefficients.length, parameters);
  checkLength('solution.working.theta', working.theta.hi.length, parameters);
  checkLength('solution.working.model', working.model.basis.size + Number(working.model.intercept), parameters);
  checkLength('solution.working.changeOfBasis', working.changeOfBasis?.hi.length ?? parameters ** 2, parameters ** 2);
  const rootLength = parameters * (observations - degreesOfFreedom);
  checkLength('solution.working.inverseRoot', working.inverseRoot?.hi.length ?? rootLength, rootLength);
}

/** @throws FitError 'INVALID_OPTION' unless `level` is in (0, 1). */
export function checkLevel(argument: string, level: number): void {
  if (typeof level === 'number' && level > 0 && level < 1) return;
  throw new FitError('INVALID_OPTION', `${argument} must be a number between 0 and 1, got ${String(level)}`, {
    argument,
    value: level,
  });
}

function checkLength(argument: string, length: number, expected: number): void {
  if (length === expected) return;
  throw new FitError('SHAPE_MISMATCH', `${argument} has ${length} entries, the problem needs ${expected}`, {
    argument,
    value: length,
  });
}
