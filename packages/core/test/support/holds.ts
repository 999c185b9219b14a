import fc from 'fast-check';

/** Fixed, so that every run tests the same cases; fast-check prints it when a property fails. */
const SEED = 19_470_414;

/** Asserts a property on `numRuns` cases. */
export function holds<T>(property: fc.IProperty<T>, numRuns = 200): void {
  fc.assert(property, { seed: SEED, numRuns });
}
