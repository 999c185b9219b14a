import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../src/input/nearest-name.js';
import { numericColumns } from '../src/input/numeric-columns.js';
import { parseNumber } from '../src/input/parse-number.js';
import { readTable } from '../src/input/read-table.js';
import { resolveColumns } from '../src/input/resolve-columns.js';
import type { TableFormat } from '../src/input/table-format.js';
import { quote } from '../src/output/printable.js';

const seed = 20_261_124;

async function read(text: string, format?: TableFormat) {
  return readTable('-', Readable.from([Buffer.from(text)]), format);
}

const numbersOf = async (text: string, names: string[], format?: TableFormat) => [
  ...numericColumns(await read(text, format), names).hi,
];

describe('readTable', () => {
  test.each([
    ['LF', 'x,y\n1,2\n3,4\n'],
    ['CRLF', 'x,y\r\n1,2\r\n3,4\r\n'],
    ['CR', 'x,y\r1,2\r3,4\r'],
    ['mixed line ends', 'x,y\r\n1,2\n3,4\r\n'],
    ['no line end at the end', 'x,y\n1,2\n3,4'],
    ['blank lines at the end', 'x,y\n1,2\n3,4\n\n\r\n\n'],
    ['byte order mark', '\ufeffx,y\n1,2\n3,4\n'],
    ['quoted cells', '"x","y"\n"1","2"\n3,"4"\n'],
    ['blanks around', 'x, y\n1, 2\n3 ,4\n'],
    ['tabs', 'x\ty\n1\t2\n3\t4\n'],
    ['JSON lines', '{"x":1,"y":2}\n{"y":4e0,"x":3.0}\n'],
    ['a column that is text, not used', 'x,who,y\n1,Ann,2\n3,"Bob, ""B"" Jones",4\n'],
  ])('%s', async (_name, text) => {
    expect(await numbersOf(text, ['x', 'y'])).toEqual([1, 2, 3, 4]);
  });

  test('the line of a row counts the line feeds in quoted cells before it', async () => {
    const table = await read('x,note\n1,"a\nb"\nthree,c\n');
    expect(() => numericColumns(table, ['x'])).toThrow(/^standard input:4: column "x": "three"/);
  });

  test('names that objects inherit are names like others', async () => {
    expect(await numbersOf('constructor,toString\n1,2\n', ['toString', 'constructor'])).toEqual([2, 1]);
    expect(await numbersOf('{"constructor":1,"toString":2}\n', ['toString', 'constructor'])).toEqual([2, 1]);
  });

  test('--format overrules the beginning', async () => {
    expect(await numbersOf('a\tb,c\n1,2\n', ['a\tb', 'c'], 'csv')).toEqual([1, 2]);
  });

  test('every float64 survives being written and read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        fc.constantFrom<TableFormat>('csv', 'tsv', 'jsonl'),
        async (values, format) => {
          const line = (value: number) => (format === 'jsonl' ? `{"x":${value}}` : String(value));
          const text = [...(format === 'jsonl' ? [] : ['x']), ...values.map(line)].join('\n');
          // String(-0) is '0'.
          expect(await numbersOf(text, ['x'], format)).toEqual(values.map((value) => value + 0));
        },
      ),
      { seed },
    );
  });
});

describe('parseNumber', () => {
  test.each(['1', '-1', '+1', '1.', '.5', '1e3', '1E-3', '-1.5e+10', ' 7 ', '\t7', '007', '0e999', '0.000'])(
    '%j is a number',
    (text) => {
      expect(parseNumber(text)).toMatchObject({ ok: true, value: Number(text) });
    },
  );

  test.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1e',
    '1e5.5',
    '--1',
    '1 2',
    '1_000',
    '1,5',
    '0x1f',
    '0b1',
    '1n',
    'NaN',
    'Infinity',
  ])('%j is none', (text) => {
    expect(parseNumber(text).ok).toBe(false);
  });

  test('the nearest float64 and what it lacks', () => {
    expect(parseNumber('0.1')).toEqual({ ok: true, value: 0.1, low: -5.551115123125783e-18 });
    expect(parseNumber('9007199254740993')).toEqual({ ok: true, value: 9007199254740992, low: 1 });
    expect(parseNumber('1.7976931348623157e308')).toMatchObject({ ok: true, value: Number.MAX_VALUE });
    expect(parseNumber('5e-324')).toMatchObject({ ok: true, value: Number.MIN_VALUE });
  });

  test('zero has any exponent', () => {
    expect(parseNumber('0e99999')).toEqual({ ok: true, value: 0, low: 0 });
  });

  test.each(['csv', 'jsonl'] as const)('%s keeps digits beyond float64', async (format) => {
    const text = format === 'csv' ? 'x\n12345678901234567890.5\n' : '{"x": 12345678901234567890.5}\n';
    const { hi, lo } = numericColumns(await read(text, format), ['x']);
    // The float64 numbers there are 2048 apart: 12345678901234567168 and what is left.
    expect([...hi, ...lo]).toEqual([12345678901234567168, 722.5]);
  });
});

describe('columns', () => {
  test('a list, and a name with commas', async () => {
    const table = await read('"a,b",a,b\n1,2,3\n');
    expect(resolveColumns(table, 'a,b')).toEqual(['a,b']);
    expect(resolveColumns(table, 'b,a')).toEqual(['b', 'a']);
  });

  test('the nearest name is suggested only when it is near', () => {
    expect(nearestName('temprature', ['pressure', 'temperature'])).toBe('temperature');
    expect(nearestName('X1', ['x2', 'x1'])).toBe('x1');
    expect(nearestName('y', ['x', 'yy'])).toBe('yy');
    expect(nearestName('y', ['x', 'z'])).toBeUndefined();
    expect(nearestName('weight', ['height_cm', 'x'])).toBeUndefined();
  });

  test('quote escapes what a terminal would obey, and cuts', () => {
    expect(quote('a\u001b[31m\u009b"\u202e')).toBe('"a\\u001b[31m\\u009b\\"\\u202e"');
    expect(quote('x'.repeat(1000))).toBe(`"${'x'.repeat(60)}…"`);
  });
});
