import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arnoldi } from '../../src/bases/arnoldi.js';
import { bspline } from '../../src/bases/bspline.js';
import { columns } from '../../src/bases/columns.js';
import { concatenate } from '../../src/bases/concatenate.js';
import { features } from '../../src/bases/features.js';
import { fourier } from '../../src/bases/fourier.js';
import { monomial } from '../../src/bases/monomial.js';
import { polynomialFeatures } from '../../src/bases/polynomial-features.js';
import type { Basis } from '../../src/contracts/basis.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { FitError } from '../../src/fit-error.js';
import { predict } from '../../src/problem/predict.js';
import type { FittedModel } from '../../src/problem/saved-model.js';
import { parseModel, serializeModel } from '../../src/problem/saved-model.js';
import { doubleDouble } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';

const custom = { name: 'sqrt', evaluate: ([x]: Float64Array) => Math.sqrt(Math.abs(x!)) };

const BASES: readonly Basis[] = [
  columns(['a', 'b']),
  columns([]),
  monomial({ degree: 3, variable: 'x' }),
  arnoldi({ x: [0.1, 1, 1.1, 4, 9], degree: 4 }),
  fourier({ period: 0.7, harmonics: 2 }),
  bspline({ knots: [2, 3], domain: [0, 5] }),
  bspline({ knots: [2, 3], domain: [0, 5], ends: 'natural' }),
  polynomialFeatures({ variables: ['a', 'b'], degree: 2 }),
  polynomialFeatures({ variables: ['a', 'b'], degree: 2 }).conditioned!(fromFloat64(Float64Array.of(1, 2, 3, 4))).basis,
  features({ variables: ['x'], features: [custom] }),
  concatenate(monomial({ degree: 2, variable: 'x' }), fourier({ period: 0.7, harmonics: 1 }), columns(['z'])),
];

const fitted = (basis: Basis, numbers: readonly (readonly [hi: number, lo: number])[]): FittedModel => {
  const parameters = basis.size + 1;
  return {
    model: { basis, intercept: true },
    theta: {
      hi: Float64Array.from({ length: parameters }, (_, j) => numbers[j % numbers.length]![0]),
      lo: Float64Array.from({ length: parameters }, (_, j) => numbers[j % numbers.length]![1]),
    },
  };
};

const line = { model: { basis: columns(['a']), intercept: true }, theta: fromFloat64(Float64Array.of(1, 2)) };

describe('a saved model', () => {
  test('is plain data with a version', () => {
    expect(serializeModel(line)).toEqual({
      schemaVersion: 1,
      basis: { name: 'columns', variables: ['a'] },
      intercept: true,
      theta: [1, 2],
    });
    const low = { ...line, theta: { hi: Float64Array.of(1, -0), lo: Float64Array.of(2 ** -60, 0) } };
    expect(serializeModel(low)).toMatchObject({ theta: [1, 0], thetaLow: [2 ** -60, 0] });
    const bare = {
      model: { basis: monomial({ degree: 1 }), intercept: false },
      theta: fromFloat64(Float64Array.of(5)),
    };
    expect(parseModel(serializeModel(bare)).model.intercept).toBe(false);
  });

  test('keeps coefficients beyond float64, whose exponents are whole numbers', () => {
    const steep = { ...line, theta: { ...line.theta, exponents: Float64Array.of(-0, 1060) } };
    const saved = serializeModel(steep);
    expect(saved).toMatchObject({ theta: [1, 2], thetaExponents: [0, 1060] });
    const loaded = parseModel(JSON.stringify(saved));
    expect(loaded.theta.exponents).toEqual(Float64Array.of(0, 1060));
    expect([...predict(loaded, Float64Array.of(2 ** -1060, 3 * 2 ** -1061))]).toEqual([3, 4]);
    for (const [thetaExponents, code] of [
      [[0, 0.5], 'INVALID_INPUT'],
      [[0, 10_001], 'INVALID_INPUT'],
      [[0], 'SHAPE_MISMATCH'],
    ] as const) {
      expect(refusal(() => parseModel({ ...saved, thetaExponents }))).toMatchObject({
        code,
        argument: 'thetaExponents',
      });
    }
  });

  test('comes back bit for bit from its text, and predicts the same', () => {
    const wide = fc.array(doubleDouble(-300, 300), { minLength: 7, maxLength: 7 });
    holds(
      fc.property(fc.constantFrom(...BASES), wide, (basis, numbers) => {
        const before = fitted(basis, numbers);
        const after = parseModel(JSON.stringify(serializeModel(before)), { features: [custom] });
        expect(after.theta).toEqual(before.theta);
        expect(after.model.intercept).toBe(true);
        expect(after.model.basis.specification).toEqual(basis.specification);
        const x = Float64Array.from({ length: 4 * basis.variables }, (_, k) => 0.3 + 1.1 * k);
        expect(predict(after, x)).toEqual(predict(before, x));
      }),
    );
  });

  test('is not written with coefficients that are none', () => {
    expect(refusal(() => serializeModel({ ...line, theta: fromFloat64(Float64Array.of(1)) }))).toEqual({
      code: 'SHAPE_MISMATCH',
      argument: 'theta',
      value: 1,
    });
    expect(refusal(() => serializeModel({ ...line, theta: fromFloat64(Float64Array.of(1, NaN)) }))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'theta',
      row: 1,
      value: NaN,
    });
    const low = (...lo: number[]) => ({ ...line, theta: { hi: Float64Array.of(1, 2), lo: Float64Array.from(lo) } });
    expect(refusal(() => serializeModel(low(0)))).toMatchObject({ code: 'SHAPE_MISMATCH', argument: 'thetaLow' });
    expect(refusal(() => serializeModel(low(0, Infinity)))).toMatchObject({ code: 'NON_FINITE_INPUT', row: 1 });
    expect(refusal(() => serializeModel(low(2 ** -52, 0)))).toMatchObject({ code: 'INVALID_INPUT', row: 0 });
  });
});

describe('parseModel', () => {
  const saved = serializeModel(line);

  test.each([
    ['{', 'INVALID_INPUT', 'value'],
    ['', 'INVALID_INPUT', 'value'],
    ['3', 'INVALID_OPTION', 'specification'],
    [null, 'INVALID_OPTION', 'specification'],
    [{}, 'INVALID_OPTION', 'schemaVersion'],
    [{ ...saved, schemaVersion: 2 }, 'INVALID_OPTION', 'schemaVersion'],
    [{ ...saved, schemaVersion: '1' }, 'INVALID_OPTION', 'schemaVersion'],
    [{ ...saved, theta: [1, '2'] }, 'INVALID_OPTION', 'theta[1]'],
    [{ ...saved, theta: [1, null] }, 'INVALID_OPTION', 'theta[1]'],
    [{ ...saved, theta: [1] }, 'SHAPE_MISMATCH', 'theta'],
    [{ ...saved, theta: [1, 2, 3] }, 'SHAPE_MISMATCH', 'theta'],
    [{ ...saved, theta: { length: 2, 0: 1, 1: 2 } }, 'INVALID_OPTION', 'theta'],
    [{ ...saved, thetaLow: [0] }, 'SHAPE_MISMATCH', 'thetaLow'],
    [{ ...saved, thetaLow: [1, 0] }, 'INVALID_INPUT', 'thetaLow'],
    [{ ...saved, intercept: 1 }, 'INVALID_OPTION', 'intercept'],
    [{ ...saved, more: 1 }, 'INVALID_OPTION', 'more'],
    [{ ...saved, basis: { ...saved.basis, name: 'rows' } }, 'INVALID_OPTION', 'basis.name'],
    [{ ...saved, basis: undefined }, 'INVALID_OPTION', 'basis'],
    ['{ "schemaVersion": 1, "theta": [1, 1e999] }', 'INVALID_OPTION', 'theta[1]'],
    [`{ "__proto__": ${JSON.stringify(saved)} }`, 'INVALID_OPTION', 'schemaVersion'],
    [`{ "__proto__": 1, ${JSON.stringify(saved).slice(1)}`, 'INVALID_OPTION', '__proto__'],
    [{ ...saved, theta: new Array<number>(100_002).fill(1) }, 'TOO_LARGE', 'theta'],
    [' '.repeat(64 * 1024 * 1024 + 1), 'TOO_LARGE', 'value'],
  ])('refuses %#', (value, code, argument) => {
    expect(refusal(() => parseModel(value))).toMatchObject({ code, argument });
  });

  test('needs the functions of custom features', () => {
    const text = JSON.stringify(serializeModel(fitted(features({ variables: ['x'], features: [custom] }), [[1, 0]])));
    expect(refusal(() => parseModel(text))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'basis.features[0]',
      value: 'sqrt',
    });
    expect(predict(parseModel(text, { features: [custom] }), Float64Array.of(9))).toEqual(Float64Array.of(4));
  });

  test('of anything at all: a model that predicts, or a FitError', () => {
    // What attackers and bad copies do: a value replaced, nudged, removed, added or doubled anywhere, and text cut or
    // changed.
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(
        -1,
        0,
        1,
        2,
        0.5,
        1e9,
        1e308,
        -1e308,
        5e-324,
        1000,
        1001,
        1e15,
        '',
        'x',
        'columns',
        'concatenation',
      ),
      fc.constantFrom<unknown>([], {}, null, true, [[]], [0, 1], [1, 0], { name: 'columns', variables: ['q'] }),
    );
    const key = fc.constantFrom('__proto__', 'constructor', 'length', 'degree', 'name', 'parts', 'toString', '0');
    const change = fc.record({
      at: fc.array(fc.nat(20), { maxLength: 5 }),
      kind: fc.constantFrom('replace', 'remove', 'add', 'double', 'text', 'nudge', 'nudge'),
      value: hostile,
      key,
    });
    let accepted = 0;
    let refused = 0;
    holds(
      fc.property(fc.constantFrom(...BASES), fc.array(change, { minLength: 1, maxLength: 3 }), (basis, changes) => {
        let text = JSON.stringify(serializeModel(fitted(basis, [[1.5, 2 ** -55]])));
        for (const one of changes) text = mutate(text, one);
        try {
          const model = parseModel(text, { features: [custom] });
          predict(
            model,
            Float64Array.from({ length: model.model.basis.variables }, (_, k) => k + 0.5),
          );
          accepted += 1;
        } catch (error) {
          if (!(error instanceof FitError)) throw error;
          refused += 1;
        }
      }),
      3000,
    );
    // Neither way is empty.
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(1000);
  });
});

interface Change {
  readonly at: readonly number[];
  readonly kind: string;
  readonly value: unknown;
  readonly key: string;
}

/** Changes JSON text at the place that the numbers lead to. */
function mutate(text: string, { at, kind, value, key }: Change): string {
  if (kind === 'text') {
    const position = at.reduce((sum, step) => sum * 21 + step, 7) % (text.length + 1);
    return text.slice(0, position) + key.slice(0, 1 + (position % 2)) + text.slice(position + 1);
  }
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return text;
  }
  let parent: Record<string, unknown> = { root };
  const holder = parent;
  let last = 'root';
  for (const step of at) {
    const here = parent[last];
    if (typeof here !== 'object' || here === null) break;
    const keys = Object.keys(here);
    if (keys.length === 0) break;
    parent = here as Record<string, unknown>;
    last = keys[step % keys.length]!;
  }
  const define = (object: object, name: string) =>
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  const target = parent[last];
  if (kind === 'nudge') {
    if (typeof target === 'number') parent[last] = target * 1.25;
  } else if (kind === 'replace') define(parent, last);
  else if (kind === 'remove') Reflect.deleteProperty(parent, last);
  else if (kind === 'double' && Array.isArray(target)) target.push(...(target as unknown[]));
  else if (typeof target === 'object' && target !== null && !Array.isArray(target)) define(target, key);
  else define(parent, last);
  return holder['root'] === undefined ? 'null' : JSON.stringify(holder['root']);
}
