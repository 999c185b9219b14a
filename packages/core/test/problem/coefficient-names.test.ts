import { expect, test } from 'vitest';
import { columns } from '../../src/bases/columns.js';
import { coefficientNames } from '../../src/problem/coefficient-names.js';

test('the intercept is called 1 and comes first', () => {
  const basis = columns(['a', 'b']);
  expect(coefficientNames({ basis, intercept: true })).toEqual(['1', 'a', 'b']);
  expect(coefficientNames({ basis, intercept: false })).toEqual(['a', 'b']);
});
