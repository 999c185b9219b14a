import { decodeText } from './decode-text.js';
import { parseDelimited } from './parse-delimited.js';
import { parseJson, parseJsonLines } from './parse-json.js';
import { readBytes } from './read-bytes.js';
import type { TableFormat } from './table-format.js';
import { tableFormat } from './table-format.js';
import type { Table } from './table.js';

/**
 * Reads a table from a file or, for '-', from standard input.
 *
 * @param format default: what the file's extension says, else what its beginning looks like
 * @throws CommandError (exit code 3) that names the file and line
 */
export async function readTable(
  path: string,
  stdin: AsyncIterable<Uint8Array | string>,
  format?: TableFormat,
): Promise<Table> {
  const source = path === '-' ? 'standard input' : path;
  const text = decodeText(await readBytes(path, stdin), source);
  switch (format ?? tableFormat(path, text)) {
    case 'csv':
      return parseDelimited(text, source, ',');
    case 'tsv':
      return parseDelimited(text, source, '\t');
    case 'jsonl':
      return parseJsonLines(text, source);
    case 'json':
      return parseJson(text, source);
  }
}
