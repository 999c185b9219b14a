import { at } from '@wellposed/core';
import type { ExactVector } from '../oracle/exact-vector.js';
import { Rational } from '../oracle/rational.js';
import { exceeds } from './exceeds.js';

/** A sentence for the first component of `found` that is further from the exact one than its bound, or for a wrong length. */
export function beyondBounds(
  what: string,
  found: Float64Array,
  exact: ExactVector,
  bounds: Float64Array,
  context = '',
): string | undefined {
  if (found.length !== exact.length) return `${what} has ${found.length} numbers, not ${exact.length}`;
  if (!found.every(Number.isFinite)) return `${what} is [${found.join(', ')}]`;
  for (const [j, value] of found.entries()) {
    const truth = exact.component(j);
    const error = Rational.from(value).minus(truth).absolute().toNumber();
    const broken = exceeds(
      `|${what} − exact| of component ${j}`,
      error,
      at(bounds, j),
      `exactly ${truth.toNumber()}, found ${value}${context && `; ${context}`}`,
    );
    if (broken) return broken;
  }
  return undefined;
}
