import { describe, expect, test } from 'vitest';
import { digits, fixed, long, share, short } from '../src/format-cells.js';
import { textTable, wrapped } from '../src/text-table.js';

test.each([
  [short, null, '–'],
  [short, 0, '0'],
  [short, -12.3456, '-12.346'],
  [short, 99999.4, '99999'],
  [short, 1.5e5, '1.5000e5'],
  [short, -9.99e-4, '-9.9900e-4'],
  [long, 15.06187227137, '15.06187227'],
  [long, null, '–'],
  [long, 0, '0'],
  [long, 2.035132825e-6, '2.035132825e-6'],
  [long, 1.5e12, '1.500000000e12'],
  [fixed, -6.09456, '-6.0946'],
  [fixed, 2.5e5, '2.5000e5'],
  [fixed, -4.23e-15, '-4.2300e-15'],
  [fixed, -0, '0'],
  [share, null, '–'],
  [share, 0.9954790046, '0.9955'],
  [share, 0.99998, '0.99998'],
  [share, 1 - 2 ** -40, '0.999999999999'],
  [share, 1, '1.0000'],
  [share, -0.07, '-0.0700'],
  [digits, 15.95, '15.9'],
  [digits, 12.99, '12.9'],
  [digits, 0, '0.0'],
])('%o of %s', (format, value, text) => {
  expect(format(value)).toBe(text);
});

describe('tables', () => {
  test('align the first column to the left, the others to the right, by characters', () => {
    expect(
      textTable([
        ['', 'a'],
        ['ß', '10.5'],
        ['long 😀', '–'],
      ]),
    ).toEqual(['           a', 'ß       10.5', 'long 😀     –']);
  });

  test('wrap words and keep those that are too long', () => {
    expect(wrapped('a bb ccc dddd', 6, '  ')).toEqual(['a bb', '  ccc', '  dddd']);
    expect(wrapped('one-very-long-word b', 6, '  ')).toEqual(['one-very-long-word', '  b']);
  });
});
