import { describe, expect, test } from 'vitest';
import { monomial } from '../../src/bases/monomial.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { huber } from '../../src/losses/huber.js';
import { ridge } from '../../src/penalties/ridge.js';
import { buildProblem } from '../../src/problem/build-problem.js';
import { refusal } from '../support/refusal.js';

const x = fromFloat64(Float64Array.of(1, 2, 3));
const basis = monomial({ degree: 1 });

describe('buildProblem', () => {
  test('defaults: an intercept, the squared loss summed, no weights and no penalty', () => {
    const problem = buildProblem(x, basis, { y: [4, 5, 6] });
    expect(Object.keys(problem).sort()).toEqual(['loss', 'model', 'x', 'y']);
    expect(problem.x).toBe(x.hi);
    expect(problem.y).toEqual(Float64Array.of(4, 5, 6));
    expect(problem.model).toEqual({ basis, intercept: true });
    expect(problem.loss).toMatchObject({ name: 'squared', reduction: 'sum' });
  });

  test('takes what is given', () => {
    const loss = huber({ delta: 1, reduction: 'mean' });
    const penalty = ridge(1);
    const problem = buildProblem(x, basis, { y: [4, 5, 6], weights: [1, 2, 3], intercept: false, loss, penalty });
    expect(problem).toEqual({
      x: x.hi,
      y: Float64Array.of(4, 5, 6),
      weights: Float64Array.of(1, 2, 3),
      model: { basis, intercept: false },
      loss,
      penalty,
    });
  });

  test('low halves go where they belong, those of zero nowhere', () => {
    const lo = Float64Array.of(2 ** -60, 0, 0);
    const hi = Float64Array.of(4, 5, 6);
    expect(buildProblem(x, basis, { y: { hi, lo } }).low).toEqual({ y: lo });
    expect(buildProblem({ hi: x.hi, lo }, basis, { y: hi }).low).toEqual({ x: lo });
    expect(buildProblem(x, basis, { y: hi, weights: { hi, lo } }).low).toEqual({ weights: lo });
    expect(buildProblem(x, basis, { y: { hi, lo: new Float64Array(3) }, weights: [1, 2, 3] })).not.toHaveProperty(
      'low',
    );
  });

  test('constraints and bounds, by name', () => {
    const constraints = [{ terms: { '1': 1 }, equals: 2 }];
    const problem = buildProblem(x, basis, { y: [4, 5, 6], constraints, nonnegative: ['x'] });
    expect(problem.constraints).toEqual([
      { coefficients: fromFloat64(Float64Array.of(1, 0)), value: fromFloat64(Float64Array.of(2)) },
    ]);
    expect(problem.nonnegative).toEqual([1]);
    const none = buildProblem(x, basis, { y: [4, 5, 6], constraints: [], nonnegative: false });
    expect(none).not.toHaveProperty('constraints');
    expect(none).not.toHaveProperty('nonnegative');
  });

  test('refuses a model, a loss or a penalty that is none', () => {
    for (const [argument, value] of [
      ['intercept', 1],
      ['intercept', 'no'],
      ['intercept', null],
      ['loss', 'huber'],
      ['loss', null],
      ['penalty', 0.1],
      ['penalty', null],
    ] as const) {
      expect(refusal(() => buildProblem(x, basis, { y: [4, 5, 6], [argument]: value }))).toEqual({
        code: 'INVALID_OPTION',
        argument,
        value,
      });
    }
  });

  test('converts and checks', () => {
    const bad = '5' as unknown as number;
    expect(refusal(() => buildProblem(x, basis, { y: [4, bad, 6] }))).toMatchObject({ argument: 'y', row: 1 });
    expect(refusal(() => buildProblem(x, basis, { y: [4, 5, 6], weights: [1, 1, bad] }))).toMatchObject({
      argument: 'weights',
      row: 2,
    });
    expect(refusal(() => buildProblem(x, basis, { y: [4, 5] }))).toMatchObject({
      code: 'SHAPE_MISMATCH',
      argument: 'x',
    });
    expect(refusal(() => buildProblem(x, basis, { y: [4, 5, 6], weights: [0, 0, 0] })).code).toBe('NO_OBSERVATIONS');
  });
});
