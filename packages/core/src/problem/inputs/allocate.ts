import { FitError } from '../../fit-error.js';

/** Numbers in the longest Float64Array that runs everywhere: Node 20 stops at 2³² bytes. */
export const LARGEST_ARRAY = 2 ** 29;

/**
 * `length` zeros for an argument, or a refusal where the engine would have thrown.
 *
 * @param length an integer ≥ 0
 * @throws FitError 'TOO_LARGE' beyond 2²⁹ numbers, or when there is no memory for them
 */
export function allocate(length: number, argument: string): Float64Array {
  const refuse = (why: string): FitError =>
    new FitError('TOO_LARGE', `${argument} takes an array of ${length} numbers: ${why}`, { argument, value: length });
  if (length > LARGEST_ARRAY) throw refuse(`the longest array has 2^29 = ${LARGEST_ARRAY}`);
  try {
    return new Float64Array(length);
  } catch {
    throw refuse('there is no memory for it');
  }
}
