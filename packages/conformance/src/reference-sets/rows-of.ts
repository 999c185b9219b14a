import type { ReferenceSet } from './reference-set.js';

/** The data of a table of decimals: one row a line, words apart, y last. */
export function rowsOf(table: string): Pick<ReferenceSet, 'x' | 'y'> {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return { x: rows.map((row) => row.slice(0, -1)), y: rows.map((row) => row.at(-1) ?? '') };
}
