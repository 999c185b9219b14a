import type { Basis } from '../contracts/basis.js';
import type { Model } from '../contracts/problem.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';

/** @throws FitError 'INVALID_OPTION' unless the model is a basis and whether there is an intercept. */
export function checkModel(model: Model): void {
  if (typeof model !== 'object' || model === null) throw refuse('model', 'a basis and an intercept', model);
  checkBasis(model.basis);
  if (typeof model.intercept !== 'boolean') throw refuse('intercept', 'true or false', model.intercept);
}

/** @throws FitError 'INVALID_OPTION' for what lacks the required members of a basis. */
export function checkBasis(basis: Basis): void {
  const isBasis =
    typeof basis === 'object' &&
    basis !== null &&
    isCount(basis.variables) &&
    isCount(basis.size) &&
    Array.isArray(basis.names) &&
    basis.names.length === basis.size &&
    Array.isArray(basis.specification?.variables) &&
    typeof basis.evaluate === 'function' &&
    typeof basis.differentiate === 'function';
  if (!isBasis) throw refuse('basis', 'a basis, such as chebyshev({ degree, domain })', basis);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function refuse(argument: string, expected: string, value: unknown): FitError {
  return new FitError('INVALID_OPTION', `${argument} must be ${expected}, got ${describeValue(value)}`, {
    argument,
    value,
  });
}
