import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SessionFeature } from '../../src/contracts/backend.js';
import type { DescentSettings } from '../../src/descent/descent-options.js';
import { fit, fitSync } from '../../src/fit/fit.js';
import { huber } from '../../src/losses/huber.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend, laterBackend } from '../support/dense-backend.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { heavyBall } from '../support/heavy-ball.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';

const fused = () => denseBackend({ features: ['fused-descent', 'compression'] });
const problem = linearProblem({
  x: [
    [1, 2],
    [3, 5],
    [-1, 4],
    [2, 2],
  ],
  y: [1, 3, 2, 7],
  intercept: false,
});

describe('a stride', () => {
  test('goes through the iterates of single steps, with fewer evaluations', () => {
    holds(
      fc.property(
        fc.record({
          stride: fc.integer({ min: 2, max: 9 }),
          maxIterations: fc.integer({ min: 0, max: 40 }),
          momentum: fc.constantFrom(0, 0.5, 0.9),
          start: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 2 }),
        }),
        ({ stride, maxIterations, momentum, start }) => {
          const settings = { maxIterations, tolerance: 0, start: Float64Array.from(start) };
          const optimizer = heavyBall(2 ** -8, momentum);
          const one = fitSync(problem, { backend: fused(), optimizer, ...settings });
          const backend = fused();
          const many = fitSync(problem, { backend, optimizer, ...settings, stride });
          expect(many.descent!.checkpoint).toEqual(one.descent!.checkpoint);
          expect(many.descent!.iterations).toBe(maxIterations);
          expect(backend.log.evaluations).toBe(1 + Math.ceil(maxIterations / stride));
          expect(backend.log.fused.reduce((sum, steps) => sum + steps, 0)).toBe(maxIterations);
          const at = many.descent!.trace.map(({ iteration }) => iteration);
          const expected = one.descent!.trace.filter(({ iteration }) => at.includes(iteration));
          expect(many.descent!.trace.map(({ value }) => value)).toEqual(expected.map(({ value }) => value));
          expect(at.every((iteration) => iteration % stride === 0 || iteration === maxIterations)).toBe(true);
        },
      ),
    );
  });

  test('stops at the first stride that proves convergence, and within one of the single steps', () => {
    const optimizer = heavyBall(2 ** -8, 0.5);
    const one = fitSync(problem, { backend: fused(), optimizer });
    const many = fitSync(problem, { backend: fused(), optimizer, stride: 10 });
    expect([one.status, many.status]).toEqual(['converged', 'converged']);
    expect(many.descent!.iterations).toBe(Math.ceil(one.descent!.iterations / 10) * 10);
  });

  test('resumes where it stopped, on a backend that answers later too', async () => {
    const optimizer = heavyBall(2 ** -8, 0.5);
    const settings = { optimizer, tolerance: 0, stride: 4 };
    const whole = fitSync(problem, { backend: fused(), ...settings, maxIterations: 30 });
    const first = await fit(problem, { backend: laterBackend(fused()), ...settings, maxIterations: 13 });
    const resume = first.descent!.checkpoint;
    const rest = await fit(problem, { backend: laterBackend(fused()), ...settings, maxIterations: 30, resume });
    expect(rest.descent!.checkpoint).toEqual(whole.descent!.checkpoint);
    expect(rest.descent!.trace.map(({ iteration }) => iteration)).toEqual([13, 17, 21, 25, 29, 30]);
  });

  test('thins its trace by strides, from where it resumed', () => {
    const optimizer = heavyBall(2 ** -20, 0);
    const resume = {
      optimizer: 'heavy-ball',
      iteration: 5,
      state: optimizer.init(Float64Array.of(1, 1), { parameters: 2 }),
    };
    const { descent } = fitSync(problem, {
      backend: fused(),
      optimizer,
      tolerance: 0,
      stride: 2,
      maxIterations: 5 + 2 * 1500,
      resume,
    });
    const at = descent!.trace.map(({ iteration }) => iteration);
    expect(at.slice(0, 3)).toEqual([5, 9, 13]);
    expect(at.at(-1)).toBe(3005);
  });

  test('that overflows has diverged, and keeps the best it saw', () => {
    const optimizer = heavyBall(1e200, 0);
    const { status, coefficients, descent } = fitSync(problem, { backend: fused(), optimizer, stride: 50 });
    expect(status).toBe('diverged');
    expect([...coefficients]).toEqual([0, 0]);
    expect(descent!.iterations).toBe(50);
  });

  test('of 1 needs nothing', () => {
    const backend = denseBackend();
    expect(fitSync(problem, { backend, optimizer: gradientDescent(2 ** -8), stride: 1 }).status).toBe('converged');
    expect(backend.log.fused).toEqual([]);
  });
});

describe('what a stride needs', () => {
  const refused = (
    settings: Partial<DescentSettings>,
    over = problem,
    features: readonly SessionFeature[] = ['fused-descent'],
  ) => {
    const backend = denseBackend({ features });
    const error = refusal(() => fitSync(over, { backend, optimizer: heavyBall(0.1, 0), stride: 2, ...settings }));
    expect(backend.log.systems.length).toBe(0);
    return error;
  };
  const missing = { code: 'UNSUPPORTED', argument: 'stride', value: 2 };

  test.each([
    ['a backend that makes steps', {}, problem, []],
    ['momentum steps', { optimizer: gradientDescent(0.1) }, problem, undefined],
    ['the squared loss', {}, { ...problem, loss: huber({ delta: 1, reduction: 'sum' }) }, undefined],
    ['no penalty', {}, { ...problem, penalty: ridge(1) }, undefined],
    ['the rows', { compress: true }, problem, ['fused-descent', 'compression']],
  ] as const)('is %s', (_, settings, over, features) => {
    expect(refused(settings, over, features)).toEqual(missing);
  });
});
