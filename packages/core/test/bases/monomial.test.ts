import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monomial } from '../../src/bases/monomial.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { doubleDouble } from '../support/arbitrary.js';
import { filled } from '../support/filled.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

const U = 2 ** -53;

describe('monomial', () => {
  test('evaluates x^k to 7(k − 1) u²: one multiplication a power, the first by 1', () => {
    holds(
      fc.property(doubleDouble(-20, 20), ([hi, lo]) => {
        const degree = 9;
        const out = doubleDoubleArray(degree + 3);
        monomial({ degree }).evaluate({ hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) }, 1, out, 2);
        let power = Rational.of(1);
        for (let k = 1; k <= degree; k++) {
          power = power.times(Rational.sum(hi, lo));
          const error = Rational.sum(out.hi[k + 1]!, out.lo[k + 1]!).minus(power);
          expect(error.isWithin(7 * (k - 1) * U * U * (1 + 2 ** -40), power)).toBe(true);
        }
        expect([out.hi[0], out.hi[1], out.hi[degree + 2]]).toEqual([0, 0, 0]);
      }),
    );
  });

  test('differentiates to k x^(k − 1), to 7(k − 1) u²: the multiplications of the power and that by k', () => {
    holds(
      fc.property(doubleDouble(-20, 20), ([hi, lo]) => {
        const degree = 9;
        const out = filled(degree + 2);
        monomial({ degree }).differentiate(
          { hi: Float64Array.of(NaN, hi), lo: Float64Array.of(NaN, lo) },
          1,
          0,
          out,
          1,
        );
        let power = Rational.of(1);
        for (let k = 1; k <= degree; k++) {
          const exact = power.times(Rational.of(k));
          const error = Rational.sum(out.hi[k]!, out.lo[k]!).minus(exact);
          expect(error.isWithin(7 * (k - 1) * U * U * (1 + 2 ** -40), exact)).toBe(true);
          power = power.times(Rational.sum(hi, lo));
        }
        for (const end of [0, degree + 1]) expect([out.hi[end], out.lo[end]]).toEqual([7, 7]);
      }),
    );
  });

  test('names', () => {
    expect(monomial({ degree: 3 }).names).toEqual(['x', 'x^2', 'x^3']);
    expect(monomial({ degree: 2, variable: 'time' })).toMatchObject({
      names: ['time', 'time^2'],
      specification: { name: 'monomial', variables: ['time'], degree: 2 },
      variables: 1,
      size: 2,
    });
    expect(monomial({ degree: 0 })).toMatchObject({ names: [], size: 0 });
  });

  test('is its own change of basis to powers', () => {
    const { hi, lo } = monomial({ degree: 2 }).toMonomial();
    expect([...hi]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...lo]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('is well-conditioned as Chebyshev polynomials on the range of x', () => {
    const { basis, changeOfBasis, errors } = monomial({ degree: 2, variable: 'time' }).conditioned!(
      fromFloat64(Float64Array.of(5, 2, 3)),
    );
    expect(basis.specification).toEqual({ name: 'chebyshev', variables: ['time'], degree: 2, domain: [2, 5] });
    expect(changeOfBasis).toEqual(basis.toMonomial!());
    // Of t = (2x − 7)/3 and 2t² − 1 with every sign made positive: 80 k u² of it, and what underflow takes.
    const majorants = [0, 7 / 3, (2 * 49) / 9 + 1, 0, 2 / 3, 56 / 9, 0, 0, 8 / 9];
    for (const [entry, size] of majorants.entries()) {
      expect(Math.abs(errors[entry]! - 80 * (entry % 3) * U * U * size)).toBeLessThanOrEqual(1e-15 * size + 2 ** -1060);
    }
    // T₂(t) = 2t² − 1 with t = (2x − 7)/3: 89/9 − 56/9 x + 8/9 x².
    const column = [2, 5, 8].map((index) => changeOfBasis.hi[index]!);
    expect(column.map((value, power) => value - [89 / 9, -56 / 9, 8 / 9][power]!)).toEqual([0, 0, 0]);
  });

  test.each([-1, 0.5, NaN, 1001])('refuses degree %s', (degree) => {
    expect(refusal(() => monomial({ degree }))).toEqual({ code: 'INVALID_OPTION', argument: 'degree', value: degree });
  });

  test('takes degree 1000', () => expect(monomial({ degree: 1000 }).size).toBe(1000));
});
