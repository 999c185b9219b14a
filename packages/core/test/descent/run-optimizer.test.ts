import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../../src/contracts/optimizer.js';
import { checkDescentSettings } from '../../src/descent/descent-options.js';
import type { Objective } from '../../src/descent/run-optimizer.js';
import { runOptimizer } from '../../src/descent/run-optimizer.js';
import { Trace } from '../../src/descent/trace.js';
import { runSync } from '../../src/fit/steps.js';

/** Moves by 1 each time, whatever it is told. */
const walker: Optimizer<{ theta: Float64Array }> = {
  name: 'walker',
  needs: { evaluation: 'gradient', spectrum: false },
  init: (start) => ({ theta: start.slice() }),
  ask: ({ theta }) => ({ theta }),
  tell: ({ theta }) => ({ theta: theta.map((value) => value + 1) }),
};

/** Runs the walker where iteration k has the value and the gradient given, and rounding hides gradients up to 1. */
function run(value: (k: number) => number, gradient: (k: number) => number, known: boolean, maxIterations = 100) {
  let k = -1;
  const objective: Objective = {
    session: {
      evaluate: () => {
        k += 1;
        return { value: value(k), gradient: Float64Array.of(gradient(k)) };
      },
      descend: () => {
        throw new Error('not asked for');
      },
    },
    intercept: -1,
    context: { parameters: 1 },
    work: 1,
    largestStable: undefined,
    quadratic: known,
    ...(known && { known: { modulus: 1 }, rounding: () => 1 }),
  };
  const settings = checkDescentSettings(
    { optimizer: walker, maxIterations, tolerance: 0, start: Float64Array.of(5) },
    1,
  );
  return runSync(runOptimizer(objective, settings, new Trace(undefined)));
}

describe('noise', () => {
  test('is what does not improve while rounding hides the gradient: ten times in a row is a standstill', () => {
    // The first iteration improves on nothing; the ten after it are idle.
    expect(
      run(
        () => 7,
        () => 1,
        true,
      ),
    ).toMatchObject({ status: 'stalled', iterations: 11 });
    expect(
      run(
        (k) => 7 + (k % 2),
        () => -0.5,
        true,
      ),
    ).toMatchObject({ status: 'stalled', iterations: 11 });
  });

  test('is not what improves', () => {
    expect(
      run(
        (k) => 1000 - k,
        () => 0.5,
        true,
      ).status,
    ).toBe('max-iterations');
    // Improving once in ten starts the count again.
    expect(
      run(
        (k) => 1000 - Math.floor(k / 10),
        () => 0.5,
        true,
      ).status,
    ).toBe('max-iterations');
    expect(
      run(
        (k) => 1000 - Math.floor(k / 11),
        () => 0.5,
        true,
      ).status,
    ).toBe('stalled');
  });

  test('is not a gradient that rounding does not hide', () => {
    expect(
      run(
        () => 7,
        () => 1 + 2 ** -50,
        true,
      ).status,
    ).toBe('max-iterations');
  });

  test('is not known without the rounding', () => {
    expect(
      run(
        () => 7,
        () => 0.5,
        false,
      ).status,
    ).toBe('max-iterations');
    expect(
      run(
        () => 7,
        () => 1e-300,
        false,
      ).status,
    ).toBe('max-iterations');
  });
});

test('of equal values the first is the best', () => {
  const { theta, evaluation } = run(
    () => 7,
    (k) => k + 2,
    true,
  );
  expect([...theta]).toEqual([5]);
  expect([...evaluation.gradient]).toEqual([2]);
});

test('what it returns is not shared with the state of the optimizer', () => {
  const { status, theta, state } = run(
    () => 7,
    (k) => (k < 3 ? 2 : 0),
    true,
  );
  expect(status).toBe('converged');
  expect([...theta]).toEqual([8]);
  expect(theta).not.toBe((state as { theta: Float64Array }).theta);
});
