// csv-parse and not the faster udsv: it names the line of a ragged row and of an unclosed quote and stops there, where
// udsv fills up or drops cells without a word. Nothing is relaxed: quotes, row lengths and encodings must be right.
import { CsvError, parse } from 'csv-parse/sync';
import { inputError } from '../command-error.js';
import { checkColumns } from './check-columns.js';
import type { Table } from './table.js';

/** Longer than any sensible row: most likely a quote that was never closed, or not a table at all. */
const longestRecord = 1024 * 1024;

/** What csv-parse gives for every record with `info: true`. */
interface ParsedRecord {
  readonly record: string[];
  /** `lines`: the last line of the record, from 1. */
  readonly info: { readonly lines: number };
}

/**
 * Reads delimited text (RFC 4180) with a header line. Line ends may be LF or CRLF; blank lines at the end are passed
 * over, and blanks around a name or a number are not part of it.
 *
 * @throws CommandError (exit code 3) that names the line
 */
export function parseDelimited(text: string, source: string, delimiter: ',' | '\t'): Table {
  const [header, ...rows] = parseRecords(text.replace(/[\r\n]+$/, ''), source, delimiter);
  if (header === undefined) throw inputError(source, 'is empty: a header line and rows of numbers are needed');
  const columns = header.record.map((name) => name.trim());
  checkColumns(`${source}:${header.info.lines}`, columns);
  if (rows.length === 0) throw inputError(source, 'holds a header line and no rows');
  return {
    source,
    columns,
    rows: rows.map(({ record }) => record),
    place: (row) => `${source}:${rows[row]?.info.lines}`,
  };
}

function parseRecords(text: string, source: string, delimiter: string): ParsedRecord[] {
  try {
    // The declared type does not know the `info` option.
    return parse(text, {
      delimiter,
      info: true,
      max_record_size: longestRecord,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw explain(error, text, source);
  }
}

function explain(error: CsvError, text: string, source: string): Error {
  const line = Number(error['lines']);
  // Where the record begins: after the bytes of all records before it.
  const before = Buffer.from(text).subarray(0, Number(error['bytes_records'])).toString();
  const start = before.split(/\r\n|\n|\r/).length;
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH': {
      const [, expected, got] = /expect (\d+), got (\d+)/.exec(error.message) ?? [];
      const semicolons = expected === '1' && text.slice(0, text.search(/[\r\n]/)).includes(';');
      const hint = semicolons
        ? '; are its columns separated by ";"? Write commas between columns, and decimal points'
        : '';
      return inputError(`${source}:${line}`, `this row has ${cells(got)}, the header has ${cells(expected)}${hint}`);
    }
    case 'CSV_QUOTE_NOT_CLOSED':
      return inputError(`${source}:${start}`, 'a quote that opens in this row is never closed');
    case 'INVALID_OPENING_QUOTE':
      return inputError(
        `${source}:${line}`,
        'a quote in the middle of a cell; quote the whole cell and double the quotes in it',
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
      return inputError(`${source}:${line}`, 'text after a closing quote; double the quotes inside a quoted cell');
    case 'CSV_MAX_RECORD_SIZE':
      return inputError(`${source}:${start}`, 'this row is longer than 1 MiB (a quote that is never closed?)');
    default:
      return inputError(`${source}:${line}`, error.message.split('\n')[0] ?? '');
  }
}

function cells(count: string | undefined): string {
  return count === '1' ? '1 cell' : `${count} cells`;
}
