import { expect, test } from 'vitest';
import { fixedCoefficients } from '../../src/closed-form/fixed-coefficients.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';

const dd = (...values: number[]) => fromFloat64(Float64Array.from(values));

test('a constraint fixes a coefficient when it is about that one alone', () => {
  const fixed = fixedCoefficients([
    { coefficients: dd(0, 4, 0), value: dd(3) },
    { coefficients: dd(1, 0, 1), value: dd(1) },
    { coefficients: dd(0, 0, 0), value: dd(0) },
    { at: dd(1), derivative: 0, value: dd(2) },
    { coefficients: dd(0, 0, -2), value: dd(0.1) },
  ]);
  expect([...fixed]).toEqual([
    [1, 0.75],
    [2, -0.05],
  ]);
});
