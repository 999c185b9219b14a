import { fileURLToPath } from 'node:url';

/** Path of a file of examples/data. */
export function exampleData(name: string): string {
  return fileURLToPath(new URL(`../../../examples/data/${name}`, import.meta.url));
}
