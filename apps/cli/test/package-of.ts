import type { Backend } from '@wellposed/core';
import type { BackendPackage } from '../src/backends/catalogue.js';

/** A package as the catalogue has them, of backends at hand. */
export function packageOf(name: string, ...backends: readonly Backend[]): BackendPackage {
  return { name, packageName: `@wellposed/backend-${name}`, load: () => Promise.resolve(backends) };
}
