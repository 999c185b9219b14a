import { describe, expect, test, vi } from 'vitest';
import { powerOfTwo } from '../src/power-of-two.js';

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

  test('corrects a logarithm that is one off, as an engine may round it', () => {
    const exact = Math.log2;
    for (const off of [-1, 0, 1]) {
      const log2 = vi.spyOn(Math, 'log2').mockImplementation((x) => exact(x) + off);
      for (const exponent of [-1021, -7, 0, 3, 1022]) {
        expect(powerOfTwo(2 ** exponent)).toBe(2 ** exponent);
        expect(powerOfTwo(1.75 * 2 ** exponent)).toBe(2 ** exponent);
      }
      log2.mockRestore();
    }
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
