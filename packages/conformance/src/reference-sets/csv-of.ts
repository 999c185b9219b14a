import type { ReferenceSet } from './reference-set.js';

/** The data as CSV text: a header of the variables and 'y', then a line for each row, its decimals as published. */
export function csvOf({ variables, x, y }: ReferenceSet): string {
  const lines = [[...variables, 'y'], ...x.map((row, i) => [...row, y[i] ?? ''])];
  return lines.map((line) => `${line.join(',')}\n`).join('');
}
