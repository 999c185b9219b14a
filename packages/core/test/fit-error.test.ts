import { expect, test } from 'vitest';
import { FitError } from '../src/fit-error.js';

test('a FitError is an Error with a code, a message and details', () => {
  const error = new FitError('SHAPE_MISMATCH', 'x has 3 numbers', { argument: 'x', value: 3 });
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code, error.message]).toEqual(['FitError', 'SHAPE_MISMATCH', 'x has 3 numbers']);
  expect(error.details).toEqual({ argument: 'x', value: 3 });
  expect(new FitError('ASYNCHRONOUS', 'later').details).toEqual({});
});
