import { at } from '../at.js';
import { FitError } from '../fit-error.js';

/** [min, max] of x. @throws FitError 'NO_OBSERVATIONS' when x is empty, 'NON_FINITE_INPUT' for a NaN or an infinity. */
export function domainOf(x: Float64Array): readonly [number, number] {
  if (x.length === 0)
    throw new FitError('NO_OBSERVATIONS', 'x is empty: a domain needs at least one value', { argument: 'x' });
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < x.length; row++) {
    const value = at(x, row);
    if (!Number.isFinite(value)) {
      throw new FitError('NON_FINITE_INPUT', `x[${row}] is ${value}: x must be finite`, { argument: 'x', row, value });
    }
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
