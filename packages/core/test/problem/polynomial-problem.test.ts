import { describe, expect, test } from 'vitest';
import { arnoldi } from '../../src/bases/arnoldi.js';
import { decimals } from '../../src/double-double/decimals.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { refusal } from '../support/refusal.js';

const data = { x: [3, 1, 2], y: [1, 2, 4] };

describe('polynomialProblem', () => {
  test('is in powers of x with an intercept unless told otherwise', () => {
    const { model, x, y } = polynomialProblem({ ...data, degree: 2 });
    expect(model.basis.specification).toEqual({ name: 'monomial', variables: ['x'], degree: 2 });
    expect(model.intercept).toBe(true);
    expect([...x, ...y]).toEqual([3, 1, 2, 1, 2, 4]);
  });

  test.each(['chebyshev', 'legendre'] as const)('takes the basis %s, on the range of x or a domain', (basis) => {
    expect(polynomialProblem({ ...data, degree: 2, basis }).model.basis.specification).toEqual({
      name: basis,
      variables: ['x'],
      degree: 2,
      domain: [1, 3],
    });
    expect(
      polynomialProblem({ ...data, degree: 1, basis, domain: [0, 9], name: 't' }).model.basis.specification,
    ).toEqual({ name: basis, variables: ['t'], degree: 1, domain: [0, 9] });
  });

  test('takes polynomials that are orthogonal on the data, low halves included', () => {
    const x = decimals(['0.1', '0.2', '0.4']);
    const { model, low } = polynomialProblem({ x, y: [1, 2, 4], degree: 2, basis: 'arnoldi', name: 't' });
    expect(model.basis.specification).toEqual(arnoldi({ x, degree: 2, variable: 't' }).specification);
    expect(low).toEqual({ x: x.lo, xError: 2 ** -106 });
    const wide = polynomialProblem({ ...data, degree: 1, basis: 'arnoldi', domain: [0, 9] });
    expect(wide.model.basis.specification).toMatchObject({ name: 'arnoldi', domain: [0, 9] });
  });

  test('refuses what no array can hold before a basis is made of it', () => {
    const n = 2 ** 20;
    for (const basis of ['monomial', 'arnoldi'] as const) {
      const refused = refusal(() =>
        polynomialProblem({ x: new Float64Array(n), y: new Float64Array(n), degree: 600, basis }),
      );
      expect(refused).toEqual({ code: 'TOO_LARGE', argument: 'x', value: (n + 601) * 601 });
    }
  });

  test('passes name, weights and intercept on', () => {
    const problem = polynomialProblem({ ...data, degree: 1, name: 't', weights: [1, 2, 3], intercept: false });
    expect(problem.model.basis.names).toEqual(['t']);
    expect(problem.model.intercept).toBe(false);
    expect([...problem.weights!]).toEqual([1, 2, 3]);
  });

  test('refuses a degree, basis or domain that cannot be', () => {
    expect(refusal(() => polynomialProblem({ ...data, degree: 1.5 }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'degree',
      value: 1.5,
    });
    expect(refusal(() => polynomialProblem({ ...data, degree: 1, basis: 'fourier' as 'legendre' }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'basis',
      value: 'fourier',
    });
    expect(refusal(() => polynomialProblem({ ...data, degree: 1, basis: 'legendre', domain: [1, NaN] }))).toMatchObject(
      { code: 'INVALID_OPTION', argument: 'domain' },
    );
    expect(refusal(() => polynomialProblem({ ...data, degree: 0, intercept: false }))).toMatchObject({
      code: 'SHAPE_MISMATCH',
      argument: 'model',
    });
  });

  test('refuses x that is not a list of finite numbers, as long as y', () => {
    const text = ['1', 2, 3] as unknown as number[];
    expect(refusal(() => polynomialProblem({ x: text, y: [1, 2, 3], degree: 1 }))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'x',
      row: 0,
      value: '1',
    });
    expect(refusal(() => polynomialProblem({ x: [1, NaN], y: [1, 2], degree: 1 }))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'x',
      row: 1,
      column: 0,
      value: NaN,
    });
    expect(refusal(() => polynomialProblem({ x: [1, 2], y: [1, 2, 3], degree: 1 }))).toEqual({
      code: 'SHAPE_MISMATCH',
      argument: 'x',
      value: 2,
    });
    expect(refusal(() => polynomialProblem({ x: [], y: [], degree: 1 })).code).toBe('NO_OBSERVATIONS');
    expect(refusal(() => polynomialProblem({ x: [], y: [], degree: 1, basis: 'chebyshev' })).code).toBe(
      'NO_OBSERVATIONS',
    );
  });
});
