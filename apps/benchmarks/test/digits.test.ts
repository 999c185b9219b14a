import { describe, expect, it } from 'vitest';
import { digitsText } from '../src/accuracy/digits-text.js';
import { worstDigits } from '../src/accuracy/worst-digits.js';

describe('worst digits', () => {
  it('is that of the worst number', () => {
    expect(worstDigits([1.001, -2.00002], ['1', '-2'])).toBeCloseTo(3, 10);
  });

  it('sees the last digit of an exact answer of 40 digits', () => {
    // The neighbour of the float64 number nearest to 1/3 is one ulp, 2⁻⁵⁴, further.
    const third = '0.3333333333333333333333333333333333333333';
    expect(digitsText(worstDigits([1 / 3], [third]))).toBe('16+');
    expect(worstDigits([1 / 3 + 2 ** -54], [third])).toBeCloseTo(-Math.log10((2 / 3) * 3 * 2 ** -54), 10);
  });

  it.each([
    ['a NaN', [1, NaN]],
    ['an infinity', [1, Infinity]],
    ['too few numbers', [1]],
    ['too many numbers', [1, 2, 3]],
  ])('is NaN for %s', (_what, estimates) => {
    expect(worstDigits(estimates, ['1', '2'])).toBeNaN();
  });
});

it.each([
  [Infinity, '16+'],
  [15.95, '16+'],
  [15.949, '15.9'],
  [7.29, '7.2'],
  [1, '1.0'],
  [0.99, 'wrong'],
  [-3, 'wrong'],
  [NaN, 'fails'],
])('shows %f digits as %s', (digits, text) => {
  expect(digitsText(digits)).toBe(text);
});
