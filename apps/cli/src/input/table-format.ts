import { extname } from 'node:path';

export const tableFormats = ['csv', 'tsv', 'jsonl', 'json'] as const;

export type TableFormat = (typeof tableFormats)[number];

const extensions: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** The format that a file's extension says; else what its beginning looks like. Files of JSON lines are called .json too. */
export function tableFormat(path: string, text: string): TableFormat {
  const extension = extname(path).toLowerCase();
  const known = extensions[extension];
  if (known !== undefined) return known;
  if (extension === '.json' || /^\s*[[{]/.test(text)) return isFirstOfMany(text) ? 'jsonl' : 'json';
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return header.includes('\t') && !header.includes(',') ? 'tsv' : 'csv';
}

/** Whether the first line is an object by itself and not all that there is, or all that there is and one row. */
function isFirstOfMany(text: string): boolean {
  const [line = '', rest = ''] = /^([^\r\n]*)(\s*)/.exec(text.trim())?.slice(1) ?? [];
  try {
    const first: unknown = JSON.parse(line);
    if (typeof first !== 'object' || first === null || Array.isArray(first)) return false;
    return rest !== '' || Object.values(first).every((value) => typeof value !== 'object' || value === null);
  } catch {
    return false;
  }
}
