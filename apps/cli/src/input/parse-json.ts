import { inputError } from '../command-error.js';
import { quote } from '../output/printable.js';
import { checkColumns } from './check-columns.js';
import type { Json, JsonList, JsonRecord } from './read-json.js';
import { readJson } from './read-json.js';
import type { Table } from './table.js';

const layouts = 'records, [{"x": 1, "y": 2}, …], or columns, {"x": [1, …], "y": [2, …]}';

/**
 * Reads JSON lines: one object a line. The columns are all keys, in order of appearance; a cell whose object lacks the
 * key is empty. Cells are JSON text, so that the string "1" stays apart from the number 1.
 *
 * @throws CommandError (exit code 3) that names the line
 */
export function parseJsonLines(text: string, source: string): Table {
  const lines = text.replace(/[\r\n]+$/, '').split(/\r\n|\n|\r/);
  if (lines.length === 1 && lines[0] === '') throw inputError(source, 'is empty: rows of numbers are needed');
  const records = lines.map((line, index) => {
    const place = `${source}:${index + 1}`;
    if (line.trim() === '') throw inputError(place, 'is blank; each line must be a JSON object');
    const record = readJson(line, source, 1, index + 1);
    if (isRecord(record)) return record;
    throw inputError(place, 'is not a JSON object, such as {"x": 1, "y": 2}');
  });
  return fromRecords(
    records,
    source,
    lines.map((_, index) => index + 1),
  );
}

/**
 * Reads one JSON document: an array of records, or an object of columns.
 *
 * @throws CommandError (exit code 3) that names the line, or says what the document is instead
 */
export function parseJson(text: string, source: string): Table {
  if (text.trim() === '') throw inputError(source, 'is empty: rows of numbers are needed');
  const document = readJson(text, source, 2);
  if (typeof document === 'string') throw inputError(source, `is no table: write ${layouts}`);
  if (document.kind === 'record') return fromColumns(document, source);
  const { items, lines } = document;
  if (items.length === 0) throw inputError(source, 'holds an array and no rows');
  const records = items.map((item, index) => {
    if (isRecord(item)) return item;
    const what = typeof item === 'string' ? 'a value' : 'an array, whose columns have no names';
    throw inputError(`${source}:${lines[index]}`, `item ${index + 1} is ${what}: write ${layouts}`);
  });
  return fromRecords(records, source, lines);
}

function fromRecords(records: readonly JsonRecord[], source: string, lines: readonly number[]): Table {
  const columns = new Set<string>();
  records.forEach(({ members }, row) => {
    checkColumns(`${source}:${lines[row]}`, [...members.keys()]);
    for (const name of members.keys()) columns.add(name);
  });
  const names = [...columns];
  return {
    source,
    columns: names,
    rows: records.map(({ members }) => names.map((name) => cellOf(members.get(name)))),
    place: (row) => `${source}:${lines[row]}`,
  };
}

function fromColumns({ members }: JsonRecord, source: string): Table {
  const names = [...members.keys()];
  const lists = [...members.values()].filter(isList);
  const other = names.find((name) => !isList(members.get(name) ?? ''));
  if (other !== undefined) {
    const saved = members.has('schemaVersion') ? ', but a document that wellposed wrote' : '';
    throw inputError(source, `is no table${saved}: ${quote(other)} is not an array; write ${layouts}`);
  }
  checkColumns(source, names);
  const count = lists[0]?.items.length ?? 0;
  const uneven = lists.findIndex(({ items }) => items.length !== count);
  if (uneven > 0) {
    const [one, two] = [quote(names[0] ?? ''), quote(names[uneven] ?? '')];
    throw inputError(source, `columns ${one} and ${two} differ in length: ${count} and ${lists[uneven]?.items.length}`);
  }
  if (count === 0) throw inputError(source, 'holds no rows');
  return {
    source,
    columns: names,
    rows: Array.from({ length: count }, (_, row) => lists.map(({ items }) => cellOf(items[row]))),
    place: (row, column) => `${source}:${lists[column]?.lines[row]}`,
  };
}

/** What is not there is empty; at its depth in a table every value is a cell. */
function cellOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: Json): value is JsonRecord {
  return typeof value !== 'string' && value.kind === 'record';
}

function isList(value: Json): value is JsonList {
  return typeof value !== 'string' && value.kind === 'list';
}
