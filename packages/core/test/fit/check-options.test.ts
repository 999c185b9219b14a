import { describe, expect, test } from 'vitest';
import { checkOptions } from '../../src/fit/check-options.js';
import type { FitOptions } from '../../src/fit/fit-options.js';
import { fitTargetsSync } from '../../src/fit/fit-targets.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { refusal } from '../support/refusal.js';

const backend = denseBackend();
const check = (options: unknown) => {
  checkOptions(options as FitOptions<'qr'>, 'fit');
};

describe('checkOptions', () => {
  test('accepts a backend alone, and options of the right kind', () => {
    const optimizer = { name: 'own', init: () => 0, ask: () => 0, tell: () => 0 };
    for (const options of [{ backend }, { backend, solver: 'qr', refine: false }, { backend, optimizer }]) {
      expect(() => {
        check(options);
      }).not.toThrow();
    }
  });

  test.each([
    ['options', null, null],
    ['options', undefined, undefined],
    ['options', 'qr', 'qr'],
    ['backend', {}, undefined],
    ['backend', { backend: 'reference' }, 'reference'],
    ['backend', { backend: { ...backend, open: undefined } }, expect.anything()],
    ['backend', { backend: { ...backend, available: true } }, expect.anything()],
    ['backend', { backend: { ...backend, supports: null } }, expect.anything()],
    ['optimizer', { backend, optimizer: null }, null],
    ['optimizer', { backend, optimizer: { init: () => 0 } }, expect.anything()],
    ['solver', { backend, solver: null }, null],
    ['solver', { backend, solver: 3 }, 3],
    ['refine', { backend, refine: 'no' }, 'no'],
    ['refine', { backend, refine: null }, null],
    ['maxBytes', { backend, maxBytes: '4G' }, '4G'],
    ['maxBytes', { backend, maxBytes: 0 }, 0],
    ['maxBytes', { backend, maxBytes: NaN }, NaN],
  ])('refuses other %s', (argument, options, value: unknown) => {
    expect(
      refusal(() => {
        check(options);
      }),
    ).toEqual({ code: 'INVALID_OPTION', argument, value });
  });
});

test('several targets are arrays of numbers each, in an array', () => {
  const problem = linearProblem({ x: [[1], [2], [4]], y: [1, 2, 3] });
  for (const value of [null, 3, 'y', { length: 1, 0: [1, 2, 3] }]) {
    expect(refusal(() => fitTargetsSync(problem, value as unknown as number[][], { backend }))).toEqual({
      code: 'INVALID_INPUT',
      argument: 'targets',
      value,
    });
  }
  expect(
    refusal(() =>
      fitTargetsSync(
        problem,
        [
          [1, 2, 3],
          [1, '2' as unknown as number, 3],
        ],
        { backend },
      ),
    ),
  ).toEqual({ code: 'INVALID_INPUT', argument: 'targets[1]', row: 1, value: '2' });
  const [first, second] = fitTargetsSync(problem, [[2, 4, 8], Float64Array.of(1, 1, 1)], { backend });
  expect(first?.coefficients[1]).toBeCloseTo(2, 14);
  expect(second?.coefficients[0]).toBeCloseTo(1, 14);
});
