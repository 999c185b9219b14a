import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { legendre } from '../../src/bases/legendre.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { coefficientMajorants, exactCoefficients, exactMap, exactPolynomials } from '../support/exact-polynomials.js';
import { filled } from '../support/filled.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

const U = 2 ** -53;
const U2 = U * U;

const DOMAINS = [
  [2, 5],
  [-1, 1],
  [-3, 3],
  [1000, 1010],
  [-0.1, 1e6],
  [4, 4],
] as const;

describe.each([
  ['chebyshev', chebyshev, 'T'],
  ['legendre', legendre, 'P'],
] as const)('%s', (name, family, symbol) => {
  /**
   * Errors of P_k at t in [−1, 1], in units of u²: t itself is off by 18, which counts |P′_k| ≤ k² times; each step of
   * the recurrence adds at most 2 · 7 (two products), 7 + 3 (the term of c and the sum) and, when a and c are rounded
   * ratios, 2 · 15 for them, on values below 3; a local error is amplified by at most k (Gautschi 2004, §1.3), k/2 on
   * average over the k steps: 18 k² + 3 · 54 · k²/2 ≤ 100 k².
   */
  const valueBound = (k: number) => 100 * k * k * U2;

  test.each(DOMAINS)('evaluates to 100 k² u² on [%s, %s]', (...domain) => {
    const degree = 12;
    const basis = family({ degree, domain });
    const { t } = exactMap(domain);
    const [a, b] = domain;
    holds(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (s, low) => {
        const hi = Math.min(b, Math.max(a, a + s * (b - a)));
        const lo = s > 0.01 && s < 0.99 ? (low * hi * U) / 2 : 0;
        const x = { hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) };
        const out = doubleDoubleArray(degree + 3);
        basis.evaluate(x, 1, out, 2);
        const exact = exactPolynomials(name, degree, t(Rational.sum(hi, lo)));
        for (let k = 1; k <= degree; k++) {
          const value = Rational.sum(out.hi[k + 1]!, out.lo[k + 1]!);
          expect(value.minus(exact[k]!).isWithin(valueBound(k), Rational.of(1))).toBe(true);
        }
        // Nothing else is written.
        expect([out.hi[0], out.hi[1], out.hi[degree + 2]]).toEqual([0, 0, 0]);
      }),
      40,
    );
  });

  test('low degrees are exact at simple points', () => {
    const basis = family({ degree: 3, domain: [-1, 1] });
    const out = doubleDoubleArray(3);
    basis.evaluate(fromFloat64(Float64Array.of(0.5)), 0, out, 0);
    expect([...out.hi]).toEqual(name === 'chebyshev' ? [0.5, -0.5, -1] : [0.5, -0.125, -0.4375]);
  });

  /**
   * Errors of P′_k in units of t′ u², by the derivative of the recurrence, a (t′ P_k + t P′_k) − c P′_{k−1}. With |a| ≤ 2,
   * |c| ≤ 1, |P_k| ≤ 1 and |P′_k| ≤ k², step k adds what P_k is off by, 2 · 100 k²; of the term of t′, 2 (17 for t′, two
   * products 7 each, 15 for a and 2 sums 3 each); of that of t, 2k² (18 for t, two products, a and two sums); of that of
   * c, k² (15 for c, 7 + 3): 2 · 52 + (200 + 2 · 53 + 25) k² ≤ 435 (k + 1)². An error of step j is amplified by at most
   * k − j (Gautschi 2004, §1.3), and Σ (k − j)(j + 1)² = k (k + 1)² (k + 2)/12.
   */
  const slopeBound = (k: number) => ((435 * k * (k + 1) ** 2 * (k + 2)) / 12) * U2 * (1 + 2 ** -40);

  test.each(DOMAINS)('differentiates by the recurrence, in double-double, on [%s, %s]', (...domain) => {
    const degree = 12;
    const basis = family({ degree, domain });
    const { slope, t } = exactMap(domain);
    const [a, b] = domain;
    const coefficients = exactCoefficients(name, degree, Rational.of(1), Rational.zero);
    holds(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (s, low) => {
        const hi = Math.min(b, Math.max(a, a + s * (b - a)));
        const lo = s > 0.01 && s < 0.99 ? (low * hi * U) / 2 : 0;
        const out = filled(degree + 2);
        basis.differentiate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, 0, out, 1);
        const point = t(Rational.sum(hi, lo));
        const powers = [Rational.of(1)];
        for (let k = 1; k < degree; k++) powers.push(powers[k - 1]!.times(point));
        for (let k = 1; k <= degree; k++) {
          const exact = coefficients[k]!.slice(1)
            .map((coefficient, power) => coefficient.times(Rational.of(power + 1)).times(powers[power]!))
            .reduce((sum, term) => sum.plus(term), Rational.zero)
            .times(slope);
          const error = Rational.sum(out.hi[k]!, out.lo[k]!).minus(exact);
          expect([k, error.isWithin(slopeBound(k), slope)]).toEqual([k, true]);
        }
        for (const end of [0, degree + 1]) expect([out.hi[end], out.lo[end]]).toEqual([7, 7]);
      }),
      20,
    );
  });

  test.each(DOMAINS)('toMonomial has the exact coefficients on [%s, %s]', (...domain) => {
    const degree = 8;
    const size = degree + 1;
    const matrix = family({ degree, domain }).toMonomial();
    expect(matrix.hi.length).toBe(size * size);
    const { slope, offset } = exactMap(domain);
    const exact = exactCoefficients(name, degree, slope, offset);
    const majorant = coefficientMajorants(name, degree, slope, offset);
    for (let k = 0; k <= degree; k++) {
      for (let power = 0; power <= degree; power++) {
        const index = power * size + k;
        const error = Rational.sum(matrix.hi[index]!, matrix.lo[index]!).minus(exact[k]![power]!);
        // Each of k steps: slope or offset (15), a (15), c (15), three products (7 each), two sums (3 each): 72 u² of
        // the terms' magnitudes. Where those are zero, as for the odd powers of even polynomials, so is the error.
        expect([k, power, error.isWithin(72 * Math.max(k, 1) * U2 * (1 + 2 ** -40), majorant[k]![power]!)]).toEqual([
          k,
          power,
          true,
        ]);
      }
    }
  });

  test('names its columns and says from what it can be built again', () => {
    const basis = family({ degree: 3, domain: [2, 5] });
    expect(basis.names).toEqual([`${symbol}1(x)`, `${symbol}2(x)`, `${symbol}3(x)`]);
    expect(family({ degree: 1, domain: [2, 5], variable: 'time' }).names).toEqual([`${symbol}1(time)`]);
    expect(basis.specification).toEqual({ name, variables: ['x'], degree: 3, domain: [2, 5] });
    expect([basis.variables, basis.size]).toEqual([1, 3]);
    expect(basis.conditioned).toBeUndefined();
  });

  test('degree 0 is no column at all', () => {
    const basis = family({ degree: 0, domain: [2, 5] });
    expect([basis.size, basis.names]).toEqual([0, []]);
    expect([...basis.toMonomial().hi]).toEqual([1]);
  });

  test('refuses degrees and domains that cannot be', () => {
    for (const degree of [-1, 1.5, NaN, 1001, Infinity]) {
      expect(refusal(() => family({ degree, domain: [0, 1] }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'degree',
        value: degree,
      });
    }
    expect(refusal(() => family({ degree: 2, domain: [1, 0] }))).toMatchObject({ argument: 'domain' });
    expect(family({ degree: 1000, domain: [0, 1] }).size).toBe(1000);
  });
});
