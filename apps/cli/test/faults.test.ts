import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fitDocument, fitsDocument } from '../src/schemas/fit-document.js';
import { runInProcess } from './run-in-process.js';

const seed = 20_261_124;

const number = fc.oneof(
  fc.constantFrom('0', '1', '-1', '2.5', '1e308', '-1e308', '1e-308', '5e-324', '123456789.123456789', '0.1'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer({ min: -5, max: 5 }).map(String),
);
/** What is no number, or none that a cell or an option takes. */
const junk = fc.oneof(
  fc.constantFrom(
    '',
    'NaN',
    'Infinity',
    '1e999',
    '1e-999',
    '0x10',
    '1,5',
    '__proto__',
    'toString',
    '-',
    '--',
    '1n',
    'null',
  ),
  fc.string({ maxLength: 6 }).map((text) => text.replace(/\0/g, '')),
);
const value = fc.oneof({ weight: 8, arbitrary: number }, { weight: 1, arbitrary: junk });

const basis = fc.oneof(
  fc.constantFrom('columns', 'monomial', 'chebyshev', 'legendre', 'arnoldi', 'polynomial-features', 'custom', ''),
  fc.tuple(value, value, value).map(([p, h, o]) => `fourier:period=${p}:harmonics=${h}:origin=${o}`),
  fc
    .tuple(
      fc.array(value, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', ':ends=natural', ':degree=1', ':degree=9'),
    )
    .map(([knots, rest]) => `bspline:knots=${knots.join(',')}${rest}`),
  fc.constantFrom('polynomial-features:interactions=no', 'bspline:knots=2', 'bspline:knots=40', 'monomial:x=1'),
);
const constraint = fc.oneof(
  fc.tuple(value, value).map(([at, equals]) => `f(${at}) = ${equals}`),
  fc.tuple(value, value).map(([at, equals]) => `f'(${at}) = ${equals}`),
  fc
    .tuple(value, fc.constantFrom('x', '1', 'x^2', 'z', 'T1(x)', 'constructor'), value)
    .map(([k, name, c]) => `${k}*${name} + 1 = ${c}`),
  junk,
);
const option = fc.oneof(
  fc.tuple(fc.constant('--degree'), fc.oneof(fc.integer({ min: -1, max: 15 }).map(String), value)),
  fc.tuple(fc.constant('--basis'), basis),
  fc.tuple(fc.constant('--constraint'), constraint),
  fc.constantFrom(['--nonnegative'], ['--nonnegative=x'], ['--nonnegative=1,x'], ['--nonnegative=']),
  fc.tuple(fc.constantFrom('--ridge', '--confidence', '--max-degree', '--lr', '--momentum'), value),
  fc.tuple(fc.constant('--select-degree'), fc.constantFrom('loo', 'aic', 'bic', 'f', 'r2')),
  fc.tuple(fc.constant('--precision'), fc.constantFrom('extended', 'double', 'half')),
  fc.tuple(fc.constant('--solver'), fc.constantFrom('cholesky', 'qr', 'svd', 'lu')),
  fc.tuple(fc.constant('--optimizer'), fc.constantFrom('gradient-descent', 'heavy-ball')),
  fc.tuple(fc.constant('--weights'), fc.constantFrom('w', 'x', 'none')),
  fc.tuple(
    fc.constant('--loss'),
    fc.oneof(
      fc.constant('squared'),
      value.map((delta) => `huber:${delta}`),
    ),
  ),
  fc.constantFrom(
    ['--no-intercept'],
    ['--y', 'y,w'],
    ['--backend', 'ml-matrix'],
    ['--backend', 'tfjs'],
    ['--backend', 'gpu-js'],
  ),
);
/** Mostly whole tables of numbers, which reach the solver. */
const table = fc
  .array(fc.tuple(number, number, number, number), { minLength: 1, maxLength: 12 })
  .chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.tuple(fc.nat(rows.length - 1), fc.nat(3), junk) },
      ),
    ),
  )
  .map(([rows, fault]) => {
    const cells: string[][] = rows.map((row) => [...row]);
    const row = fault === null ? undefined : cells[fault[0]];
    if (row !== undefined && fault !== null) row[fault[1]] = fault[2];
    return ['x,z,y,w', ...cells.map((line) => line.join(',')), ''].join('\n');
  });

describe('any options on any table', () => {
  test(
    'end in a document, or in one line and an exit code: never a bug, a hang or a number that is none',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          table,
          fc.constantFrom('x', 'x,z'),
          fc.array(option, { maxLength: 3 }),
          async (stdin, columns, options) => {
            const args = ['fit', '-', '--x', columns, '--y', 'y', '--json', '--iterations', '50', ...options.flat()];
            // --iterations belongs to a descent, --y can come twice by chance.
            const usable = options.some(([flag]) => flag === '--optimizer')
              ? args
              : args.filter((_, i) => i !== 7 && i !== 8);
            const { code, stdout, stderr } = await runInProcess(usable, { stdin });
            if (code === 0 || code === 1) {
              if (stdout !== '') {
                const document: unknown = JSON.parse(stdout);
                v.parse(v.union([fitDocument, fitsDocument]), document);
                expect(stderr).toBe('');
                return;
              }
              expect(code).toBe(1);
            }
            expect([1, 2, 3]).toContain(code);
            expect(stdout).toBe('');
            expect(stderr).toMatch(/^wellposed: [^\n]+\n$/);
            expect(stderr).not.toContain('internal error');
          },
        ),
        { seed, numRuns: 200 },
      );
    },
  );
});
