import type { Model } from '../../contracts/problem.js';
import { FitError } from '../../fit-error.js';
import { coefficientIndex } from './coefficient-index.js';
import { coefficientNames } from '../coefficient-names.js';

/**
 * Indices of the coefficients that must be ≥ 0, ascending.
 *
 * @param option names, true for every coefficient but the intercept (as scikit-learn's `positive`), false for none
 * @throws FitError 'INVALID_OPTION' for a name that is not known and for any other option; 'DUPLICATE_NAME'
 */
export function nonnegativeOf(model: Model, option: boolean | readonly string[]): readonly number[] {
  if (option === false) return [];
  const all = coefficientNames(model).map((_, index) => index);
  if (option === true) return model.intercept ? all.slice(1) : all;
  const given: unknown = option;
  if (!Array.isArray(given) || given.some((name) => typeof name !== 'string')) {
    throw new FitError('INVALID_OPTION', 'nonnegative must be true, false or an array of names of coefficients', {
      argument: 'nonnegative',
      value: option,
    });
  }
  const indexOf = coefficientIndex(model, 'nonnegative');
  return [...new Set(option.map((name, row) => indexOf(name, row)))].sort((a, b) => a - b);
}
