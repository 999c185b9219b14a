import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../../src/contracts/optimizer.js';
import { huber } from '../../src/losses/huber.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { squared } from '../../src/losses/squared.js';
import { descentOf } from '../support/descent-of.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { heavyBall } from '../support/heavy-ball.js';
import { refusal } from '../support/refusal.js';

interface BarzilaiBorwein {
  readonly theta: Float64Array;
  readonly rate: number;
  readonly before: { readonly theta: Float64Array; readonly gradient: Float64Array } | null;
}

/** θ ← θ − α g with α = s·s ÷ s·z of the last step s and the change z of the gradient (Barzilai & Borwein, IMA J. Numer. Anal. 8, 1988). */
function barzilaiBorwein(first: number): Optimizer<BarzilaiBorwein> {
  return {
    name: 'barzilai-borwein',
    needs: { evaluation: 'gradient', spectrum: false },
    init: (start) => ({ theta: start.slice(), rate: first, before: null }),
    ask: ({ theta }) => ({ theta }),
    tell({ theta, rate, before }, evaluation) {
      const gradient = evaluation.gradient.slice();
      let next = rate;
      if (before) {
        const s = theta.map((value, j) => value - before.theta[j]!);
        const z = gradient.map((value, j) => value - before.gradient[j]!);
        const [ss, sz] = [s.reduce((sum, v) => sum + v * v, 0), s.reduce((sum, v, j) => sum + v * z[j]!, 0)];
        if (sz > 0) next = ss / sz;
      }
      return { theta: theta.map((v, j) => v - next * gradient[j]!), rate: next, before: { theta, gradient } };
    },
    learningRate: ({ rate }) => rate,
  };
}

interface Nesterov {
  readonly theta: Float64Array;
  readonly last: Float64Array;
}

/** y ← θ + β(θ − θ′), θ ← y − α∇f(y), asked for at y; it says nothing of its rates. */
function nesterov(rate: number, momentum: number): Optimizer<Nesterov> {
  return {
    name: 'nesterov',
    needs: { evaluation: 'gradient', spectrum: false },
    init: (start) => ({ theta: start.slice(), last: start.slice() }),
    ask: ({ theta }) => ({ theta }),
    tell({ theta, last }, { gradient }) {
      const next = theta.map((y, j) => y - rate * gradient[j]!);
      return { theta: next.map((value, j) => value + momentum * (value - last[j]!)), last: next };
    },
  };
}

describe('an objective that rises and converges has not diverged', () => {
  test('Barzilai–Borwein, after a first step that takes it to 1e15 times the first value', () => {
    const found = descentOf(barzilaiBorwein(1e7), { tolerance: 1e-10 });
    expect(Math.max(...found.descent.trace.map(({ value }) => value))).toBeGreaterThan(
      1e12 * found.descent.trace[0]!.value,
    );
    expect(found.status).toBe('converged');
    expect(found.coefficients[1]).toBeCloseTo(-1, 9);
  });

  test('heavy ball and Nesterov with a large momentum', () => {
    for (const optimizer of [heavyBall(0.2, 0.995), nesterov(0.1, 0.995)]) {
      const { status } = descentOf(optimizer, { start: Float64Array.of(3 + 1e-3, 1e3), maxIterations: 100_000 });
      expect(status).toBe('converged');
    }
  });

  test('a rate that decays from far above its bound', () => {
    const decaying: Optimizer<{ theta: Float64Array; k: number }> = {
      name: 'decaying',
      needs: { evaluation: 'gradient', spectrum: false },
      init: (start) => ({ theta: start.slice(), k: 1 }),
      ask: ({ theta }) => ({ theta }),
      tell: ({ theta, k }, { gradient }) => ({
        theta: theta.map((value, j) => value - (20 / k) * gradient[j]!),
        k: k + 1,
      }),
      learningRate: ({ k }) => 20 / k,
      learningRates: ({ eigenvalues }) => ({ largestStable: 2 / eigenvalues[0]!, best: 1 / eigenvalues[0]! }),
    };
    // Π (160/k − 1)² over the first 80 steps: C(160, 80)² ≈ 1e94.
    const found = descentOf(decaying, { maxIterations: 10_000 });
    expect(Math.max(...found.descent.trace.map(({ value }) => value))).toBeGreaterThan(1e80);
    expect(found.status).toBe('converged');
  });
});

describe('what grows without bound has diverged, before it overflows', () => {
  test('with a rate of twice the bound that the optimizer knows', () => {
    const { status, descent } = descentOf(gradientDescent(0.5));
    expect([status, descent.iterations]).toEqual(['diverged', 14]);
  });

  test('with a rate of which nothing is known, after a hundred rises that do not slow down', () => {
    const { status, descent } = descentOf(nesterov(0.3, 0.5));
    expect(status).toBe('diverged');
    expect(descent.iterations).toBeGreaterThanOrEqual(100);
    expect(descent.iterations).toBeLessThan(160);
    // Just above the bound, 1 ÷ 4 without momentum: (1.004)^2k is 1e12 after 3500 steps.
    const { learningRates, ...silent } = gradientDescent(0.2505);
    expect(learningRates).toBeDefined();
    const slow = descentOf(silent);
    expect(slow.status).toBe('diverged');
    expect(slow.descent.value).toBeLessThan(1e14);
  });
});

describe('a standstill', () => {
  test('blames rounding only where it hides the gradient', () => {
    const found = descentOf(gradientDescent(0.1), { tolerance: 0 });
    expect(found.status).toBe('stalled');
    expect(found.advice).toMatch(/^Rounding/);
  });

  test.each<[string, Optimizer]>([
    ['a rate of 0', gradientDescent(0)],
    [
      'a rate that decays to nothing',
      {
        ...(gradientDescent(0) as Optimizer),
        init: (start: Float64Array) => ({ theta: start.slice(), rate: 0.05 }),
        tell(state: unknown, { gradient }) {
          const { theta, rate } = state as { theta: Float64Array; rate: number };
          return { theta: theta.map((value, j) => value - rate * gradient[j]!), rate: rate / 4 };
        },
      },
    ],
    [
      'a coefficient that is held',
      {
        ...(gradientDescent(0.1) as Optimizer),
        tell(state: unknown, { gradient }) {
          const { theta } = state as { theta: Float64Array };
          return { theta: theta.map((value, j) => (j === 0 ? value : value - 0.1 * gradient[j]!)) };
        },
      },
    ],
  ])('says of %s that the optimizer stopped, and at what gradient', (_, optimizer) => {
    const { status, advice, descent } = descentOf(optimizer, { tolerance: 1e-12 });
    expect(status).toBe('stalled');
    expect(advice).toMatch(/stopped moving/);
    expect(advice).not.toMatch(/[Rr]ounding hides/);
    const size = Number(/norm ([\d.e+-]+\d)/.exec(advice)?.[1]);
    expect(size).toBeGreaterThan(1);
    expect(descent.iterations).toBeLessThan(400);
  });

  test('in a cycle is found, and told with its period', () => {
    // At the bound exactly, the mode of λ = 8 changes its sign at each step.
    const found = descentOf(gradientDescent(0.25), { maxIterations: 1_000_000, tolerance: 1e-12 });
    expect(found.status).toBe('stalled');
    expect(found.advice).toMatch(/cycle.*every 2 iterations.*moved by up to 2\.00/);
    expect(found.descent.iterations).toBeLessThan(300);
  });

  test('in a cycle of a momentum on a loss that is not quadratic', () => {
    // Beyond the corner of Huber's loss the slope is constant: a long step jumps to and fro between both sides.
    const problem = linearProblem({
      x: [[1], [1], [1]],
      y: [0, 0, 0],
      intercept: false,
      loss: huber({ delta: 1, reduction: 'sum' }),
    });
    for (const [optimizer, period] of [
      [gradientDescent(4), 2],
      [heavyBall(4, 0.5), 4],
    ] as const) {
      const found = descentOf(optimizer, {
        problem,
        start: Float64Array.of(5.5),
        maxIterations: 100_000,
        tolerance: 1e-12,
      });
      expect(found.status).toBe('stalled');
      expect(found.advice).toContain(`every ${period} iterations`);
      expect(found.advice).not.toContain('solver');
    }
  });

  test('is none while the optimizer still counts: a rate that falls after a hundred steps without progress ends the cycle', () => {
    interface State {
      readonly theta: Float64Array;
      readonly rate: number;
      readonly best: number;
      readonly patience: number;
    }
    const patient: Optimizer<State> = {
      name: 'patient',
      needs: { evaluation: 'gradient+value', spectrum: false },
      init: (start) => ({ theta: start.slice(), rate: 0.25, best: Infinity, patience: 0 }),
      ask: ({ theta }) => ({ theta }),
      tell({ theta, rate, best, patience }, { value, gradient }) {
        const better = value < best - 1e-9;
        const next = better ? 0 : patience + 1;
        return {
          theta: theta.map((v, j) => v - rate * gradient[j]!),
          rate: next === 100 ? rate / 2 : rate,
          best: Math.min(best, value),
          patience: next === 100 ? 0 : next,
        };
      },
    };
    expect(descentOf(patient, { maxIterations: 5000 }).status).toBe('converged');
  });
});

describe('what cannot be squared in float64 is refused before any work', () => {
  const line = (x: number, y: number) =>
    linearProblem({ x: [1, 2, 3].map((v) => [v * x]), y: [1, 2, 4].map((v) => v * y) });

  test('y, with the power of ten to divide it by', () => {
    expect(refusal(() => descentOf(gradientDescent(0.01), { problem: line(1, 1e300) }))).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'y',
      row: 2,
      value: 4e300,
    });
    expect(descentOf(gradientDescent(0.01), { problem: line(1, 1e150) }).status).toBe('converged');
    expect(descentOf(gradientDescent(0.01), { problem: line(1, 1e-150) }).status).toBe('converged');
  });

  test.each([1e200, 1e-200])('x of the size of %s, with its column', (size) => {
    for (const optimizer of [gradientDescent(0.01), heavyBall('auto', 0.5)]) {
      const problem = linearProblem({ x: [1, 2, 3].map((v) => [v * size]), y: [1, 2, 4], intercept: size > 1 });
      expect(refusal(() => descentOf(optimizer as Optimizer, { problem }))).toEqual({
        code: 'NON_FINITE_INPUT',
        argument: 'x',
        column: size > 1 ? 1 : 0,
        value: 3 * size,
      });
    }
  });

  test('a start from which the objective overflows', () => {
    const start = Float64Array.of(1e200, 0);
    expect(refusal(() => descentOf(gradientDescent(0.01), { start }))).toMatchObject({
      code: 'NON_FINITE_INPUT',
      argument: 'start',
    });
  });
});

test('the largest stable rate and the verdict for 24 points of y = x + 2, mean', () => {
  const x = Float64Array.from({ length: 24 }, (_, i) => i + 1);
  const problem = polynomialProblem({ x, y: x.map((v) => v + 2), degree: 1, loss: squared({ reduction: 'mean' }) });
  const { status, descent } = descentOf(gradientDescent(0.01), { problem });
  expect(status).toBe('diverged');
  expect(descent.largestStableLearningRate!.toPrecision(5)).toBe('0.0048796');
});
