import { describe, expect, test } from 'vitest';
import { exponentOf, powerOfTwo, scaleByPower } from '../src/power-of-two.js';

/** The float64 next to x > 0, above (by = 1n) or below (by = −1n). */
function neighbour(x: number, by: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigUint64(0, view.getBigUint64(0) + by);
  return view.getFloat64(0);
}

describe('powerOfTwo', () => {
  test('finds the binade of every normal power of two and of its neighbours', () => {
    for (let exponent = -1022; exponent <= 1023; exponent++) {
      const power = 2 ** exponent;
      expect(powerOfTwo(power)).toBe(power);
      expect(powerOfTwo(-power)).toBe(power);
      expect(powerOfTwo(1.5 * power)).toBe(power);
      expect(powerOfTwo(neighbour(power, 1n))).toBe(power);
      expect(powerOfTwo(neighbour(power, -1n))).toBe(Math.max(power / 2, 2 ** -1022));
    }
    expect(powerOfTwo(Number.MAX_VALUE)).toBe(2 ** 1023);
  });

  test('does not go below the smallest normal number', () => {
    for (let exponent = -1074; exponent <= -1022; exponent++) expect(powerOfTwo(2 ** exponent)).toBe(2 ** -1022);
    expect(powerOfTwo(-5e-324)).toBe(2 ** -1022);
  });

  test('is 1 for zero', () => {
    expect(powerOfTwo(0)).toBe(1);
    expect(powerOfTwo(-0)).toBe(1);
  });
});

test('what is beyond float64 keeps to the largest power', () => {
  expect(powerOfTwo(Infinity)).toBe(2 ** 1023);
  expect(powerOfTwo(-Infinity)).toBe(2 ** 1023);
});

test('exponentOf is that of any float64 number, subnormal ones included', () => {
  for (let exponent = -1074; exponent <= 1023; exponent++) {
    expect([exponentOf(2 ** exponent), exponentOf(-1.5 * 2 ** exponent)]).toEqual(
      exponent === -1074 ? [-1074, -1073] : [exponent, exponent],
    );
  }
  expect([0, -0, NaN, Infinity].map(exponentOf)).toEqual([0, 0, 1024, 1024]);
});

test('scaleByPower is exact, or rounds once to a subnormal number', () => {
  for (const exponent of [-1000, -999, -1, 0, 1, 999, 1000])
    expect(scaleByPower(1.25, exponent)).toBe(1.25 * 2 ** exponent);
  expect(scaleByPower(3 * 2 ** -1074, 2090)).toBe(3 * 2 ** 1016);
  expect(scaleByPower(3 * 2 ** 1000, -2071)).toBe(3 * 2 ** -1071);
  // (2⁵² + 2¹ + 1) · 2⁻¹⁰⁷⁶ is 2⁵⁰ + ¾ units of 2⁻¹⁰⁷⁴; rounded to 2 bits less first, it would end in a tie.
  expect(scaleByPower(2 ** 52 + 3, -1076)).toBe((2 ** 50 + 1) * 2 ** -1074);
  expect([scaleByPower(1, 1024), scaleByPower(-1, 5000), scaleByPower(1, -1076), scaleByPower(0, 5000)]).toEqual([
    Infinity,
    -Infinity,
    0,
    0,
  ]);
  expect(scaleByPower(NaN, 3)).toBeNaN();
});
