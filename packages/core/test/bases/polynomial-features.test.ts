import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chebyshevProducts } from '../../src/bases/chebyshev-products.js';
import { polynomialFeatures } from '../../src/bases/polynomial-features.js';
import type { Basis } from '../../src/contracts/basis.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { doubleDouble } from '../support/arbitrary.js';
import { exactCoefficients, exactMap } from '../support/exact-polynomials.js';
import { conditionOf } from '../support/condition-of.js';
import { filled } from '../support/filled.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

const U = 2 ** -53;
const U2 = U * U;
const three = ['x1', 'x2', 'x3'];

/** Values at the second of two rows. */
const valuesAt = (basis: Basis, row: readonly (readonly [hi: number, lo: number])[]): Rational[] => {
  const d = row.length;
  const x = doubleDoubleArray(2 * d);
  x.hi.fill(NaN);
  for (const [v, [hi, lo]] of row.entries()) [x.hi[d + v], x.lo[d + v]] = [hi, lo];
  const out = doubleDoubleArray(basis.size + 3);
  basis.evaluate(x, 1, out, 2);
  expect([out.hi[0], out.hi[1], out.hi[basis.size + 2]]).toEqual([0, 0, 0]);
  return Array.from({ length: basis.size }, (_, j) => Rational.sum(out.hi[j + 2]!, out.lo[j + 2]!));
};

/** The exponents that a name tells: 'x1^2*x3'. */
const exponentsOf = (name: string): Map<string, number> =>
  new Map(name.split('*').map((factor) => [factor.split('^')[0]!, Number(factor.split('^')[1] ?? 1)]));

const exactPower = (x: Rational, exponent: number): Rational =>
  exponent === 0 ? Rational.of(1) : exactPower(x, exponent - 1).times(x);

describe('polynomialFeatures', () => {
  test('are all products up to the degree, by degree', () => {
    expect(polynomialFeatures({ variables: three, degree: 2 }).names).toEqual(
      'x1 x2 x3 x1^2 x1*x2 x1*x3 x2^2 x2*x3 x3^2'.split(' '),
    );
    expect(polynomialFeatures({ variables: ['a', 'b'], degree: 3 }).names).toEqual(
      'a b a^2 a*b b^2 a^3 a^2*b a*b^2 b^3'.split(' '),
    );
    expect(polynomialFeatures({ variables: three, degree: 3 }).names).toContain('x1*x2*x3');
    expect(polynomialFeatures({ variables: ['a', 'b'], degree: 3, interactions: false }).names).toEqual(
      'a b a^2 b^2 a^3 b^3'.split(' '),
    );
    expect(polynomialFeatures({ variables: ['x'], degree: 3 }).names).toEqual(['x', 'x^2', 'x^3']);
    expect(polynomialFeatures({ variables: three, degree: 0 })).toMatchObject({ size: 0, names: [], variables: 3 });
    expect(polynomialFeatures({ variables: [], degree: 4 })).toMatchObject({ size: 0, names: [], variables: 0 });
  });

  test('are as many as there are, each once', () => {
    // C(d + k, k) − 1.
    for (const [d, degree, size] of [
      [5, 4, 125],
      [10, 3, 285],
      [2, 30, 495],
    ] as const) {
      const { names } = polynomialFeatures({ variables: Array.from({ length: d }, (_, v) => `v${v}`), degree });
      expect([names.length, new Set(names).size]).toEqual([size, size]);
    }
  });

  test('evaluate to 7(degree − 1) u², relatively', () => {
    const basis = polynomialFeatures({ variables: three, degree: 5 });
    const number = doubleDouble(-20, 20);
    holds(
      fc.property(number, number, number, (...row) => {
        for (const [j, value] of valuesAt(basis, row).entries()) {
          let exact = Rational.of(1);
          let degree = 0;
          for (const [variable, exponent] of exponentsOf(basis.names[j]!)) {
            const [hi, lo] = row[three.indexOf(variable)]!;
            exact = exact.times(exactPower(Rational.sum(hi, lo), exponent));
            degree += exponent;
          }
          expect(value.minus(exact).isWithin(7 * (degree - 1) * U2 * (1 + 2 ** -40), exact)).toBe(true);
        }
      }),
      30,
    );
  });

  test('differentiate', () => {
    const degree = 4;
    const basis = polynomialFeatures({ variables: three, degree });
    const number = doubleDouble(-20, 20);
    holds(
      fc.property(number, number, number, (...row) => {
        const x = {
          hi: Float64Array.of(NaN, NaN, NaN, ...row.map(([hi]) => hi)),
          lo: Float64Array.of(NaN, NaN, NaN, ...row.map(([, lo]) => lo)),
        };
        for (const [v, variable] of three.entries()) {
          const out = filled(basis.size + 3);
          basis.differentiate(x, 1, v, out, 2);
          for (const end of [0, 1, basis.size + 2]) expect([out.hi[end], out.lo[end]]).toEqual([7, 7]);
          for (const [j, name] of basis.names.entries()) {
            const exponents = exponentsOf(name);
            const own = exponents.get(variable) ?? 0;
            let exact = Rational.of(own);
            for (const [w, other] of three.entries()) {
              const exponent = exponents.get(other) ?? 0;
              const [hi, lo] = row[w]!;
              if (own > 0) exact = exact.times(exactPower(Rational.sum(hi, lo), w === v ? exponent - 1 : exponent));
            }
            // A factor e x^(e−1) takes as many multiplications as x^e.
            const error = Rational.sum(out.hi[j + 2]!, out.lo[j + 2]!).minus(exact);
            expect(error.isWithin(7 * (degree - 1) * U2 * (1 + 2 ** -40), exact)).toBe(true);
          }
        }
      }),
      20,
    );
  });

  test('specification', () => {
    const variables = ['a', 'b'];
    const basis = polynomialFeatures({ variables, degree: 2 });
    variables.push('c');
    expect(basis.specification).toEqual({
      name: 'polynomial-features',
      variables: ['a', 'b'],
      degree: 2,
      interactions: true,
    });
    expect(basis.toMonomial).toBeUndefined();
  });

  test('refuses what cannot be, and what would be too many before it makes them', () => {
    for (const degree of [-1, 0.5, NaN, 1001]) {
      expect(refusal(() => polynomialFeatures({ variables: ['x'], degree }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'degree',
        value: degree,
      });
    }
    expect(refusal(() => polynomialFeatures({ variables: ['a', 'b', 'a'], degree: 1 }))).toEqual({
      code: 'DUPLICATE_NAME',
      argument: 'variables',
      value: 'a',
    });
    const many = Array.from({ length: 1000 }, (_, v) => `v${v}`);
    for (const degree of [2, 1000]) {
      expect(refusal(() => polynomialFeatures({ variables: many, degree }))).toEqual({
        code: 'TOO_LARGE',
        argument: 'degree',
        value: degree,
      });
    }
    expect(refusal(() => polynomialFeatures({ variables: many, degree: 101, interactions: false }))).toMatchObject({
      code: 'TOO_LARGE',
    });
    expect(polynomialFeatures({ variables: many, degree: 100, interactions: false }).size).toBe(100_000);
    // C(25, 5) − 1 = 53 129 and C(26, 6) − 1 = 230 229.
    expect(refusal(() => polynomialFeatures({ variables: many.slice(0, 20), degree: 6 }))).toMatchObject({
      code: 'TOO_LARGE',
    });
    // C(446, 2) − 1 = 99 234 and C(448, 2) − 1 = 100 127.
    expect(polynomialFeatures({ variables: many.slice(0, 444), degree: 2 }).size).toBe(99_234);
    expect(refusal(() => polynomialFeatures({ variables: many.slice(0, 446), degree: 2 }))).toMatchObject({
      code: 'TOO_LARGE',
    });
  });
});

describe('conditioned', () => {
  const x = Float64Array.from({ length: 3 * 60 }, (_, k) => {
    const [row, v] = [Math.floor(k / 3), k % 3];
    return [1990 + (row % 20), 1e-3 * Math.sin(row), 5 + ((row * 7) % 11)][v]!;
  });

  test.each([true, false])('spans the same space, interactions %s', (interactions) => {
    const degree = 3;
    const basis = polynomialFeatures({ variables: three, degree, interactions });
    const { basis: better, changeOfBasis } = basis.conditioned!(fromFloat64(x));
    const size = basis.size + 1;
    expect(better.size).toBe(basis.size);
    expect(better.specification).toEqual({
      name: 'chebyshev-products',
      variables: three,
      degree,
      interactions,
      domains: [
        [1990, 2009],
        [Math.min(...x.filter((_, k) => k % 3 === 1)), Math.max(...x.filter((_, k) => k % 3 === 1))],
        [5, 15],
      ],
    });
    expect([changeOfBasis.hi.length, changeOfBasis.lo.length]).toEqual([size * size, size * size]);
    for (const row of [0, 17, 59]) {
      const inputs = [0, 1, 2].map((v) => [x[row * 3 + v]!, 0] as const);
      const powers = [Rational.of(1), ...valuesAt(basis, inputs)];
      const products = [Rational.of(1), ...valuesAt(better, inputs)];
      for (const [j, product] of products.entries()) {
        let sum = Rational.zero;
        let terms = Rational.zero;
        for (const [i, power] of powers.entries()) {
          const k = i * size + j;
          const term = Rational.sum(changeOfBasis.hi[k]!, changeOfBasis.lo[k]!).times(power);
          sum = sum.plus(term);
          terms = terms.plus(term.abs());
        }
        // Column by column, for each of up to 3 factors: entries within 72 · 3 u² of the sum of the magnitudes, as
        // Chebyshev's are, products within 7u² more, powers within 14u².
        expect([row, j, sum.minus(product).isWithin(3 * (72 * 3 + 7 + 14) * U2, terms)]).toEqual([row, j, true]);
      }
    }
  });

  test('bounds the errors of its change of basis, where entries nearly vanish too', () => {
    // On the first domain x = 0 is a root of T₂, but for rounding: the entry of the constant is nothing but that.
    const domains = [
      [-1 - Math.SQRT1_2, 1 - Math.SQRT1_2],
      [1000, 1010],
    ] as const;
    const degree = 4;
    const basis = polynomialFeatures({ variables: ['a', 'b'], degree });
    const { changeOfBasis, errors } = basis.conditioned!(
      fromFloat64(Float64Array.of(domains[0][0], 1000, domains[0][1], 1010)),
    );
    const size = basis.size + 1;
    const exact = domains.map((domain) => {
      const { slope, offset } = exactMap(domain);
      return exactCoefficients('chebyshev', degree, slope, offset);
    });
    const degrees = basis.names.map((name) => ['a', 'b'].map((variable) => exponentsOf(name).get(variable) ?? 0));
    for (const [j, [eA, eB]] of [[0, 0], ...degrees].entries()) {
      for (const [i, [fA, fB]] of [[0, 0], ...degrees].entries()) {
        const entry = i * size + j;
        const value = exact[0]![eA!]![fA!]!.times(exact[1]![eB!]![fB!]!);
        const error = Rational.sum(changeOfBasis.hi[entry]!, changeOfBasis.lo[entry]!).minus(value);
        expect(errors[entry]).toBeGreaterThanOrEqual(0);
        expect(error.isWithin(1, Rational.of(errors[entry]!))).toBe(true);
      }
    }
  });

  test('is well conditioned where the powers are not', () => {
    const basis = polynomialFeatures({ variables: three, degree: 3 });
    expect(conditionOf(basis, x)).toBeGreaterThan(1e7);
    // 20 columns on 60 points of a lattice: κ is that of Chebyshev polynomials on few points, tens.
    expect(conditionOf(basis.conditioned!(fromFloat64(x)).basis, x)).toBeLessThan(1e3);
  });

  test('names its products', () => {
    const { basis } = polynomialFeatures({ variables: ['a', 'b'], degree: 2 }).conditioned!(
      fromFloat64(Float64Array.of(0, 0, 1, 1)),
    );
    expect(basis.names).toEqual(['T1(a)', 'T1(b)', 'T2(a)', 'T1(a)*T1(b)', 'T2(b)']);
  });

  test('differentiates products', () => {
    const basis = chebyshevProducts({
      variables: ['a', 'b'],
      degree: 2,
      interactions: true,
      domains: [
        [-1, 1],
        [0, 4],
      ],
    });
    const out = filled(5);
    basis.differentiate(fromFloat64(Float64Array.of(0.5, 3)), 0, 1, out, 0);
    // t = (b − 2)/2 = ½: T₁ = ½, T₁′ = ½, T₂′ = 4t/2 = 1.
    expect([...out.hi]).toEqual([0, 0.5, 0, 0.25, 1]);
    expect([...out.lo]).toEqual([0, 0, 0, 0, 0]);
  });

  test('a column that does not vary is no trouble', () => {
    const basis = polynomialFeatures({ variables: ['a', 'b'], degree: 2 });
    const { basis: better } = basis.conditioned!(fromFloat64(Float64Array.of(1, 7, 2, 7, 3, 7)));
    expect(
      valuesAt(better, [
        [2, 0],
        [7, 0],
      ]).map((value) => value.toNumber()),
    ).toEqual([0, 0, -1, 0, -1]);
  });

  test('is left out where its matrix would be too large', () => {
    const names = Array.from({ length: 60 }, (_, v) => `v${v}`);
    expect(polynomialFeatures({ variables: names.slice(0, 43), degree: 2 })).toMatchObject({ size: 989 });
    expect(polynomialFeatures({ variables: names.slice(0, 43), degree: 2 }).conditioned).toBeDefined();
    expect(polynomialFeatures({ variables: names, degree: 2 }).conditioned).toBeUndefined();
  });

  test('refuses domains that do not belong to the variables', () => {
    const options = { variables: ['a', 'b'], degree: 1, interactions: true };
    expect(refusal(() => chebyshevProducts({ ...options, domains: [[0, 1]] }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'domains',
      value: 1,
    });
    expect(
      refusal(() =>
        chebyshevProducts({
          ...options,
          domains: [
            [0, 1],
            [1, 0],
          ],
        }),
      ),
    ).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'domain',
    });
    expect(
      refusal(() =>
        chebyshevProducts({
          ...options,
          variables: ['a', 'a'],
          domains: [
            [0, 1],
            [0, 1],
          ],
        }),
      ),
    ).toMatchObject({
      code: 'DUPLICATE_NAME',
    });
    expect(
      refusal(() =>
        chebyshevProducts({
          ...options,
          degree: -1,
          domains: [
            [0, 1],
            [0, 1],
          ],
        }),
      ),
    ).toMatchObject({
      argument: 'degree',
    });
  });
});
