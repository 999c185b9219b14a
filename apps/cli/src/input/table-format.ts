import { extname } from 'node:path';

export const tableFormats = ['csv', 'tsv', 'jsonl'] as const;

export type TableFormat = (typeof tableFormats)[number];

const extensions: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** The format that a file's extension says; else what its beginning looks like. */
export function tableFormat(path: string, text: string): TableFormat {
  const known = extensions[extname(path).toLowerCase()];
  if (known !== undefined) return known;
  if (text.trimStart().startsWith('{')) return 'jsonl';
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return header.includes('\t') && !header.includes(',') ? 'tsv' : 'csv';
}
