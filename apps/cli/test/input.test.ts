import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestName } from '../src/input/nearest-name.js';
import { numericColumns } from '../src/input/numeric-columns.js';
import { parseNumber } from '../src/input/parse-number.js';
import { readJson } from '../src/input/read-json.js';
import { readTable } from '../src/input/read-table.js';
import { resolveColumns } from '../src/input/resolve-columns.js';
import type { TableFormat } from '../src/input/table-format.js';
import { jsonText, printable, quote } from '../src/output/printable.js';

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
    ['JSON records', '[{"x":1,"y":2},\n {"y":4e0, "x":3.0, "z":[{}]}]\n'],
    ['JSON columns', '{"x": [1, 3.0],\n "y": [2, 4]}'],
    ['JSON columns on one line', '{"x":[1,3],"y":[2,4]}'],
    ['JSON lines ended by CR', '{"x":1,"y":2}\r{"y":4,"x":3}'],
    ['a column without a name, not used', '"",x,y\n"1",1,2\n"2",3,4\n'],
    ['columns without names, not used', 'x,y,,\n1,2,,\n3,4,,\n'],
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
        fc.constantFrom<TableFormat>('csv', 'tsv', 'jsonl', 'json'),
        async (values, format) => {
          const lines = values.map((value) => (format === 'jsonl' ? `{"x":${value}}` : String(value)));
          const text =
            format === 'json' ? `{"x":[${lines.join()}]}` : ['x', ...lines].slice(+(format === 'jsonl')).join('\n');
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
      expect(parseNumber(text)).toMatchObject({ ok: true, number: { hi: Float64Array.of(Number(text)) } });
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
    const numberOf = (text: string) => {
      const parsed = parseNumber(text);
      return parsed.ok ? parsed.number : undefined;
    };
    const halves = (hi: number, lo: number) => ({ hi: Float64Array.of(hi), lo: Float64Array.of(lo) });
    expect(numberOf('0.1')).toEqual({ ...halves(0.1, -5.551115123125783e-18), error: 2 ** -106 });
    expect(numberOf('9007199254740993')).toEqual(halves(9007199254740992, 1));
    expect(numberOf('1.7976931348623157e308')).toMatchObject({ hi: Float64Array.of(Number.MAX_VALUE) });
    expect(numberOf('5e-324')).toMatchObject({ hi: Float64Array.of(Number.MIN_VALUE) });
  });

  test('zero has any exponent', () => {
    expect(parseNumber('0e99999')).toEqual({ ok: true, number: { hi: Float64Array.of(0), lo: Float64Array.of(0) } });
  });

  test.each([
    ['csv', 'x\n12345678901234567890.5\n'],
    ['jsonl', '{"x": 12345678901234567890.5}\n'],
    ['json', '[{"x": 12345678901234567890.5}]'],
    ['json', '{"x": [12345678901234567890.5]}'],
  ] as const)('%s keeps digits beyond float64: %j', async (format, text) => {
    const { hi, lo } = numericColumns(await read(text, format), ['x']);
    // The float64 numbers there are 2048 apart: 12345678901234567168 and what is left.
    expect([...hi, ...lo]).toEqual([12345678901234567168, 722.5]);
  });
});

describe('readJson', () => {
  const read = (text: string) => () => readJson(text, 'file', 0);

  test('reads what JSON.parse reads, and nothing else', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '"a"',
        '"b"',
        '1',
        '-0.5e+3',
        '01',
        '-',
        '1.',
        '.5',
        '+1',
        'null',
        'true',
        'NaN',
      ],
      ...[
        ' ',
        '\n',
        '\r\n',
        '\t',
        '\u00a0',
        '\ufeff',
        '"',
        '\\',
        '\\u12',
        '"\\ud800"',
        '"\u0007"',
        '//',
        '/* */',
        '\u2028',
      ],
    );
    const cut = fc.json({ maxDepth: 3 }).chain((json) => fc.tuple(fc.constant(json), fc.nat(json.length), piece));
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.json({ maxDepth: 4 }),
      cut.map(([json, at, extra]) => json.slice(0, at) + extra + json.slice(at)),
    );
    const counts = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(text, (json) => {
        let valid = true;
        try {
          JSON.parse(json);
        } catch {
          valid = false;
        }
        counts[valid ? 'valid' : 'invalid'] += 1;
        if (valid) {
          try {
            readJson(json, 'file', 0);
          } catch (error) {
            expect(String(error)).toContain(' twice in one object');
          }
        } else expect(read(json)).toThrow(/^file:\d+: is not valid JSON at column \d+: |twice in one object/);
      }),
      { seed, numRuns: 3000 },
    );
    expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(500);
  });

  test('a hundred levels, and not one more', () => {
    expect(read('['.repeat(100) + ']'.repeat(100))()).toBe('['.repeat(100) + ']'.repeat(100));
    expect(read('['.repeat(101) + ']'.repeat(101))).toThrow(/^file:1: is nested more than 100 levels deep/);
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

  // By what Unicode calls them, and by where they are: C0 and C1, bidirectional marks and overrides, zero widths, separators.
  const hidden = [
    '\0',
    '\t',
    '\r',
    '\u001b',
    '\u007f',
    '\u009b',
    '\u00ad',
    '\u061c',
    '\u200b',
    '\u200e',
    '\u2028',
    '\u2029',
  ];
  hidden.push(
    '\u202a',
    '\u202e',
    '\u2060',
    '\u2066',
    '\u2069',
    '\ufeff',
    '\ufff9',
    '\ud800',
    '\udfff',
    '\u{e0041}',
    '\u{1d173}',
  );

  test('what a terminal obeys or hides is replaced in text, and escaped in JSON, which reads back the same', () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...hidden), fc.string({ unit: 'binary' }), fc.constant('\n')));
    fc.assert(
      fc.property(text, (parts) => {
        const value = parts.join('é');
        for (const shown of [printable(value), jsonText({ [value]: [value] })]) {
          expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u);
        }
        expect(JSON.parse(jsonText({ key: [value] }))).toEqual({ key: [value] });
        expect(quote(value)).toMatch(/^"[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*"$/u);
      }),
      { seed },
    );
    for (const character of hidden) expect(printable(`a${character}b`)).toBe('a\ufffdb');
  });

  test('quote escapes what a terminal would obey, and cuts', () => {
    expect(quote('a\u001b[31m\u009b"\u202e')).toBe('"a\\u001b[31m\\u009b\\"\\u202e"');
    expect(quote('x'.repeat(1000))).toBe(`"${'x'.repeat(60)}…"`);
  });
});
