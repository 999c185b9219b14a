import type { Model } from '../../contracts/problem.js';
import { FitError } from '../../fit-error.js';
import { coefficientNames } from '../coefficient-names.js';
import { nearestNames } from './nearest-names.js';

/**
 * Finds coefficients by name, for an option that names some.
 *
 * @param option name of the option, for messages
 * @returns the index of a name among the p coefficients; it throws FitError 'INVALID_OPTION' for a name that is not known,
 * with those that are like it, and 'DUPLICATE_NAME' for one that two coefficients share
 */
export function coefficientIndex(model: Model, option: string): (name: string, row: number) => number {
  const names = coefficientNames(model);
  const indices = new Map(names.map((name, index) => [name, index]));
  return (name, row) => {
    const index = indices.get(name);
    if (index === undefined) {
      const known = nearestNames(name, names).map((near) => `'${near}'`);
      throw new FitError(
        'INVALID_OPTION',
        `${option}: no coefficient is named '${name}'; ${known.length > 0 ? `known are ${known.join(', ')}` : 'there are none'}`,
        { argument: option, row, value: name },
      );
    }
    // The map holds the last of those that share a name.
    if (names.indexOf(name) !== index) {
      throw new FitError('DUPLICATE_NAME', `${option}: two coefficients are named '${name}': rename the column`, {
        argument: option,
        row,
        value: name,
      });
    }
    return index;
  };
}
