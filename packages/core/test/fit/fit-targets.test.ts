import { describe, expect, test } from 'vitest';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fitSync } from '../../src/fit/fit.js';
import { fitTargets, fitTargetsSync } from '../../src/fit/fit-targets.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { denseBackend, laterBackend } from '../support/dense-backend.js';
import { refusal, rejection } from '../support/refusal.js';

const x = [1, 2, 4, 5, 7];
const targets = [
  [3, 5, 9, 9, 20],
  [2 ** 300, 2 ** 299, 2 ** 301, 0, 2 ** 300],
  [0, 0, 0, 0, 0],
].map((y) => fromFloat64(Float64Array.from(y)));

describe('fitTargets', () => {
  test.each([
    ['a polynomial', polynomialProblem({ x, y: [0, 1, 0, 0, 0], degree: 2 })],
    [
      'weights and a penalty',
      linearProblem({ x: x.map((v) => [v]), y: x, weights: [1, 0, 2, 3, 1], penalty: ridge(2) }),
    ],
    [
      'a constraint',
      {
        ...linearProblem({ x: x.map((v) => [v]), y: x }),
        constraints: [{ coefficients: fromFloat64(Float64Array.of(1, 1)), value: fromFloat64(Float64Array.of(3)) }],
      },
    ],
    ['bounds', { ...linearProblem({ x: x.map((v) => [v, -v * v]), y: x }), nonnegative: [1, 2] }],
  ])('is one fit for each target: %s', (_, problem) => {
    const backend = denseBackend();
    const solutions = fitTargetsSync(problem, targets, { backend });
    expect(solutions.length).toBe(3);
    for (const [k, { hi }] of targets.entries()) {
      const alone = fitSync({ ...problem, y: hi }, { backend: denseBackend() });
      for (const key of ['coefficients', 'fitted', 'residuals', 'certificate', 'status', 'degreesOfFreedom'] as const) {
        expect(solutions[k]![key]).toEqual(alone[key]);
      }
    }
    if (!problem.nonnegative) expect(backend.log).toMatchObject({ factored: ['qr'], disposed: 1 });
  });

  test('takes the low halves of y', () => {
    const problem = linearProblem({ x: [[1], [1]], y: [0, 0], intercept: false });
    const y = { hi: Float64Array.of(1, -1), lo: Float64Array.of(2 ** -60, 0) };
    const [solution] = fitTargetsSync(problem, [y], { backend: denseBackend() });
    expect(solution!.coefficients[0]).toBe(2 ** -61);
  });

  test('waits for a backend that answers later, and refuses it when it cannot wait', async () => {
    const backend = laterBackend(denseBackend());
    const problem = polynomialProblem({ x, y: x, degree: 1 });
    expect((await fitTargets(problem, targets, { backend })).length).toBe(3);
    expect(await fitTargets(problem, [], { backend })).toEqual([]);
    // No factorisation for nothing.
    const idle = denseBackend();
    expect([...fitTargetsSync(problem, [], { backend: idle }), ...idle.log.systems]).toEqual([]);
  });

  test('checks every target before any work', async () => {
    const backend = denseBackend();
    const problem = polynomialProblem({ x, y: x, degree: 1 });
    const bad = fromFloat64(Float64Array.of(1, 2, NaN, 4, 5));
    expect(refusal(() => fitTargetsSync(problem, [...targets, bad], { backend }))).toMatchObject({
      code: 'NON_FINITE_INPUT',
      argument: 'targets[3]',
      row: 2,
    });
    expect(await rejection(fitTargets(problem, [fromFloat64(new Float64Array(4))], { backend }))).toMatchObject({
      code: 'SHAPE_MISMATCH',
    });
    expect(backend.log.systems).toEqual([]);
  });
});
