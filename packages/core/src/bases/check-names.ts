import { FitError } from '../fit-error.js';

/** @throws FitError 'DUPLICATE_NAME' when two names are the same. */
export function checkNames(names: readonly string[], what: string, argument: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new FitError('DUPLICATE_NAME', `two ${what} are named '${name}': names must differ`, {
        argument,
        value: name,
      });
    }
    seen.add(name);
  }
}
