import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that cannot be fitted, and what the message must name. */
export interface MalformedInput {
  readonly name: string;
  /** Makes the file in an empty folder. */
  readonly make: (path: string) => void;
  /** The file's line that the message names; absent where there is none to name. */
  readonly line?: number;
  /** Something that the message must hold besides. */
  readonly says: string;
  readonly extension?: string;
}

const text =
  (content: string | Uint8Array) =>
  (path: string): void =>
    writeFileSync(path, content);

/** Everything that the command line must refuse with one line and exit code 3, for --x x --y y. */
export const malformedInputs: readonly MalformedInput[] = [
  { name: 'empty file', make: text(''), says: 'empty' },
  { name: 'blank lines only', make: text('\n\r\n\n'), says: 'empty' },
  { name: 'byte order mark only', make: text('\ufeff'), says: 'empty' },
  { name: 'header only', make: text('x,y\n'), says: 'no rows' },
  { name: 'row too short', make: text('x,y\n1,2\n3\n5,6\n'), line: 3, says: '1 cell' },
  { name: 'row too long', make: text('x,y\n1,2\n3,4,5\n'), line: 3, says: '3 cells' },
  { name: 'blank line between rows', make: text('x,y\n1,2\n\n3,4\n'), line: 3, says: '1 cell' },
  { name: 'text in a number column', make: text('x,y\n1,2\n3,four\n'), line: 3, says: 'column "y": "four"' },
  { name: 'empty cell', make: text('x,y\n1,2\n,4\n'), line: 3, says: 'column "x"' },
  { name: 'NaN', make: text('x,y\n1,NaN\n'), line: 2, says: '"NaN"' },
  { name: 'infinity', make: text('x,y\n1,2\n1,-inf\n'), line: 3, says: '"-inf"' },
  { name: 'too large a number', make: text('x,y\n1,1e999\n'), line: 2, says: 'too large' },
  { name: 'too small a number', make: text('x,y\n1,1e-999\n'), line: 2, says: 'too small' },
  { name: 'hexadecimal number', make: text('x,y\n0x10,1\n'), line: 2, says: '"0x10"' },
  { name: 'decimal comma', make: text('x\ty\n1,5\t1\n'), line: 2, says: 'decimal point', extension: '.tsv' },
  { name: 'number with a unit', make: text('x,y\n1,2 kg\n'), line: 2, says: '"2 kg"' },
  { name: 'missing column', make: text('x,yy\n1,2\n'), says: 'did you mean "yy"' },
  {
    name: 'semicolons and decimal commas',
    make: text('x;y\n1,5;2,5\n'),
    line: 2,
    says: 'columns separated by ";"',
  },
  { name: 'date', make: text('x,y\n2024-03-01,1\n'), line: 2, says: 'is a date' },
  { name: 'semicolons for commas', make: text('x;y\n1;2\n'), says: '";"' },
  { name: 'quote never closed', make: text('x,y\n1,2\n3,"4\n5,6\n'), line: 3, says: 'never closed' },
  { name: 'text after a closing quote', make: text('x,y\n1,"2"3\n'), line: 2, says: 'quote' },
  { name: 'quote inside a cell', make: text('x,y\n1,2"3\n'), line: 2, says: 'quote' },
  { name: 'header __proto__', make: text('x,y,__proto__\n1,2,3\n'), line: 1, says: '__proto__' },
  {
    name: 'key __proto__',
    make: text('{"x":1,"y":1,"__proto__":1}\n'),
    line: 1,
    says: '__proto__',
    extension: '.jsonl',
  },
  { name: 'duplicate header', make: text('x,y,x\n1,2,3\n'), line: 1, says: 'same name' },
  {
    name: 'binary file',
    make: text(Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0])),
    line: 3,
    says: 'binary',
  },
  { name: 'UTF-16', make: text(Buffer.from('\ufeffx,y\n1,2\n', 'utf16le')), says: 'UTF-8' },
  { name: 'not UTF-8', make: text(Buffer.from('x,y\n1,2\n3,\xe9\n', 'latin1')), line: 3, says: 'UTF-8' },
  { name: 'enormous line', make: text(`x,y\n1,${'2'.repeat(3_000_000)}\n`), line: 2, says: '1 MiB' },
  { name: 'JSON lines: not JSON', make: text('{"x":1,"y":2}\n{x:1}\n'), line: 2, says: 'JSON', extension: '.jsonl' },
  { name: 'JSON lines: an array', make: text('[1,2]\n'), line: 1, says: 'object', extension: '.jsonl' },
  { name: 'JSON lines: text', make: text('{"x":1,"y":"2"}\n'), line: 1, says: 'column "y"', extension: '.jsonl' },
  {
    name: 'JSON lines: a key twice',
    make: text('{"x":1,"y":2}\n{"x":1,"y":2,"x":1}\n'),
    line: 2,
    says: 'has the key "x" twice',
    extension: '.jsonl',
  },
  {
    name: 'JSON lines: a key twice, deep in a column that is not used',
    make: text('{"x":1,"y":2,"z":[{"a\\u0000":1,"a\\u0000":1}]}\n'),
    line: 1,
    says: 'has the key "a\\u0000" twice',
    extension: '.jsonl',
  },
  {
    name: 'JSON lines: arrays in arrays without end',
    make: text(`{"x":1,"y":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`),
    line: 1,
    says: '100 levels',
    extension: '.jsonl',
  },
  { name: 'JSON lines: NaN', make: text('{"x":1,"y":NaN}\n'), line: 1, says: '"NaN"', extension: '.jsonl' },
  { name: 'JSON: cut off', make: text('[{"x":1,\n"y":'), line: 2, says: 'too early', extension: '.json' },
  { name: 'JSON: text', make: text('hello'), line: 1, says: 'not valid JSON', extension: '.json' },
  { name: 'JSON: empty', make: text(' \n'), says: 'empty', extension: '.json' },
  { name: 'JSON: a number', make: text('3'), says: 'records', extension: '.json' },
  { name: 'JSON: no rows', make: text('[]'), says: 'no rows', extension: '.json' },
  { name: 'JSON: columns of no rows', make: text('{"x":[],"y":[]}'), says: 'no rows', extension: '.json' },
  { name: 'JSON: arrays', make: text('[[1,2],\n[3,4]]'), line: 1, says: 'have no names', extension: '.json' },
  { name: 'JSON: records and a number', make: text('[{"x":1},\n3]'), line: 2, says: 'item 2', extension: '.json' },
  { name: 'JSON: uneven columns', make: text('{"x":[1],"y":[1,2]}'), says: '1 and 2', extension: '.json' },
  {
    name: 'JSON: a row of columns',
    make: text('{"x":[1,2],\n"y":[1,\nnull]}'),
    line: 3,
    says: '"y"',
    extension: '.json',
  },
  { name: 'JSON: indexed columns', make: text('{"x":{"0":1},"y":{"0":2}}'), says: 'records', extension: '.json' },
  {
    name: 'JSON: a model',
    make: text('{\n"schemaVersion":1,"model":{}}'),
    says: 'wellposed wrote',
    extension: '.json',
  },
  { name: 'JSON lines: null', make: text('{"x":1,"y":null}\n'), line: 1, says: 'null', extension: '.jsonl' },
  {
    name: 'JSON lines: key missing',
    make: text('{"x":1,"y":2}\n{"x":1}\n'),
    line: 2,
    says: 'empty',
    extension: '.jsonl',
  },
  { name: 'directory', make: (path) => mkdirSync(path), says: 'directory' },
  {
    name: 'no permission',
    make: (path) => {
      writeFileSync(path, 'x,y\n1,2\n');
      chmodSync(path, 0);
    },
    says: 'permission denied',
  },
  { name: 'no such file', make: () => undefined, says: 'no such file' },
  {
    name: 'a file for a folder',
    make: text('x,y\n'),
    says: 'not a directory',
    extension: `.csv${join('/', 'data.csv')}`,
  },
];
