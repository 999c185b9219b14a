import type { Basis } from '../contracts/basis.js';
import type { Model } from '../contracts/problem.js';
import { describeValue } from '../describe-value.js';
import { FitError } from '../fit-error.js';
import { isObject } from '../is-object.js';

/** @throws FitError 'INVALID_OPTION' unless the model is a basis and whether there is an intercept. */
export function checkModel(model: Model): void {
  if (!isObject(model)) throw refuse('model', 'a basis and an intercept', model);
  checkBasis(model.basis);
  const { intercept }: { readonly intercept: unknown } = model;
  if (typeof intercept !== 'boolean') throw refuse('intercept', 'true or false', intercept);
}

/** @throws FitError 'INVALID_OPTION' for what lacks the required members of a basis. */
export function checkBasis(basis: Basis): void {
  const given: unknown = basis;
  const isBasis =
    isObject(given) &&
    isCount(given['variables']) &&
    isCount(given['size']) &&
    Array.isArray(given['names']) &&
    given['names'].length === given['size'] &&
    isObject(given['specification']) &&
    Array.isArray(given['specification']['variables']) &&
    typeof given['evaluate'] === 'function' &&
    typeof given['differentiate'] === 'function';
  if (!isBasis) throw refuse('basis', 'a basis, such as chebyshev({ degree, domain })', given);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function refuse(argument: string, expected: string, value: unknown): FitError {
  return new FitError('INVALID_OPTION', `${argument} must be ${expected}, got ${describeValue(value)}`, {
    argument,
    value,
  });
}
