import { describe, expect, test } from 'vitest';
import { columns } from '../../../src/bases/columns.js';
import { monomial } from '../../../src/bases/monomial.js';
import type { EqualityConstraint } from '../../../src/contracts/problem.js';
import { fromFloat64 } from '../../../src/double-double/double-double-array.js';
import { checkConstraints } from '../../../src/problem/constraints/check-constraints.js';
import { refusal } from '../../support/refusal.js';

const plane = { basis: columns(['a', 'b']), intercept: true };
const parabola = { basis: monomial({ degree: 2 }), intercept: true };
const numbers = (...values: number[]) => fromFloat64(Float64Array.from(values));
const good: EqualityConstraint = { coefficients: numbers(1, 2, 3), value: numbers(4) };
const refused = (model: typeof plane, constraint: unknown) =>
  refusal(() => checkConstraints(model, [good, constraint as EqualityConstraint]));

describe('checkConstraints', () => {
  test('accepts what is well formed, zeros that say 0 = 0 and repetitions too', () => {
    for (const [model, constraint] of [
      [plane, good],
      [plane, { coefficients: numbers(0, 0, 0), value: numbers(0) }],
      [plane, { at: numbers(1, 2), derivative: 0, value: numbers(4) }],
      [parabola, { at: numbers(1), derivative: 0, value: numbers(4) }],
      [parabola, { at: numbers(0), derivative: 1, value: numbers(4) }],
      [
        { ...parabola, intercept: false },
        { at: numbers(0), derivative: 0, value: numbers(0) },
      ],
    ] as const) {
      expect(() => checkConstraints(model, [constraint, constraint, constraint, constraint])).not.toThrow();
    }
  });

  test.each<[string, typeof plane, unknown, Record<string, unknown>]>([
    [
      'other coefficients than p',
      plane,
      { ...good, coefficients: numbers(1, 2) },
      { code: 'SHAPE_MISMATCH', value: 2 },
    ],
    [
      'a point of another dimension',
      plane,
      { at: numbers(1), derivative: 0, value: numbers(1) },
      { code: 'SHAPE_MISMATCH', value: 1 },
    ],
    ['two values', plane, { ...good, value: numbers(1, 2) }, { code: 'SHAPE_MISMATCH', value: 2 }],
    ['plain arrays', plane, { ...good, coefficients: { hi: [1, 2, 3], lo: [0, 0, 0] } }, { code: 'INVALID_INPUT' }],
    ['a number for a value', plane, { ...good, value: 4 }, { code: 'INVALID_INPUT' }],
    ['no value', plane, { coefficients: numbers(1, 2, 3) }, { code: 'INVALID_INPUT' }],
    ['null', plane, null, { code: 'INVALID_INPUT' }],
    [
      'low halves that are none',
      plane,
      { ...good, value: { hi: Float64Array.of(1), lo: Float64Array.of(1) } },
      { code: 'INVALID_INPUT', column: 0, value: 1 },
    ],
    ['NaN', plane, { ...good, coefficients: numbers(1, NaN, 3) }, { code: 'NON_FINITE_INPUT', column: 1, value: NaN }],
    [
      'an infinite value',
      plane,
      { ...good, value: numbers(Infinity) },
      { code: 'NON_FINITE_INPUT', column: 0, value: Infinity },
    ],
    [
      'an infinite point',
      plane,
      { at: numbers(1, -Infinity), derivative: 0, value: numbers(1) },
      { code: 'NON_FINITE_INPUT', column: 1, value: -Infinity },
    ],
    [
      'a second derivative',
      parabola,
      { at: numbers(1), derivative: 2, value: numbers(1) },
      { code: 'INVALID_OPTION', value: 2 },
    ],
    [
      'a derivative in two variables',
      plane,
      { at: numbers(1, 1), derivative: 1, value: numbers(1) },
      { code: 'INVALID_OPTION', value: 1 },
    ],
    [
      'a point beyond range',
      parabola,
      { at: numbers(1e300), derivative: 0, value: numbers(1) },
      { code: 'NON_FINITE_INPUT', column: 2 },
    ],
    [
      '0 = 1',
      plane,
      { coefficients: numbers(0, -0, 0), value: numbers(1) },
      { code: 'INCONSISTENT_CONSTRAINTS', value: 1 },
    ],
    [
      'a value at 0 without an intercept',
      { ...parabola, intercept: false },
      { at: numbers(0), derivative: 0, value: numbers(1) },
      { code: 'INCONSISTENT_CONSTRAINTS', value: 1 },
    ],
    [
      'the slope of a constant',
      { basis: monomial({ degree: 0 }), intercept: true },
      { at: numbers(3), derivative: 1, value: numbers(1) },
      { code: 'INCONSISTENT_CONSTRAINTS', value: 1 },
    ],
  ])('refuses %s', (_, model, constraint, expected) => {
    const first: EqualityConstraint = {
      coefficients: numbers(...new Array<number>(model.basis.size + Number(model.intercept)).fill(1)),
      value: numbers(4),
    };
    expect(refusal(() => checkConstraints(model, [first, constraint as EqualityConstraint]))).toMatchObject({
      argument: 'constraints',
      row: 1,
      ...expected,
    });
  });

  test('refuses what is no array', () => {
    expect(refusal(() => checkConstraints(plane, good as unknown as EqualityConstraint[]))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'constraints',
      value: good,
    });
    expect(refused(plane, {})).toMatchObject({ code: 'INVALID_INPUT', row: 1 });
  });
});
