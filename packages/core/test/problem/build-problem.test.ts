import { describe, expect, test } from 'vitest';
import { monomial } from '../../src/bases/monomial.js';
import { huber } from '../../src/losses/huber.js';
import { ridge } from '../../src/penalties/ridge.js';
import { buildProblem } from '../../src/problem/build-problem.js';
import { refusal } from '../support/refusal.js';

const x = Float64Array.of(1, 2, 3);
const basis = monomial({ degree: 1 });

describe('buildProblem', () => {
  test('defaults: an intercept, the squared loss summed, no weights and no penalty', () => {
    const problem = buildProblem(x, basis, { y: [4, 5, 6] });
    expect(Object.keys(problem).sort()).toEqual(['loss', 'model', 'x', 'y']);
    expect(problem.x).toBe(x);
    expect(problem.y).toEqual(Float64Array.of(4, 5, 6));
    expect(problem.model).toEqual({ basis, intercept: true });
    expect(problem.loss).toMatchObject({ name: 'squared', reduction: 'sum' });
  });

  test('takes what is given', () => {
    const loss = huber({ delta: 1, reduction: 'mean' });
    const penalty = ridge(1);
    const problem = buildProblem(x, basis, { y: [4, 5, 6], weights: [1, 2, 3], intercept: false, loss, penalty });
    expect(problem).toEqual({
      x,
      y: Float64Array.of(4, 5, 6),
      weights: Float64Array.of(1, 2, 3),
      model: { basis, intercept: false },
      loss,
      penalty,
    });
  });

  test('passes low halves on', () => {
    const low = { y: Float64Array.of(2 ** -60, 0, 0) };
    expect(buildProblem(x, basis, { y: [4, 5, 6], low }).low).toBe(low);
    expect(buildProblem(x, basis, { y: [4, 5, 6] })).not.toHaveProperty('low');
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
