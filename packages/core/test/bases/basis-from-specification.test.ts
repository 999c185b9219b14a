import { describe, expect, test } from 'vitest';
import { arnoldi } from '../../src/bases/arnoldi.js';
import { basisFromSpecification } from '../../src/bases/basis-from-specification.js';
import { bspline } from '../../src/bases/bspline.js';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { columns } from '../../src/bases/columns.js';
import { concatenate } from '../../src/bases/concatenate.js';
import type { Feature } from '../../src/bases/features.js';
import { features } from '../../src/bases/features.js';
import { fourier } from '../../src/bases/fourier.js';
import { legendre } from '../../src/bases/legendre.js';
import { monomial } from '../../src/bases/monomial.js';
import { polynomialFeatures } from '../../src/bases/polynomial-features.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { refusal } from '../support/refusal.js';

const custom: readonly Feature[] = [
  { name: 'log(x)', evaluate: ([x]) => Math.log(x!), differentiate: ([x]) => 1 / x! },
  { name: 'sqrt(x)', evaluate: ([x]) => Math.sqrt(x!), differentiate: ([x]) => 0.5 / Math.sqrt(x!) },
];
const squares = polynomialFeatures({ variables: ['a', 'b'], degree: 2 });

describe('basisFromSpecification', () => {
  test.each([
    columns(['a', 'b']),
    columns([]),
    monomial({ degree: 3, variable: 'time' }),
    monomial({ degree: 0 }),
    chebyshev({ degree: 4, domain: [2, 5], variable: 'time' }),
    legendre({ degree: 2, domain: [-1e6, 3] }),
    arnoldi({ x: [0.1, 0.2, 0.7, 5, 9], degree: 4, variable: 'time' }),
    fourier({ period: 365.2425, harmonics: 3, origin: -2 }),
    bspline({ knots: [3, 4, 4], domain: [2, 5], degree: 2 }),
    bspline({ knots: [3, 4], domain: [2, 5], ends: 'natural', variable: 'time' }),
    squares,
    polynomialFeatures({ variables: ['a', 'b'], degree: 2, interactions: false }),
    squares.conditioned!(fromFloat64(Float64Array.of(1, 2, 3, 4, 5, 6))).basis,
    features({ variables: ['x'], features: custom }),
    concatenate(columns(['b', 'a']), fourier({ period: 2, harmonics: 1, variable: 'a' })),
    concatenate(columns(['b']), concatenate(monomial({ degree: 2 }), features({ variables: ['x'], features: custom }))),
  ])('builds the same basis again: $specification.name, $names', (basis) => {
    const again = basisFromSpecification(JSON.parse(JSON.stringify(basis.specification)), { features: custom });
    expect(again.specification).toEqual(basis.specification);
    expect([again.names, again.size, again.variables]).toEqual([basis.names, basis.size, basis.variables]);
    const values = [basis, again].map((one) => {
      const out = doubleDoubleArray(one.size);
      const slopes = doubleDoubleArray(one.size);
      const x = fromFloat64(Float64Array.of(3.3, 2.1));
      one.evaluate(x, 0, out, 0);
      if (one.variables > 0) one.differentiate(x, 0, 0, slopes, 0);
      return { out, slopes };
    });
    expect(values[1]).toEqual(values[0]);
    expect(values[0]!.out.hi.every((value) => Number.isFinite(value))).toBe(true);
  });

  test.each(['sines', '', 'constructor', '__proto__', 'toString'])("refuses the name '%s'", (name) => {
    expect(refusal(() => basisFromSpecification({ name, variables: ['x'] }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'name',
      value: name,
    });
  });

  test.each([undefined, null, 3, 'columns', [], () => 1])('refuses %s, which is no object', (value) => {
    expect(refusal(() => basisFromSpecification(value))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'specification',
    });
  });

  test.each(['monomial', 'chebyshev', 'legendre', 'arnoldi', 'fourier', 'bspline'])('%s takes one variable', (name) => {
    const rest = { degree: 1, domain: [0, 1], recurrence: [0, 1], period: 1, harmonics: 1, origin: 0, knots: [] };
    for (const variables of [[], ['a', 'b']]) {
      const specification = { name, variables, ends: 'clamped', ...rest };
      expect(refusal(() => basisFromSpecification(specification))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'variables',
        value: variables,
      });
    }
  });

  test.each([
    [{ name: 'columns' }, 'variables'],
    [{ name: 'columns', variables: 'x' }, 'variables'],
    [{ name: 'columns', variables: { length: 1, 0: 'x' } }, 'variables'],
    [{ name: 'columns', variables: ['x', 3] }, 'variables[1]'],
    [{ name: 'columns', variables: new Array(2) }, 'variables[0]'],
    [{ name: 'columns', variables: ['x'], degree: 2 }, 'degree'],
    [{ name: 'columns', variables: ['x'], [Symbol('s')]: 2 }, 'Symbol(s)'],
    [{ name: 5, variables: ['x'] }, 'name'],
    [{ name: 'monomial', variables: ['x'] }, 'degree'],
    [{ name: 'monomial', variables: ['x'], degree: '2' }, 'degree'],
    [{ name: 'monomial', variables: ['x'], degree: Infinity }, 'degree'],
    [{ name: 'monomial', variables: ['x'], degree: -1 }, 'degree'],
    [{ name: 'chebyshev', variables: ['x'], degree: 2 }, 'domain'],
    [{ name: 'chebyshev', variables: ['x'], degree: 2, domain: [0] }, 'domain'],
    [{ name: 'chebyshev', variables: ['x'], degree: 2, domain: [0, 1, 2] }, 'domain'],
    [{ name: 'chebyshev', variables: ['x'], degree: 2, domain: [0, null] }, 'domain'],
    [{ name: 'legendre', variables: ['x'], degree: 2, domain: [1, 0] }, 'domain'],
    [{ name: 'arnoldi', variables: ['x'], degree: 1, domain: [0, 1], recurrence: [0, '1'] }, 'recurrence[1]'],
    [{ name: 'arnoldi', variables: ['x'], degree: 1, domain: [0, 1], recurrence: [0] }, 'recurrence'],
    [{ name: 'fourier', variables: ['x'], harmonics: 1, origin: 0 }, 'period'],
    [{ name: 'fourier', variables: ['x'], period: 1, harmonics: 1 }, 'origin'],
    [{ name: 'bspline', variables: ['x'], degree: 3, knots: [], domain: [0, 1] }, 'ends'],
    [{ name: 'bspline', variables: ['x'], degree: 3, knots: [], domain: [0, 1], ends: 'open' }, 'ends'],
    [{ name: 'polynomial-features', variables: ['x'], degree: 3, interactions: 1 }, 'interactions'],
    [
      { name: 'chebyshev-products', variables: ['x'], degree: 3, interactions: true, domains: [[0, '1']] },
      'domains[0]',
    ],
    [{ name: 'custom', variables: ['x'], features: ['exp(x)'] }, 'features[0]'],
    [{ name: 'concatenation', variables: ['x'] }, 'parts'],
    [{ name: 'concatenation', variables: ['x'], parts: [columns(['x']).specification] }, 'parts'],
    [{ name: 'concatenation', variables: ['x'], parts: [columns(['x']).specification, 3] }, 'parts[1]'],
    [
      {
        name: 'concatenation',
        variables: ['x'],
        parts: [columns(['x']).specification, { name: 'monomial', variables: ['y'] }],
      },
      'parts[1].degree',
    ],
    [
      {
        name: 'concatenation',
        variables: ['y', 'x'],
        parts: [columns(['x']).specification, columns(['y']).specification],
      },
      'variables',
    ],
  ])('refuses %j: %s', (specification, argument) => {
    expect(refusal(() => basisFromSpecification(specification, { features: custom }))).toMatchObject({
      code: 'INVALID_OPTION',
      argument,
    });
  });

  test('takes own properties only, and no others', () => {
    const inherited: unknown = Object.create({ name: 'columns', variables: ['x'] });
    expect(refusal(() => basisFromSpecification(inherited))).toMatchObject({ argument: 'name' });
    const text = '{ "name": "columns", "variables": ["x"], "__proto__": { "degree": 3 } }';
    expect(refusal(() => basisFromSpecification(JSON.parse(text)))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: '__proto__',
    });
    expect(refusal(() => basisFromSpecification(JSON.parse('{ "__proto__": { "name": "columns" } }')))).toMatchObject({
      argument: 'name',
    });
    expect(
      basisFromSpecification(Object.assign(Object.create(null), { name: 'columns', variables: ['__proto__'] })).names,
    ).toEqual(['__proto__']);
    expect(refusal(() => basisFromSpecification({ name: 'columns', variables: ['x', 'x'] }))).toMatchObject({
      code: 'DUPLICATE_NAME',
    });
  });

  test('limits sizes before it builds anything', () => {
    const one = (k: number) => ({ name: 'fourier', variables: [`v${k}`], period: 1, harmonics: 40_000, origin: 0 });
    const variables = ['x'];
    for (const specification of [
      { name: 'columns', variables: new Array<string>(100_001).fill('x') },
      { name: 'fourier', variables, period: 1, harmonics: 1e15, origin: 0 },
      { name: 'polynomial-features', variables: ['a', 'b', 'c'], degree: 1000, interactions: true },
      { name: 'arnoldi', variables, degree: 1000, domain: [0, 1], recurrence: new Array<number>(501_501).fill(1) },
      {
        name: 'bspline',
        variables,
        degree: 3,
        domain: [0, 1],
        ends: 'clamped',
        knots: new Array<number>(100_001).fill(0.5),
      },
      { name: 'concatenation', variables, parts: new Array<unknown>(1001).fill({ name: 'columns', variables }) },
      { name: 'concatenation', variables, parts: [one(0), one(1), one(2), one(3)] },
    ]) {
      expect(refusal(() => basisFromSpecification(specification))).toMatchObject({ code: 'TOO_LARGE' });
    }
  });

  test('limits depth', () => {
    const nest = (depth: number): unknown =>
      depth === 0
        ? { name: 'columns', variables: ['x0'] }
        : {
            name: 'concatenation',
            variables: Array.from({ length: depth + 1 }, (_, k) => `x${k}`),
            parts: [nest(depth - 1), { name: 'columns', variables: [`x${depth}`] }],
          };
    expect(basisFromSpecification(nest(8)).size).toBe(9);
    expect(refusal(() => basisFromSpecification(nest(9)))).toMatchObject({ code: 'TOO_LARGE' });
    // A ring is deeper than anything.
    const ring: { name: string; variables: string[]; parts: unknown[] } = {
      name: 'concatenation',
      variables: ['x'],
      parts: [],
    };
    ring.parts = [ring, ring];
    expect(refusal(() => basisFromSpecification(ring))).toMatchObject({ code: 'TOO_LARGE' });
  });
});
