import { describe, expect, test } from 'vitest';
import { chebyshev } from '../../../src/bases/chebyshev.js';
import { columns } from '../../../src/bases/columns.js';
import { monomial } from '../../../src/bases/monomial.js';
import { decimals } from '../../../src/double-double/decimals.js';
import { fromFloat64 } from '../../../src/double-double/double-double-array.js';
import type { Constraint } from '../../../src/problem/constraints/constraint.js';
import { constraintsOf } from '../../../src/problem/constraints/constraints-of.js';
import { refusal } from '../../support/refusal.js';

const plane = { basis: columns(['height', 'width']), intercept: true };
const parabola = { basis: monomial({ degree: 2 }), intercept: true };
const numbers = (...values: number[]) => fromFloat64(Float64Array.from(values));

describe('constraintsOf', () => {
  test('an equation on coefficients, by their names', () => {
    expect(
      constraintsOf(plane, [
        { terms: { width: 2, height: -1 }, equals: 3 },
        { terms: { '1': 1 }, equals: 0 },
        { terms: {}, equals: 0 },
      ]),
    ).toEqual([
      { coefficients: numbers(0, -1, 2), value: numbers(3) },
      { coefficients: numbers(1, 0, 0), value: numbers(0) },
      { coefficients: numbers(0, 0, 0), value: numbers(0) },
    ]);
  });

  test('factors and values in double-double keep their low halves', () => {
    const tenth = decimals(['0.1']);
    const [constraint] = constraintsOf(plane, [{ terms: { width: tenth, height: 1 }, equals: tenth }]);
    expect(constraint).toEqual({
      coefficients: { hi: Float64Array.of(0, 1, 0.1), lo: Float64Array.of(0, 0, tenth.lo[0]!) },
      value: tenth,
    });
  });

  test('a value or a slope at a point stays one', () => {
    expect(
      constraintsOf(parabola, [
        { at: 2, equals: 5 },
        { at: 2, derivative: 0, equals: 5 },
        { at: 3, derivative: 1, equals: -1 },
        { at: decimals(['0.1']), equals: 5 },
      ]),
    ).toEqual([
      { at: numbers(2), derivative: 0, value: numbers(5) },
      { at: numbers(2), derivative: 0, value: numbers(5) },
      { at: numbers(3), derivative: 1, value: numbers(-1) },
      { at: decimals(['0.1']), derivative: 0, value: numbers(5) },
    ]);
    expect(constraintsOf(plane, [{ at: [1, 2], equals: 5 }])).toEqual([
      { at: numbers(1, 2), derivative: 0, value: numbers(5) },
    ]);
  });

  test('at x = 0 a polynomial in powers of x says them by its coefficients', () => {
    expect(
      constraintsOf(parabola, [
        { at: 0, equals: 5 },
        { at: -0, derivative: 1, equals: 7 },
      ]),
    ).toEqual([
      { coefficients: numbers(1, 0, 0), value: numbers(5) },
      { coefficients: numbers(0, 1, 0), value: numbers(7) },
    ]);
    const through = { ...parabola, intercept: false };
    expect(
      constraintsOf(through, [
        { at: 0, equals: 5 },
        { at: 0, derivative: 1, equals: 7 },
      ]),
    ).toEqual([
      { coefficients: numbers(0, 0), value: numbers(5) },
      { coefficients: numbers(1, 0), value: numbers(7) },
    ]);
    const constant = { basis: monomial({ degree: 0 }), intercept: true };
    expect(constraintsOf(constant, [{ at: 0, derivative: 1, equals: 7 }])).toEqual([
      { coefficients: numbers(0), value: numbers(7) },
    ]);
    const other = { basis: chebyshev({ degree: 2, domain: [-1, 1] }), intercept: true };
    expect(constraintsOf(other, [{ at: 0, equals: 5 }])).toEqual([
      { at: numbers(0), derivative: 0, value: numbers(5) },
    ]);
  });

  test('names that are not known are refused, with those that are like them', () => {
    const constraints = [
      { terms: { width: 1 }, equals: 0 },
      { terms: { widht: 1 }, equals: 0 },
    ];
    expect(refusal(() => constraintsOf(plane, constraints))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'constraints',
      row: 1,
      value: 'widht',
    });
    expect(() => constraintsOf(plane, constraints)).toThrow(/'width'/);
    expect(refusal(() => constraintsOf(plane, [{ terms: { ['__proto__']: 1 }, equals: 0 }]))).toMatchObject({
      code: 'INVALID_OPTION',
      value: '__proto__',
    });
    const twice = { basis: columns(['1', 'x']), intercept: true };
    expect(refusal(() => constraintsOf(twice, [{ terms: { '1': 1 }, equals: 0 }]))).toEqual({
      code: 'DUPLICATE_NAME',
      argument: 'constraints',
      row: 0,
      value: '1',
    });
  });

  test.each<[string, unknown, string]>([
    ['text', 'x = 1', 'INVALID_OPTION'],
    ['null', null, 'INVALID_OPTION'],
    ['no kind', { equals: 1 }, 'INVALID_OPTION'],
    ['two kinds', { terms: {}, at: 1, equals: 1 }, 'INVALID_OPTION'],
    ['terms that are no object', { terms: 'x', equals: 1 }, 'INVALID_OPTION'],
    ['null for terms', { terms: null, equals: 1 }, 'INVALID_OPTION'],
    ['a second derivative', { at: 1, derivative: 2, equals: 1 }, 'INVALID_OPTION'],
    ['a derivative that is true', { at: 1, derivative: true, equals: 1 }, 'INVALID_OPTION'],
    ['text for a factor', { terms: { x: '2' }, equals: 1 }, 'INVALID_INPUT'],
    ['null for a factor', { terms: { x: null }, equals: 1 }, 'INVALID_INPUT'],
    ['no value', { terms: { x: 1 } }, 'INVALID_INPUT'],
    ['text for a value', { terms: { x: 1 }, equals: '1' }, 'INVALID_INPUT'],
    ['a BigInt for a value', { at: 1, equals: 1n }, 'INVALID_INPUT'],
    ['text for a point', { at: '1', equals: 1 }, 'INVALID_INPUT'],
    ['several values', { at: 1, equals: [1, 2] }, 'SHAPE_MISMATCH'],
    ['a point of two numbers', { at: [1, 2], equals: 1 }, 'SHAPE_MISMATCH'],
    ['a point of no number', { at: [], equals: 1 }, 'SHAPE_MISMATCH'],
  ])('refuses %s', (_, constraint, code) => {
    const good: Constraint = { at: 1, equals: 1 };
    expect(refusal(() => constraintsOf(parabola, [good, constraint as Constraint]))).toMatchObject({
      code,
      argument: 'constraints',
      row: 1,
    });
  });

  test('refuses a slope of a function of several variables, and what is no array', () => {
    expect(refusal(() => constraintsOf(plane, [{ at: [1, 2], derivative: 1, equals: 0 }]))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'constraints',
      row: 0,
    });
    for (const value of [null, 'x = 1', { terms: { x: 1 }, equals: 1 }]) {
      expect(refusal(() => constraintsOf(plane, value as unknown as Constraint[]))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'constraints',
        value,
      });
    }
  });
});
