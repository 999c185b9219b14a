import type { DoubleDoubleArray } from '../../double-double/double-double-array.js';
import { FitError } from '../../fit-error.js';
import type { NumberInput } from './number-input.js';
import { toDoubleDouble } from './to-double-double.js';

/** y, at least one number. @throws FitError 'NO_OBSERVATIONS' when it is empty, and as `toDoubleDouble` does. */
export function targetsOf(y: NumberInput): DoubleDoubleArray {
  const targets = toDoubleDouble(y, 'y');
  if (targets.hi.length > 0) return targets;
  throw new FitError('NO_OBSERVATIONS', 'y is empty: a fit needs at least one row', { argument: 'y' });
}
