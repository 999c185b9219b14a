import { describe, expect, test } from 'vitest';
import { basisFromSpecification } from '../../src/bases/basis-from-specification.js';
import { bspline } from '../../src/bases/bspline.js';
import { columns } from '../../src/bases/columns.js';
import { concatenate } from '../../src/bases/concatenate.js';
import { DomainMap } from '../../src/bases/domain-map.js';
import { domainOf } from '../../src/bases/domain-of.js';
import { fourier } from '../../src/bases/fourier.js';
import { monomial } from '../../src/bases/monomial.js';
import { polynomialFeatures } from '../../src/bases/polynomial-features.js';
import type { Basis } from '../../src/contracts/basis.js';
import { decimals } from '../../src/double-double/decimals.js';
import { DoubleDouble } from '../../src/double-double/double-double.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';

/** Numbers that agree in their first 52 digits and differ by 1, 3 and 4 units of the last of 55. */
const shared = `1700000000.${'1234567890'.repeat(4)}12`;
const texts = ['001', '003', '004'].map((end) => shared + end);
const x = decimals(texts);
const unit = Rational.ratio(1n, 10n ** 45n);
const featuresOf = (basis: Basis, row: number) => {
  const out = doubleDoubleArray(basis.size);
  basis.evaluate(x, row, out, 0);
  return Array.from(out.hi, (hi, j) => Rational.sum(hi, out.lo[j]!));
};
const isNear = (found: Rational, exact: Rational) => found.minus(exact).isWithin(2 ** -79, Rational.of(1));

describe('numbers of more limbs than two', () => {
  test('are mapped by their differences, which float64 and double-double do not see', () => {
    const domain = domainOf(x);
    const map = new DomainMap(domain);
    const t = [0, 1, 2].map((row) => map.map(x, row, new DoubleDouble())).map(({ hi, lo }) => Rational.sum(hi, lo));
    expect(t[0]!.isWithin(0, Rational.zero)).toBe(false);
    for (const [row, exact] of [-1, 1 / 3, 1].entries()) {
      expect(Math.abs(t[row]!.toNumber() - exact)).toBeLessThan(1e-9);
    }
  });

  test('are centred so: the columns are the differences, in all their digits', () => {
    const { basis, changeOfBasis, errors } = columns(['t']).conditioned!(x);
    const [first, second, third] = [0, 1, 2].map((row) => featuresOf(basis, row)[0]!);
    expect(isNear(second!.minus(first!).over(unit), Rational.of(2))).toBe(true);
    expect(isNear(third!.minus(first!).over(unit), Rational.of(3))).toBe(true);
    expect(Math.abs(first!.over(unit).toNumber())).toBeLessThan(4);
    // M[0, 1] is minus the centre to double-double, with a bound on what that lacks.
    expect(changeOfBasis.hi[1]).toBe(-x.hi[0]!);
    expect(errors[1]).toBeGreaterThan(0);
    expect(errors[1]).toBeLessThanOrEqual(2 ** -105 * 1.7e9);
  });

  test('find their knot and their phase', () => {
    // Hat functions on [x̂ − 1, x̂ + 1] with the knot x̂, the float64 number below: 1 − |x − x̂|, whose first derivative jumps there.
    const knot = x.hi[0]!;
    const hat = bspline({ knots: [knot], degree: 1, domain: [knot - 1, knot + 1] });
    const beyond = (row: number) => Rational.of(1).minus(featuresOf(hat, row)[0]!).abs();
    expect(beyond(0).toNumber()).toBeCloseTo(Math.abs(x.lo[0]!), 20);
    // sin(2π (x − x̂)/period) with a period of the size of the differences: x is reduced by 10³⁷ periods and more without error.
    const period = 4e-45;
    const wave = fourier({ period, harmonics: 1, origin: knot });
    const [cosines, sines] = [0, 1].map((k) => [0, 1, 2].map((row) => featuresOf(wave, row)[k]!.toNumber()));
    const angle = (a: number, b: number) =>
      Math.atan2(
        sines![b]! * cosines![a]! - cosines![b]! * sines![a]!,
        cosines![a]! * cosines![b]! + sines![a]! * sines![b]!,
      );
    // Two units are half a turn, three are three quarters.
    expect(Math.abs(angle(0, 1))).toBeCloseTo(Math.PI, 6);
    expect(angle(0, 2)).toBeCloseTo(-Math.PI / 2, 6);
  });

  test.each<[string, Basis]>([
    ['monomial', monomial({ degree: 3, variable: 't' })],
    ['columns', columns(['t'])],
    ['polynomial-features', polynomialFeatures({ variables: ['t'], degree: 2 })],
    [
      'concatenation',
      concatenate(monomial({ degree: 2, variable: 't' }), fourier({ period: 1, harmonics: 1, variable: 't' })),
    ],
  ])(
    'are what the better basis of %s is made for: built again from JSON it is the same to the last bit',
    (_, basis) => {
      const better = basis.conditioned!(x).basis;
      const again = basisFromSpecification(JSON.parse(JSON.stringify(better.specification)));
      for (const row of [0, 1, 2]) expect(featuresOf(again, row)).toEqual(featuresOf(better, row));
      // And the rows differ.
      expect(featuresOf(better, 0)[0]!.minus(featuresOf(better, 1)[0]!).isZero()).toBe(false);
    },
  );

  test('leave ordinary data as it is: ends and centres are float64 numbers', () => {
    expect(domainOf(decimals(['0.1', '0.7']))).toEqual([0.1, 0.7]);
    expect(domainOf(decimals([texts[0]!, texts[0]!]))).toEqual([x.hi[0], x.hi[0]]);
    expect(domainOf(fromFloat64(Float64Array.of(1e16, 1e16 + 2)))).toEqual([1e16, 1e16 + 2]);
  });

  test('are refused where they are none', () => {
    const chebyshev = (domain: unknown) =>
      refusal(() => basisFromSpecification({ name: 'chebyshev', variables: ['x'], degree: 1, domain }));
    expect(chebyshev([[1, NaN], 2])).toMatchObject({ code: 'INVALID_OPTION', argument: 'domain' });
    expect(chebyshev([[1, 2 ** -60], 1])).toMatchObject({ code: 'INVALID_OPTION', argument: 'domain' });
    expect(chebyshev([new Array<number>(41).fill(0), 1])).toMatchObject({ code: 'TOO_LARGE', argument: 'domain' });
  });
});
