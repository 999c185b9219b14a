import { exactFitted, exactLeastSquares, overclaim, polynomialColumns } from '@wellposed/conformance';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  FitError,
  basisProblem,
  chebyshev,
  decimals,
  fitSync,
  gradientDescent,
  descent,
  linfit,
  polyfit,
} from 'wellposed';
import type { FitResult } from 'wellposed';

/** WELLPOSED_RUNS and WELLPOSED_SEED make the random part longer or different; its title prints both. */
const runs = Number(process.env['WELLPOSED_RUNS'] ?? 200);
const seed = Number(process.env['WELLPOSED_SEED'] ?? 20260301);
vi.setConfig({ testTimeout: Math.max(60_000, 300 * runs) });

const codes = new Set([
  'SHAPE_MISMATCH',
  'NON_FINITE_INPUT',
  'INVALID_INPUT',
  'NEGATIVE_WEIGHT',
  'NO_OBSERVATIONS',
  'INVALID_OPTION',
  'DUPLICATE_NAME',
  'TOO_LARGE',
  'INCONSISTENT_CONSTRAINTS',
  'UNSUPPORTED',
]);
const statuses = new Set([
  'converged',
  'rank-deficient',
  'precision-exhausted',
  'max-iterations',
  'stalled',
  'diverged',
]);

/** The FitError that an action throws: any other exception fails the test, and so does an answer. */
function refusal(action: () => unknown): FitError {
  let answer: unknown;
  try {
    answer = action();
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    expect(codes).toContain(error.code);
    return error;
  }
  throw new Error(`there was an answer: ${JSON.stringify(answer).slice(0, 200)}`);
}

/** Without types, as callers in JavaScript are. */
interface Data {
  x: unknown;
  y: unknown;
  weights: unknown;
}
type Argument = keyof Data;

const rows = 6;
const y = [1, 3, 2, 5, 4, 6];
const weights = [1, 2, 1, 0.5, 1, 3];
const flat = [0, 1, 1, 1, 2, 0, 3, 5, 4, 2, 5, 7];
const table = (): unknown[] => Array.from({ length: rows }, (_, i) => flat.slice(2 * i, 2 * i + 2));

/** Each way into the library: clean data, and the fit of what became of them. */
interface Door {
  readonly name: string;
  readonly data: () => Data;
  /** Columns of x when it is given by rows; else x is one array of so many columns, row-major. */
  readonly byRows: boolean;
  readonly columns: number;
  readonly fit: (data: Data) => FitResult;
}

const basis = chebyshev({ degree: 3, domain: [0, 5] });
const line = () => [0, 1, 2, 3, 4, 5] as unknown[];
const doors: readonly Door[] = [
  {
    name: 'polyfit',
    data: () => ({ x: line(), y: [...y], weights: [...weights] }),
    byRows: false,
    columns: 1,
    fit: (data) => polyfit(data.x as number[], data.y as number[], { degree: 2, weights: data.weights as number[] }),
  },
  {
    name: "polyfit, basis 'arnoldi'",
    data: () => ({ x: line(), y: [...y], weights: [...weights] }),
    byRows: false,
    columns: 1,
    fit: (data) =>
      polyfit(data.x as number[], data.y as number[], {
        degree: 2,
        basis: 'arnoldi',
        weights: data.weights as number[],
      }),
  },
  {
    name: 'linfit, by rows',
    data: () => ({ x: table(), y: [...y], weights: [...weights] }),
    byRows: true,
    columns: 2,
    fit: (data) => linfit(data.x as number[], data.y as number[], { weights: data.weights as number[] }),
  },
  {
    name: 'linfit, row-major',
    data: () => ({ x: [...flat], y: [...y], weights: [...weights] }),
    byRows: false,
    columns: 2,
    fit: (data) => linfit(data.x as number[], data.y as number[], { weights: data.weights as number[] }),
  },
  {
    name: 'fitSync of basisProblem',
    data: () => ({ x: line(), y: [...y], weights: [...weights] }),
    byRows: false,
    columns: 1,
    fit: (data) =>
      fitSync(basisProblem({ x: data.x as number[], y: data.y as number[], basis, weights: data.weights as number[] })),
  },
];

/** What no cell may hold. A hole is written by deleting. */
const hole = Symbol('a hole');
const notFinite = [NaN, Infinity, -Infinity];
const notNumbers: readonly unknown[] = [
  hole,
  undefined,
  null,
  '1',
  '',
  'NaN',
  1n,
  true,
  {},
  [],
  [1],
  new Date(0),
  Object(1),
  () => 1,
  Symbol('1'),
  Object.create(null),
];

/** The places of an argument: where in its arrays, and what an error must say of it. */
function cellsOf(door: Door, argument: Argument): readonly { readonly row: number; readonly column: number }[] {
  const columns = argument === 'x' ? door.columns : 1;
  return Array.from({ length: rows * columns }, (_, k) => ({ row: Math.floor(k / columns), column: k % columns }));
}

function put(door: Door, argument: Argument, row: number, column: number, value: unknown): Data {
  const data = door.data();
  const whole = data[argument] as unknown[];
  const inRow = door.byRows && argument === 'x';
  const array = inRow ? (whole[row] as unknown[]) : whole;
  const index = inRow ? column : argument === 'x' ? row * door.columns + column : row;
  if (value === hole) Reflect.deleteProperty(array, index);
  else array[index] = value;
  return data;
}

/** A table whose first element is an object is taken to be given by rows: then the second is no row, or there are too many. */
function looksLikeRows(door: Door, argument: Argument, row: number, column: number, value: unknown): boolean {
  const first = argument === 'x' && row === 0 && column === 0;
  return first && !door.name.startsWith('polyfit') && typeof value === 'object' && !door.byRows;
}

describe.each(doors)('$name', (door) => {
  test('fits the data when they are clean', () => {
    const result = door.fit(door.data());
    expect(result.status).toBe('converged');
    expect(result.coefficients.every(Number.isFinite)).toBe(true);
  });

  test.each(['x', 'y', 'weights'] as const)('what is not finite in any cell of %s is refused there', (argument) => {
    for (const { row, column } of cellsOf(door, argument)) {
      for (const value of notFinite) {
        const data = put(door, argument, row, column, value);
        const error = refusal(() => door.fit(data));
        expect(error.code).toBe('NON_FINITE_INPUT');
        expect(error.details).toMatchObject({ argument, row, value });
        if (argument === 'x' && door.columns > 1) expect(error.details.column).toBe(column);
        expect(error.message).toContain(argument);
        expect(error.message).toContain(String(row));
        // The same in the array that is not copied.
        if (door.byRows) continue;
        const typed = { ...data, [argument]: Float64Array.from(data[argument] as number[]) };
        expect(refusal(() => door.fit(typed)).details).toEqual(error.details);
      }
    }
  });

  test.each(['x', 'y', 'weights'] as const)('what is no number in any cell of %s is refused there', (argument) => {
    for (const { row, column } of cellsOf(door, argument)) {
      for (const value of notNumbers) {
        const error = refusal(() => door.fit(put(door, argument, row, column, value)));
        if (looksLikeRows(door, argument, row, column, value)) continue;
        expect(error.code).toBe('INVALID_INPUT');
        expect(error.details.argument).toBe(argument);
        expect(error.details.value).toBe(value === hole ? undefined : value);
        const index = door.byRows || argument !== 'x' ? row : row * door.columns + column;
        expect(error.details.row).toBe(index);
        if (door.byRows && argument === 'x') expect(error.details.column).toBe(column);
        expect(error.message).toContain(argument);
        expect(error.message).toContain(String(index));
      }
    }
  });

  test('negative weights are refused in any row', () => {
    for (let row = 0; row < rows; row++) {
      for (const value of [-1, -5e-324, -Number.MAX_VALUE]) {
        const error = refusal(() => door.fit(put(door, 'weights', row, 0, value)));
        expect(error).toMatchObject({ code: 'NEGATIVE_WEIGHT', details: { argument: 'weights', row, value } });
      }
    }
    expect(refusal(() => door.fit({ ...door.data(), weights: new Array(rows).fill(0) })).code).toBe('NO_OBSERVATIONS');
  });

  test.each(['x', 'y', 'weights'] as const)('what is no array in place of %s is refused', (argument) => {
    const revocable = Proxy.revocable<number[]>([], {});
    revocable.revoke();
    const lengths = [-1, 1.5, NaN, Infinity, '6', 6n, 2 ** 40, 2 ** 53, null, {}, Symbol('6')];
    for (const value of [
      null,
      3,
      '123456',
      true,
      6n,
      Symbol('x'),
      {},
      () => 1,
      new Date(),
      new Map(),
      new Set([1]),
      new DataView(new ArrayBuffer(48)),
      new ArrayBuffer(48),
      BigInt64Array.from(y, BigInt),
      revocable.proxy,
      new Proxy(Float64Array.from(y), {}),
      Promise.resolve(y),
      { hi: null, lo: null },
      { hi: y, lo: undefined },
      { hi: y, lo: y },
      ...lengths.map((length) => ({ length, 0: 1, 1: 2 })),
    ]) {
      const error = refusal(() => door.fit({ ...door.data(), [argument]: value }));
      expect(['INVALID_INPUT', 'TOO_LARGE', 'SHAPE_MISMATCH']).toContain(error.code);
      expect(error.details.argument).toMatch(new RegExp(`^${argument}`));
    }
  });

  test.each(['x', 'y', 'weights'] as const)('another length of %s is refused', (argument) => {
    for (const length of [0, 1, rows - 1, rows + 1, 2 * rows + 1]) {
      const cells = door.byRows && argument === 'x' ? table() : (door.data()[argument] as unknown[]);
      const other = Array.from({ length }, (_, i) => cells[i % cells.length]);
      const error = refusal(() => door.fit({ ...door.data(), [argument]: other }));
      expect(['SHAPE_MISMATCH', 'NO_OBSERVATIONS']).toContain(error.code);
    }
  });

  test('memory that was transferred is refused', () => {
    for (const argument of ['x', 'y', 'weights'] as const) {
      const array = Float64Array.of(1, 2, 3);
      structuredClone(array.buffer, { transfer: [array.buffer] });
      const error = refusal(() => door.fit({ ...door.data(), [argument]: array }));
      expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { argument } });
    }
  });

  test('legal arrays of any kind give the same answer', () => {
    const expected = door.fit(door.data()).coefficients;
    const kinds: readonly ((values: number[]) => unknown)[] = [
      (values) => Float64Array.from(values),
      (values) => Float32Array.from(values),
      (values) => new Proxy(values, {}),
      (values) => Object.assign({ length: values.length }, values),
      (values) => ({ hi: values, lo: values.map(() => 0) }),
      (values) => decimals(values.map(String)),
      (values) => {
        const shared = new Float64Array(new SharedArrayBuffer(8 * values.length));
        shared.set(values);
        return shared;
      },
    ];
    for (const kind of kinds) {
      const data = door.data();
      const x = door.byRows ? (data.x as number[][]).map(kind) : kind(data.x as number[]);
      const result = door.fit({ x, y: kind(data.y as number[]), weights: kind(data.weights as number[]) });
      expect(result.coefficients).toEqual(expected);
    }
  });
});

test('x and y may be one array', () => {
  const both = Float64Array.of(1, 2, 3, 5);
  expect(polyfit(both, both, { degree: 1 }).coefficients).toEqual(
    polyfit([...both], [...both], { degree: 1 }).coefficients,
  );
  expect(both).toEqual(Float64Array.of(1, 2, 3, 5));
});

describe('what no array can hold', () => {
  const long = (length: number) =>
    new Proxy([], {
      get: (_, key) => (key === 'length' ? length : 1),
      has: (_, key) => key === 'length',
    }) as unknown as number[];

  test.each([2 ** 29 + 1, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER])('%d numbers', (length) => {
    for (const action of [
      () => polyfit(long(length), [1, 2], { degree: 1 }),
      () => polyfit([1, 2], long(length), { degree: 1 }),
      () => polyfit([1, 2], [1, 2], { degree: 1, weights: long(length) }),
      () => linfit([[1], [2]], long(length)),
      () => linfit([long(length), long(length)], [1, 2]),
    ]) {
      expect(refusal(action).code).toBe('TOO_LARGE');
    }
  });

  test('n rows × p coefficients, both named, at once', () => {
    const started = performance.now();
    const n = 2 ** 20;
    const error = refusal(() => polyfit(new Float64Array(n), new Float64Array(n), { degree: 1000 }));
    expect(error.code).toBe('TOO_LARGE');
    expect(error.message).toContain(String(n));
    expect(error.message).toContain('1001');
    for (const basisName of ['chebyshev', 'legendre', 'arnoldi'] as const) {
      const action = () => polyfit(new Float64Array(n), new Float64Array(n), { degree: 1000, basis: basisName });
      expect(refusal(action).code).toBe('TOO_LARGE');
    }
    expect(refusal(() => linfit(new Float64Array(2 ** 15), [1])).code).toBe('TOO_LARGE');
    expect(refusal(() => linfit(new Float64Array(2 ** 24), [1])).code).toBe('TOO_LARGE');
    // Nothing of that size was touched: that alone takes seconds.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('options', () => {
  const odd: readonly unknown[] = [null, NaN, '3', 'no', 1n, {}, [], () => 1, Symbol('option'), Object.create(null)];
  const polynomial = (options: Record<string, unknown>) =>
    polyfit([0, 1, 2, 3, 4], [1, 3, 2, 5, 4], { degree: 1, ...options });
  const linear = (options: Record<string, unknown>) => linfit(table() as number[][], y, options);

  test.each<[string, readonly unknown[]]>([
    ['degree', [...odd, undefined, -1, 1.5, 1e9, Infinity, -Infinity, 1001, true]],
    ['basis', [...odd.filter((value) => value !== undefined), 'fourier', '__proto__', 'constructor', 1]],
    ['name', [...odd.filter((value) => typeof value !== 'string'), 1, true]],
    ['intercept', [...odd, 0, 1]],
    ['loss', [...odd, 0, 'squared']],
    ['penalty', [...odd, 0, 'ridge']],
    [
      'constraints',
      [...odd.filter((value) => !(Array.isArray(value) && value.length === 0)), 'x = 1', [null], [1], [{}]],
    ],
    [
      'nonnegative',
      [...odd.filter((value) => !(Array.isArray(value) && value.length === 0)), 'x', 1, ['y'], [1], [null]],
    ],
  ])('a wrong %s is refused by name', (option, values) => {
    for (const value of values) {
      const error = refusal(() => polynomial({ [option]: value }));
      expect(error.code).toBe('INVALID_OPTION');
      expect(error.details.argument).toBe(option);
    }
  });

  test('a wrong domain is refused by name', () => {
    for (const domain of [...odd, [1], [1, 2, 3], [2, 1], [NaN, 1], ['0', '1'], [0, Infinity], [null, null]]) {
      const error = refusal(() => polynomial({ basis: 'chebyshev', domain }));
      expect(error.code).toBe('INVALID_OPTION');
      expect(error.details.argument).toBe('domain');
    }
  });

  test('wrong names of columns are refused', () => {
    for (const names of [...odd, ['a'], ['a', 'b', 'c'], ['a', 1], ['a', 'a'], 'ab', [null, null]]) {
      const error = refusal(() => linear({ names }));
      expect(['INVALID_OPTION', 'SHAPE_MISMATCH', 'DUPLICATE_NAME']).toContain(error.code);
      expect(error.details.argument).toBe('names');
    }
  });

  test('constraints that contradict themselves or each other are refused', () => {
    for (const constraints of [
      [{ terms: {}, equals: 1 }],
      [
        { terms: { x: 1 }, equals: 1 },
        { terms: { x: 2 }, equals: 3 },
      ],
      [
        { at: 1, equals: 1 },
        { at: 2, equals: 1 },
        { at: 3, equals: 2 },
      ],
    ]) {
      const error = refusal(() => polynomial({ constraints }));
      expect(error.code).toBe('INCONSISTENT_CONSTRAINTS');
      expect(error.details.argument).toBe('constraints');
    }
  });

  test('numbers in constraints that are none are refused, with the constraint', () => {
    for (const value of [...notFinite, ...notNumbers.filter((item) => item !== hole && !Array.isArray(item))]) {
      for (const constraint of [
        { terms: { x: value }, equals: 1 },
        { terms: { x: 1 }, equals: value },
        { at: value, equals: 1 },
        { at: 1, equals: value },
        { at: value, derivative: 1, equals: 1 },
      ]) {
        const error = refusal(() => polynomial({ constraints: [{ at: 0, equals: 1 }, constraint] }));
        expect(['INVALID_INPUT', 'NON_FINITE_INPUT']).toContain(error.code);
        expect(error.details).toMatchObject({ argument: 'constraints', row: 1 });
      }
    }
  });

  test.each<[string, readonly unknown[]]>([
    ['backend', [...odd.filter((value) => value !== null), 'reference', 1]],
    ['solver', [...odd.filter((value) => value !== null), 'tsqr', 1]],
    ['refine', [...odd.filter((value) => value !== null), 0]],
    ['optimizer', [...odd.filter((value) => value !== null), 'descent', 1]],
  ])('a wrong %s is refused by name', (option, values) => {
    for (const value of values) {
      const error = refusal(() => polynomial({ [option]: value }));
      expect(['INVALID_OPTION', 'UNSUPPORTED']).toContain(error.code);
      expect(error.details.argument).toBe(option);
    }
  });

  test('wrong settings of a descent are refused', () => {
    const optimizer = descent(gradientDescent({ learningRate: 0.01 }));
    for (const value of [...odd, -1, 1.5, Infinity]) {
      expect(refusal(() => polynomial({ optimizer, maxIterations: value })).details.argument).toBe('maxIterations');
    }
  });

  test('no options, no arguments', () => {
    const bare = polyfit as unknown as (...args: unknown[]) => FitResult;
    const bareLinear = linfit as unknown as (...args: unknown[]) => FitResult;
    const bareFit = fitSync as unknown as (...args: unknown[]) => FitResult;
    for (const action of [
      () => bare(),
      () => bare([1, 2], [1, 2]),
      () => bare([1, 2], [1, 2], null),
      () => bareLinear(),
      () => bareLinear([1, 2, 3], [1, 2, 4], null),
      () => bareFit(),
      () => bareFit(null),
      () => bareFit({}),
    ]) {
      refusal(action);
    }
  });

  test('a problem by hand is checked at the door', () => {
    const good = basisProblem({ x: [1, 2, 3, 4], y: [1, 2, 3, 5], basis: chebyshev({ degree: 1, domain: [1, 4] }) });
    expect(fitSync(good).status).toBe('converged');
    for (const key of ['x', 'y', 'weights', 'model', 'loss', 'penalty', 'constraints', 'nonnegative'] as const) {
      for (const value of odd.filter(
        (item) => !(Array.isArray(item) && ['constraints', 'nonnegative'].includes(key)),
      )) {
        refusal(() => fitSync({ ...good, [key]: value }));
      }
    }
  });
});

describe(`random faults, ${runs} runs, seed ${seed}`, () => {
  const magnitude = fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
    { weight: 2, arbitrary: fc.integer({ min: -3, max: 3 }) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(0, -0, 5e-324, -5e-324, 2 ** -1022, 1e-300, 1e300, -1e300, Number.MAX_VALUE, 2 ** 53),
    },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  );

  test('finite data of any size: an answer that is right to the digits it claims, or a status or refusal that says why', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(magnitude, magnitude, magnitude), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom('monomial', 'chebyshev', 'legendre', 'arnoldi'),
        fc.boolean(),
        (points, degree, polynomials, weighted) => {
          const x = points.map(([first]) => first);
          const values = points.map(([, second]) => second);
          const squares = points.map(([, , third]) => Math.abs(third));
          const started = performance.now();
          let outcome: string;
          try {
            const result = polyfit(x, values, { degree, basis: polynomials, ...(weighted && { weights: squares }) });
            outcome = result.status;
            expect(statuses).toContain(outcome);
            if (outcome === 'converged') {
              expect(result.coefficients.every(Number.isFinite)).toBe(true);
              // A fitted value may overflow although no coefficient does: then no digit of the curve is claimed.
              if (!result.solution.fitted.every(Number.isFinite)) {
                expect(result.solution.certificate!.fittedDigits).toBe(0);
              }
              if (polynomials === 'monomial') {
                const columns = polynomialColumns(x, degree);
                const { theta } = exactLeastSquares(columns, values, weighted ? squares : undefined);
                expect(overclaim(result.solution, { theta, fitted: exactFitted(columns, theta) })).toBeUndefined();
              }
              expect(result.solution.certificate!.digits.every((digits) => digits >= 0 && digits < 16)).toBe(true);
            }
            expect(() => JSON.stringify(result.toJSON())).not.toThrow();
          } catch (error) {
            if (!(error instanceof FitError)) throw error;
            outcome = error.code;
            // 'INVALID_OPTION': weights that span more than float64's range.
            expect(['NON_FINITE_INPUT', 'NO_OBSERVATIONS', 'SHAPE_MISMATCH', 'INVALID_OPTION']).toContain(outcome);
            expect(error.details.argument).toBeDefined();
          }
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
          expect(performance.now() - started).toBeLessThan(5000);
        },
      ),
      { numRuns: runs, seed, endOnFailure: true },
    );
    // The data are neither all refused nor all well behaved.
    expect(seen.get('converged') ?? 0).toBeGreaterThan(runs / 20);
    expect(seen.size).toBeGreaterThan(1);
  });

  test('one fault in clean data is found, whatever holds it', () => {
    const fault = fc.oneof(
      fc.constantFrom(...notFinite),
      fc.constantFrom(...notNumbers),
      fc.string(),
      fc.bigInt(),
      fc.anything(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...doors),
        fc.constantFrom<Argument>('x', 'y', 'weights'),
        fc.nat(),
        fault,
        fc.constantFrom('array', 'array-like', 'halves'),
        (door, argument, place, value, container) => {
          fc.pre(!(typeof value === 'number' && Number.isFinite(value)));
          const cells = cellsOf(door, argument);
          const { row, column } = cells[place % cells.length]!;
          const data = put(door, argument, row, column, value);
          const array = data[argument] as number[];
          const inRows = door.byRows && argument === 'x';
          if (!inRows && container === 'array-like') data[argument] = Object.assign({ length: array.length }, array);
          if (!inRows && container === 'halves') data[argument] = { hi: array, lo: new Float64Array(array.length) };
          const error = refusal(() => door.fit(data));
          if (looksLikeRows(door, argument, row, column, value)) return;
          expect(error.code).toBe(typeof value === 'number' ? 'NON_FINITE_INPUT' : 'INVALID_INPUT');
          expect(error.details.argument).toBe(argument);
        },
      ),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  test('decimals of any text: a number whose leading half is Number(text), or a refusal', () => {
    const digits = fc.stringMatching(/^[+-]?[0-9]{0,30}\.?[0-9]{0,30}([eE][+-]?[0-9]{1,4})?$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.string(), fc.bigInt(), fc.anything()), (text) => {
        let read: ReturnType<typeof decimals>;
        try {
          read = decimals([text as string]);
        } catch (error) {
          if (!(error instanceof FitError)) throw error;
          expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { argument: 'texts', row: 0 } });
          return;
        }
        expect(read.hi[0]).toBe(Number(text));
        expect(read.hi[0]! + read.lo[0]!).toBe(read.hi[0]);
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });
});
