import { describe, expect, test } from 'vitest';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { certifiedDigits, certifiedFittedDigits } from '../../src/closed-form/certify.js';
import { runSync } from '../../src/fit/steps.js';

interface Change {
  readonly matrix: number[];
  readonly errors?: number[];
  readonly theta?: number[];
}

const digits = (coefficients: number[], bounds: number[], change?: Change) => [
  ...certifiedDigits(
    fromFloat64(Float64Array.from(coefficients)),
    Float64Array.from(bounds),
    change && {
      matrix: fromFloat64(Float64Array.from(change.matrix)),
      errors: Float64Array.from(change.errors ?? change.matrix.map(() => 0)),
      theta: fromFloat64(Float64Array.from(change.theta ?? coefficients.map(() => 0))),
    },
  ),
];

describe('certifiedDigits', () => {
  test('is −log₁₀ of the relative error, cut to one decimal', () => {
    // Relative to the smallest that the exact value can be, |value| − error: log₁₀ of 0.002/0.998, 0.0002/2.9998 and
    // 0.5/19.5 is −2.698, −4.176 and −1.591.
    expect(digits([1, -3, 20], [0.002, 0.0002, 0.5])).toEqual([2.6, 4.1, 1.5]);
    // 0.4/0.6 and 0.49/0.51: 0.17 and 0.01 digits; at 0.5/0.5 there is none.
    expect(digits([1, 1, 1, 1], [0.4, 0.49, 0.5, 0.9])).toEqual([0.1, 0, 0, 0]);
  });

  test('counts the last rounding: 15.9 at most', () => {
    expect(digits([1, -1e300, 0], [0, 0, 0])).toEqual([15.9, 15.9, 15.9]);
    // Below 2⁻¹⁰²² it is to a multiple of 2⁻¹⁰⁷⁴: −log₁₀(1/1023) = 3.01 digits of 2⁻¹⁰⁶⁴, none of 2⁻¹⁰⁷⁴.
    expect(digits([2 ** -1022, 2 ** -1064, 2 ** -1074], [0, 0, 0])).toEqual([15.4, 3, 0]);
    // u + u = 2.2e-16 and u + 2u = 3.3e-16: 15.65 and 15.47 digits.
    expect(digits([1, 1], [2 ** -53, 2 ** -52])).toEqual([15.6, 15.4]);
  });

  test('is 0 when nothing is known', () => {
    expect(digits([1, 1, 0, NaN, Infinity], [1, Infinity, 1e-300, 1, NaN])).toEqual([0, 0, 0, 0, 0]);
    expect(digits([Infinity, -Infinity], [0, 1])).toEqual([0, 0]);
    expect(digits([1], [1.5])).toEqual([0]);
    expect(digits([2, 2], [1.9, 2.1])).toEqual([0, 0]);
  });

  test('counts the error of M, as large as θ makes it', () => {
    // 0.001 · 7 + 0.002 · 4 = 0.015 of 1.
    const change = { matrix: [1, 2, 0, 1], errors: [0.001, 0.002, 0, 0], theta: [7, -4] };
    expect(digits([1, -4], [0, 0], change)).toEqual([1.8, 15.9]);
  });

  test('counts the rounding of the sum where its terms cancel', () => {
    // (2 + 2) · 32 · 2⁻¹⁰⁶ · 2 · 2⁶⁰ = 2⁻³⁸ of 1: 11.4 digits.
    expect(digits([1, 1], [0, 0], { matrix: [1, -1, 0, 1], theta: [2 ** 60, 2 ** 60] })[0]).toBe(11.4);
  });

  test('a product that underflows is not 0', () => {
    const change = { matrix: [2 ** -600, 0, 0, 1], theta: [2 ** -600, 0] };
    expect(digits([0, 0], [0, 0], change)[0]).toBe(0);
    expect(digits([0, 0], [2 ** -600, 0], { matrix: [2 ** -600, 0, 0, 1] })[0]).toBe(0);
  });

  test('are those of ordinary numbers whatever the size of θ, of M and of the coefficients', () => {
    const digitsIn = (ofTheta: number, ofRow: number) => [
      ...certifiedDigits(
        { ...fromFloat64(Float64Array.of(1, 100)), exponents: Float64Array.of(ofTheta + ofRow, ofTheta + ofRow) },
        Float64Array.of(0.001, 0.01),
        {
          matrix: { ...fromFloat64(Float64Array.of(1, -2, -3, 4)), exponents: Float64Array.of(ofRow, ofRow) },
          errors: new Float64Array(4),
          theta: { ...fromFloat64(new Float64Array(2)), exponents: Float64Array.of(ofTheta, ofTheta) },
        },
      ),
    ];
    for (const [ofTheta, ofRow] of [
      [0, 0],
      [1500, -1500],
      [-1800, 1000],
    ] as const) {
      expect(digitsIn(ofTheta, ofRow)).toEqual([1.6, 3.3]);
    }
    expect([digitsIn(0, 1100), digitsIn(-600, -600)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('count a part whose θ and whose entry of M are of opposite extremes', () => {
    // 2⁻¹⁰⁷⁰ · 0.001 · 2¹⁰⁷⁰ of 1.
    const change = {
      matrix: fromFloat64(Float64Array.of(1, 2 ** -1070, 0, 1)),
      errors: new Float64Array(4),
      theta: { ...fromFloat64(Float64Array.of(0, 1)), exponents: Float64Array.of(0, 1070) },
    };
    expect(certifiedDigits(fromFloat64(Float64Array.of(1, 1)), Float64Array.of(0, 0.001), change)[0]).toBe(2.9);
  });

  test('zero with no error is exact', () => {
    expect(digits([0], [0])).toEqual([15.9]);
    expect(digits([0, 0], [0, 0], { matrix: [1, 2, 3, 4], theta: [0, 0] })).toEqual([15.9, 15.9]);
  });

  test('adds up the errors of the working coefficients by |M|', () => {
    // Row 0: 0.001 + 2 · 0.01 = 0.021 of 1, 1.67 digits; row 1: 3 · 0.001 + 4 · 0.01 = 0.043 of 100, 3.37.
    expect(digits([1, 100], [0.001, 0.01], { matrix: [1, -2, -3, 4] })).toEqual([1.6, 3.3]);
    // 0 · ∞ is no error: 0.001/0.999 is 2.9996 digits.
    expect(digits([1, 1], [0.001, Infinity], { matrix: [1, 0, 0, 1] })).toEqual([2.9, 0]);
    // A row of zeros brings no error.
    expect(digits([1, 1], [0.001, 0.01], { matrix: [0, 0, 0, 1] })).toEqual([15.9, 1.9]);
  });
});

describe('certifiedFittedDigits', () => {
  // A = [1 2; 3 4], θ = (10, 1): fitted 12 and 34.
  const bounds = {
    design: { hi: Float64Array.of(1, -2, 3, 4), lo: new Float64Array(4) },
    theta: { hi: Float64Array.of(10, 1), lo: new Float64Array(2) },
    errors: Float64Array.of(0.01, 0.001),
    fittedError: Infinity,
    fittedExponent: 0,
  };
  const fitted = Float64Array.of(12, 34);

  test('adds up the errors of the coefficients by |A|, relative to the largest fitted value', () => {
    // 3 · 0.01 + 4 · 0.001 = 0.034 of 34.
    expect(runSync(certifiedFittedDigits(fitted, bounds))).toBe(2.9);
  });

  test('takes the bound on the whole where that is less, by the root of the weight of each row', () => {
    expect(runSync(certifiedFittedDigits(fitted, { ...bounds, fittedError: 0.0034 }))).toBe(3.9);
    // 0.0034/√0.01 = 0.034 in row 0, where the coefficients vouch for 0.012.
    const weights = Float64Array.of(0.01, 1);
    expect(runSync(certifiedFittedDigits(fitted, { ...bounds, fittedError: 0.0034, weights }))).toBe(3.4);
    // A row of weight 0 is vouched for by the coefficients alone.
    const zero = Float64Array.of(1, 0);
    expect(runSync(certifiedFittedDigits(fitted, { ...bounds, fittedError: 0, weights: zero }))).toBe(2.9);
  });

  test('counts the rounding of the sum where its terms cancel', () => {
    // (2 + 2) · 2⁻¹⁰¹ · 2 · 2⁶⁰ = 2⁻³⁸ of 1: 11.4 digits.
    const exact = {
      design: fromFloat64(Float64Array.of(1, -1)),
      theta: fromFloat64(Float64Array.of(2 ** 60, 2 ** 60)),
      errors: new Float64Array(2),
      fittedError: 0,
      fittedExponent: 0,
    };
    expect(runSync(certifiedFittedDigits(Float64Array.of(1), exact))).toBe(11.4);
  });

  test('of numbers of any size are those of ordinary ones, and none where the values underflow', () => {
    const digitsIn = (ofColumn: number, ofTheta: number): number => {
      const unit = 2 ** (ofColumn + ofTheta);
      return runSync(
        certifiedFittedDigits(
          fitted.map((value) => value * unit),
          {
            ...bounds,
            design: { hi: bounds.design.hi.map((value) => value * 2 ** ofColumn), lo: new Float64Array(4) },
            theta: { ...bounds.theta, exponents: Float64Array.of(ofTheta, ofTheta) },
            fittedError: 0.0034,
            fittedExponent: ofColumn + ofTheta,
          },
        ),
      );
    };
    expect(digitsIn(0, 0)).toBe(3.9);
    expect([digitsIn(1000, -1900), digitsIn(-1060, 1500), digitsIn(-1000, 0)]).toEqual([3.9, 3.9, 3.9]);
    // 2⁻¹⁰⁷⁴ of 34 · 2⁻¹⁰⁷⁰ and 0.0034 of 34: 1.8e-3 + 1e-4.
    expect(digitsIn(-1000, -70)).toBe(2.7);
    expect(digitsIn(-1000, -1000)).toBe(0);
  });

  test('is 15.9 at most, and 0 when nothing is known', () => {
    expect(runSync(certifiedFittedDigits(fitted, { ...bounds, errors: new Float64Array(2) }))).toBe(15.9);
    expect(
      runSync(certifiedFittedDigits(fitted, { ...bounds, errors: Float64Array.of(0, Infinity), fittedError: 0 })),
    ).toBe(0);
    expect(runSync(certifiedFittedDigits(fitted, { ...bounds, errors: Float64Array.of(NaN, 0) }))).toBe(0);
    expect(
      runSync(certifiedFittedDigits(new Float64Array(2), { ...bounds, theta: fromFloat64(new Float64Array(2)) })),
    ).toBe(0);
  });
});
