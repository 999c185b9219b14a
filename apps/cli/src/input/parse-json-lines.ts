import { isLosslessNumber, parse } from 'lossless-json';
import { inputError } from '../command-error.js';
import { checkColumns } from './check-columns.js';
import type { Table } from './table.js';

/**
 * Reads JSON lines: one object a line. The columns are all keys, in order of appearance; a cell whose object lacks the
 * key is empty. Cells are JSON text, so that the string "1" stays apart from the number 1.
 *
 * @throws CommandError (exit code 3) that names the line
 */
export function parseJsonLines(text: string, source: string): Table {
  const lines = text.replace(/[\r\n]+$/, '').split(/\r\n|\n/);
  if (lines.length === 1 && lines[0] === '') throw inputError(source, 'is empty: rows of numbers are needed');
  const columns = new Map<string, number>();
  const parsed = lines.map((line, index) => {
    const place = `${source}:${index + 1}`;
    const cells = parseLine(line, place);
    checkColumns(place, [...cells.keys()]);
    for (const name of cells.keys()) if (!columns.has(name)) columns.set(name, columns.size);
    return cells;
  });
  const names = [...columns.keys()];
  return {
    source,
    columns: names,
    rows: parsed.map((cells, index) => ({ line: index + 1, cells: names.map((name) => cells.get(name) ?? '') })),
  };
}

function parseLine(line: string, place: string): Map<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw inputError(place, line.trim() === '' ? 'is blank; each line must be a JSON object' : 'is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw inputError(place, 'is not a JSON object, such as {"x": 1, "y": 2}');
  }
  // JSON.parse checked the line and its keys, but rounds numbers; a second reading keeps their text.
  const exact: unknown = parse(line);
  return new Map(Object.entries(value).map(([key, cell]) => [key, numberText(exact, key) ?? JSON.stringify(cell)]));
}

/** The text of a number in a JSON object that was read without rounding; undefined for anything else. */
function numberText(object: unknown, key: string): string | undefined {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, key)) return undefined;
  const cell = (object as Record<string, unknown>)[key];
  return isLosslessNumber(cell) ? cell.value : undefined;
}
