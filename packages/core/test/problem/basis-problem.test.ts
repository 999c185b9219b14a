import { describe, expect, test } from 'vitest';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { columns } from '../../src/bases/columns.js';
import type { Basis } from '../../src/contracts/basis.js';
import { decimals } from '../../src/double-double/decimals.js';
import { basisProblem } from '../../src/problem/basis-problem.js';
import { inputsOf } from '../../src/problem/inputs-of.js';
import { refusal } from '../support/refusal.js';

const cubic = chebyshev({ degree: 3, domain: [0, 4] });
const pair = columns(['a', 'b']);

describe('basisProblem', () => {
  test('takes any basis, and x in one array', () => {
    const problem = basisProblem({ x: [1, 2, 3], y: [4, 5, 6], basis: cubic, intercept: false, weights: [1, 2, 3] });
    expect(problem.model).toEqual({ basis: cubic, intercept: false });
    expect(problem.x).toEqual(Float64Array.of(1, 2, 3));
    expect(problem.weights).toEqual(Float64Array.of(1, 2, 3));
  });

  test('takes x by rows, row-major, or in double-double', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    for (const x of [rows, rows.flat(), Float64Array.of(1, 2, 3, 4), Float32Array.of(1, 2, 3, 4)]) {
      expect(basisProblem({ x, y: [1, 2], basis: pair }).x).toEqual(Float64Array.of(1, 2, 3, 4));
    }
    const exact = decimals(['0.1', '0.2', '0.3', '0.4']);
    for (const x of [exact, [decimals(['0.1', '0.2']), decimals(['0.3', '0.4'])]]) {
      const problem = basisProblem({ x, y: [1, 2], basis: pair });
      expect(inputsOf(problem)).toEqual(exact);
    }
  });

  test.each([
    ['rows of other columns', [[1], [2]], 'SHAPE_MISMATCH', { value: 1 }],
    ['too few rows', [[1, 2]], 'SHAPE_MISMATCH', { value: 1 }],
    ['as many numbers in other rows', [[1], [2], [3], [4]], 'SHAPE_MISMATCH', { value: 4 }],
    ['no rows', [], 'SHAPE_MISMATCH', { value: 0 }],
    ['a number too many', [1, 2, 3, 4, 5], 'SHAPE_MISMATCH', { value: 5 }],
    ['a row too many', [1, 2, 3, 4, 5, 6], 'SHAPE_MISMATCH', { value: 3 }],
    ['a row that is null', [[1, 2], null], 'INVALID_INPUT', { row: 1, value: null }],
    ['a first row that is null', [null, [1, 2]], 'INVALID_INPUT', { row: 0, value: null }],
    ['a row among numbers', [1, [1, 2], 2, 3], 'INVALID_INPUT', { row: 1 }],
  ])('refuses %s', (_, x, code, place) => {
    expect(refusal(() => basisProblem({ x: x as number[], y: [1, 2], basis: pair }))).toMatchObject({
      code,
      argument: 'x',
      ...place,
    });
  });

  test.each([
    [undefined],
    [null],
    ['chebyshev'],
    [{}],
    [chebyshev],
    [{ ...cubic, size: -1 }],
    [{ ...cubic, names: [] }],
  ])('refuses %s for a basis', (basis) => {
    expect(refusal(() => basisProblem({ x: [1], y: [1], basis: basis as unknown as Basis }))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'basis',
    });
  });
});
