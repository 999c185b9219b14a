import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Evaluation } from '../../src/contracts/evaluation.js';
import type { Optimizer } from '../../src/contracts/optimizer.js';
import type { Penalty } from '../../src/contracts/penalty.js';
import type { Progress } from '../../src/descent/descent-options.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fit, fitSync } from '../../src/fit/fit.js';
import { huber } from '../../src/losses/huber.js';
import { squared } from '../../src/losses/squared.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend, laterBackend } from '../support/dense-backend.js';
import { descentOf, separable } from '../support/descent-of.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { refusal } from '../support/refusal.js';

/** θ after k steps from `start`: each mode is its minimiser plus (1 − αλ)^k of the way there. */
const recurrence = (rate: number, k: number, start = [0, 0]) =>
  [3, -1].map((minimum, j) => minimum + (start[j]! - minimum) * (1 - rate * [2, 8][j]!) ** k);

describe('the trajectory', () => {
  test('is that of the recurrence, mode by mode', () => {
    const { coefficients, descent, status } = descentOf(gradientDescent(0.05), { maxIterations: 40, tolerance: 0 });
    expect(status).toBe('max-iterations');
    for (const [j, exact] of recurrence(0.05, 40).entries()) expect(coefficients[j]).toBeCloseTo(exact, 13);
    for (const { iteration, value } of descent.trace) {
      const [a, b] = recurrence(0.05, iteration);
      expect(value).toBeCloseTo((a! - 3) ** 2 + 4 * (b! + 1) ** 2, 12);
    }
    expect(descent.trace.length).toBe(41);
  });

  test('begins at zero, or where it is told', () => {
    const start = Float64Array.of(5, 5);
    const { descent, coefficients } = descentOf(gradientDescent(0.05), { maxIterations: 7, start });
    expect(descent.trace[0]!.value).toBe(4 + 4 * 36);
    for (const [j, exact] of recurrence(0.05, 7, [5, 5]).entries()) expect(coefficients[j]).toBeCloseTo(exact, 13);
    expect([...start]).toEqual([5, 5]);
    expect(descentOf(gradientDescent(0.05), { maxIterations: 0 }).coefficients).toEqual(new Float64Array(2));
  });

  test("reduction 'mean' is 'sum' at a rate times the sum of the weights", () => {
    const weights = [1, 3];
    const on = (reduction: 'sum' | 'mean', rate: number) =>
      descentOf(gradientDescent(rate), {
        problem: linearProblem({
          x: [
            [1, 0],
            [0, 2],
          ],
          y: [3, -2],
          intercept: false,
          weights,
          loss: squared({ reduction }),
        }),
        maxIterations: 20,
        tolerance: 0,
      });
    const sum = on('sum', 2 ** -6);
    const mean = on('mean', 2 ** -4);
    expect(mean.coefficients).toEqual(sum.coefficients);
    for (const [j, exact] of [24, 2].entries()) {
      expect(sum.descent.eigenvalues![j]).toBeCloseTo(exact, 13);
      expect(mean.descent.eigenvalues![j]).toBeCloseTo(exact / 4, 13);
    }
    expect(sum.descent.largestStableLearningRate).toBeCloseTo(2 / 24, 14);
    expect(mean.descent.largestStableLearningRate).toBeCloseTo(2 / 6, 14);
    expect(mean.descent.value).toBe(sum.descent.value / 4);
  });

  test('rows of weight zero are not seen', () => {
    const x = [
      [1, 0],
      [7, 9],
      [0, 2],
    ];
    const problem = linearProblem({
      x,
      y: [3, 100, -2],
      intercept: false,
      weights: [1, 0, 1],
      loss: squared({ reduction: 'mean' }),
    });
    const { descent, fitted, observations } = descentOf(gradientDescent(0.1), { problem });
    expect([...descent.eigenvalues!]).toEqual([4, 1]);
    expect([fitted.length, observations]).toEqual([3, 2]);
  });
});

describe('statuses', () => {
  test('converged: the gradient proves ‖θ − θ*‖ ≤ tolerance ‖θ‖, at the first θ where it does', () => {
    for (const tolerance of [1e-2, 1e-5, 1e-8]) {
      const { status, descent, coefficients } = descentOf(gradientDescent(0.05), { tolerance });
      expect(status).toBe('converged');
      const proves = (k: number) => {
        const [a, b] = recurrence(0.05, k);
        return Math.hypot(2 * (a! - 3), 8 * (b! + 1)) <= tolerance * 2 * Math.hypot(a!, b!);
      };
      expect([proves(descent.iterations), proves(descent.iterations - 1)]).toEqual([true, false]);
      expect(Math.hypot(coefficients[0]! - 3, coefficients[1]! + 1)).toBeLessThanOrEqual(
        tolerance * Math.hypot(...coefficients),
      );
    }
    expect(descentOf(gradientDescent(0.05)).descent.iterations).toBe(
      descentOf(gradientDescent(0.05), { tolerance: 1e-8 }).descent.iterations,
    );
  });

  test('converged, without a spectrum: the gradient has shrunk by the tolerance', () => {
    const { status, descent, certificate, rank } = descentOf(gradientDescent(0.05), {
      backend: { solvers: [] },
      tolerance: 1e-3,
    });
    expect(status).toBe('converged');
    expect([certificate, rank, descent.eigenvalues, descent.largestStableLearningRate]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const size = (k: number) => {
      const [a, b] = recurrence(0.05, k);
      return Math.hypot(2 * (a! - 3), 8 * (b! + 1));
    };
    expect(size(descent.iterations)).toBeLessThanOrEqual(1e-3 * size(0));
    expect(size(descent.iterations - 1)).toBeGreaterThan(1e-3 * size(0));
  });

  test('converged at once where there is nothing to do', () => {
    const solution = descentOf(gradientDescent(0.05), { start: Float64Array.of(3, -1) });
    expect(solution).toMatchObject({ status: 'converged', coefficients: Float64Array.of(3, -1) });
    expect(solution.descent.iterations).toBe(0);
    expect(solution.descent.trace.length).toBe(1);
  });

  test('stalled: rounding hides the rest, after ten idle iterations', () => {
    const noisy = linearProblem({
      x: [
        [1, 0.3],
        [0.7, 2],
      ],
      y: [3.1, -2.3],
      intercept: false,
    });
    const { status, descent } = descentOf(gradientDescent(0.1), { problem: noisy, tolerance: 0 });
    expect(status).toBe('stalled');
    expect(descent.iterations).toBeLessThan(2000);
    expect(descent.iterations).toBeGreaterThan(10);
    // An optimizer that does not move: iteration 10 is the first with ten idle ones behind it.
    const still = descentOf(gradientDescent(0), { start: Float64Array.of(1, 1) });
    expect(still).toMatchObject({ status: 'stalled', coefficients: Float64Array.of(1, 1) });
    expect(still.descent.iterations).toBe(10);
  });

  test('one move in ten is enough not to stall', () => {
    const { name, needs } = gradientDescent(1);
    const hesitant = (every: number): Optimizer<{ theta: Float64Array; k: number }> => ({
      name,
      needs,
      init: (start) => ({ theta: start.slice(), k: 1 }),
      ask: ({ theta }) => ({ theta }),
      tell: ({ theta, k }, { gradient }) => ({
        theta: k % every === 0 ? theta.map((value, j) => value - 0.01 * gradient[j]!) : theta.slice(),
        k: k + 1,
      }),
    });
    expect(descentOf(hesitant(10), { maxIterations: 200 }).status).toBe('max-iterations');
    expect(descentOf(hesitant(11), { maxIterations: 200 }).status).toBe('stalled');
  });

  test('diverged, by growth: 1e12 times the first value', () => {
    // The modes grow by |1 − 8 · 0.5|^k = 3^k: value 4 · 9^k beats 1e12 · 13 at k = 14.
    const { status, descent, coefficients } = descentOf(gradientDescent(0.5));
    expect(status).toBe('diverged');
    expect([4 * 9 ** 13 > 13e12, 4 * 9 ** 14 > 13e12]).toEqual([false, true]);
    expect(descent.iterations).toBe(14);
    // The best of all, not the last: θ₀ is right after a step, θ₁ never better than at 0.
    expect([...coefficients]).toEqual([0, 0]);
    expect(descent.trace.at(-1)!.iteration).toBe(14);
  });

  test('diverged, by overflow of the value or of the gradient alone', () => {
    const after = (k: number, evaluation: { value?: number; gradient?: Float64Array }) => {
      let calls = 0;
      return descentOf(gradientDescent(0.05), {
        backend: { evaluated: (given) => (calls++ === k ? { ...given, ...evaluation } : given) },
      });
    };
    for (const broken of [
      { value: NaN },
      { value: Infinity },
      { gradient: Float64Array.of(1, Infinity) },
      { gradient: Float64Array.of(NaN, 0) },
    ]) {
      const { status, descent, coefficients } = after(3, broken);
      expect(status).toBe('diverged');
      expect(descent.iterations).toBe(3);
      expect(coefficients.every(Number.isFinite)).toBe(true);
    }
  });

  test('max-iterations, unless the value is above the first with a rate that is known not to be stable', () => {
    const run = (rate: number, maxIterations: number, settings = {}) =>
      descentOf(gradientDescent(rate), { maxIterations, ...settings }).status;
    expect(run(0.05, 3)).toBe('max-iterations');
    // Growing, but for less than 1e12.
    expect(run(0.5, 3)).toBe('diverged');
    expect(run(0.5, 0)).toBe('max-iterations');
    // A rise alone is no divergence where no bound is known; a hundred of them that do not slow down are.
    expect(run(0.5, 3, { backend: { solvers: [] } })).toBe('max-iterations');
    expect(run(0.5, 101, { backend: { solvers: [] } })).toBe('diverged');
    // The bound is 0.25.
    const overshooting = (rate: number | undefined): Optimizer<{ theta: Float64Array }> => ({
      ...gradientDescent(0.5),
      ...(rate === undefined ? { learningRate: () => undefined as unknown as number } : { learningRate: () => rate }),
    });
    expect(descentOf(overshooting(0.249), { maxIterations: 3 }).status).toBe('max-iterations');
    expect(descentOf(overshooting(0.251), { maxIterations: 3 }).status).toBe('diverged');
    expect(descentOf(overshooting(undefined), { maxIterations: 3 }).status).toBe('max-iterations');
  });

  test('aborted before the next iteration, with the best so far', () => {
    const signal = { aborted: false };
    let calls = 0;
    const settings = {
      signal,
      backend: {
        evaluated: <T>(given: T): T => {
          calls += 1;
          signal.aborted = calls === 5;
          return given;
        },
      },
    };
    const { status, descent, coefficients } = descentOf(gradientDescent(0.05), settings);
    expect(status).toBe('aborted');
    expect(descent.iterations).toBe(4);
    for (const [j, exact] of recurrence(0.05, 4).entries()) expect(coefficients[j]).toBeCloseTo(exact, 14);
    expect(refusal(() => descentOf(gradientDescent(0.05), { signal: { aborted: true } }))).toMatchObject({
      code: 'ABORTED',
    });
    expect(descentOf(gradientDescent(0.05), { signal: { aborted: false } }).status).toBe('converged');
  });
});

describe('the best so far', () => {
  test('is returned when the descent did not converge, with its own value', () => {
    // Mode 1 swings with growing amplitude: after few steps the value is larger than before.
    const { coefficients, descent, residualSumOfSquares } = descentOf(gradientDescent(0.26), { maxIterations: 40 });
    const values = Array.from({ length: 41 }, (_, k) => {
      const [a, b] = recurrence(0.26, k);
      return (a! - 3) ** 2 + 4 * (b! + 1) ** 2;
    });
    const best = values.indexOf(Math.min(...values));
    expect(best).toBeGreaterThan(0);
    expect(best).toBeLessThan(40);
    for (const [j, exact] of recurrence(0.26, best).entries()) expect(coefficients[j]).toBeCloseTo(exact, 12);
    expect(descent.value).toBeCloseTo(values[best]!, 12);
    expect(residualSumOfSquares).toBeCloseTo(values[best]!, 12);
  });

  test('survives a backend and an optimizer that reuse their buffers', () => {
    const buffer = new Float64Array(2);
    const inPlace: Optimizer<{ theta: Float64Array }> = {
      ...gradientDescent(0.26),
      tell: (state, { gradient }) => {
        for (const [j, slope] of gradient.entries()) state.theta[j] = state.theta[j]! - 0.26 * slope;
        return state;
      },
    };
    const reused = {
      evaluated: (given: Evaluation) => {
        buffer.set(given.gradient);
        return { value: given.value, gradient: buffer };
      },
    };
    const settings = { maxIterations: 40 };
    const fresh = descentOf(gradientDescent(0.26), settings);
    const shared = descentOf(inPlace, { ...settings, backend: reused });
    expect(shared.coefficients).toEqual(fresh.coefficients);
    expect(shared.descent.trace).toEqual(fresh.descent.trace);
    expect(shared.certificate).toEqual(fresh.certificate);
    const noStall = descentOf(inPlace, { backend: reused, start: Float64Array.of(1, 1), maxIterations: 15 });
    expect(noStall.status).not.toBe('stalled');
    // Convergence by the first gradient must not see it overwritten.
    const withoutSpectrum = { ...settings, maxIterations: 400, tolerance: 1e-3 };
    const gentle: Optimizer<{ theta: Float64Array }> = gradientDescent(0.05);
    expect(descentOf(gentle, { ...withoutSpectrum, backend: { ...reused, solvers: [] } }).descent.iterations).toBe(
      descentOf(gentle, { ...withoutSpectrum, backend: { solvers: [] } }).descent.iterations,
    );
  });
});

describe('checkpoint and resume', () => {
  test.each([1, 7, 30])('after %i iterations: the same bits as without a stop', (stop) => {
    const settings = { tolerance: 1e-12 };
    const whole = descentOf(gradientDescent(0.05), settings);
    const first = descentOf(gradientDescent(0.05), { ...settings, maxIterations: stop });
    expect(first.descent.checkpoint).toMatchObject({ optimizer: 'gradient-descent', iteration: stop });
    const resume = structuredClone(first.descent.checkpoint);
    const kept = structuredClone(resume);
    const second = descentOf(gradientDescent(0.05), { ...settings, resume });
    expect(second.coefficients).toEqual(whole.coefficients);
    expect(second.descent.iterations).toBe(whole.descent.iterations);
    expect(second.descent.checkpoint).toEqual(whole.descent.checkpoint);
    expect(second.descent.trace[0]!.iteration).toBe(stop);
    // The checkpoint is the caller's: it can be used again.
    expect(resume).toEqual(kept);
  });

  test('an optimizer that works in place does not write to the checkpoint', () => {
    const inPlace: Optimizer<{ theta: Float64Array }> = {
      ...gradientDescent(0.05),
      tell: (state, { gradient }) => {
        for (const [j, slope] of gradient.entries()) state.theta[j] = state.theta[j]! - 0.05 * slope;
        return state;
      },
    };
    const resume = { optimizer: 'gradient-descent', iteration: 3, state: { theta: Float64Array.of(1, 1) } };
    descentOf(inPlace, { resume, maxIterations: 10 });
    expect([...resume.state.theta]).toEqual([1, 1]);
  });
});

describe('progress', () => {
  afterEach(() => vi.useRealTimers());

  /** A backend on which each evaluation takes 20 ms. */
  const ticking = () => ({
    evaluated: <T>(given: T): T => {
      vi.advanceTimersByTime(20);
      return given;
    },
  });

  test('is reported once 50 ms have passed since the last report', () => {
    vi.useFakeTimers();
    const reports: Progress[] = [];
    descentOf(gradientDescent(0.05), {
      maxIterations: 9,
      onProgress: (progress) => void reports.push(progress),
      backend: ticking(),
    });
    // 20, 40, 60 ms at iterations 0, 1, 2: reported at 60 ms, then at 120 ms and 180 ms.
    expect(reports.map(({ iteration }) => iteration)).toEqual([2, 5, 8]);
    const [a, b] = recurrence(0.05, 2);
    expect(reports[0]!.maxIterations).toBe(9);
    expect(reports[0]!.value).toBeCloseTo((a! - 3) ** 2 + 4 * (b! + 1) ** 2, 13);
  });

  test('at 50 ms exactly, and not at 49', () => {
    vi.useFakeTimers();
    for (const [step, expected] of [
      [50, [0, 1, 2]],
      [49, [1]],
    ] as const) {
      const reports: number[] = [];
      descentOf(gradientDescent(0.05), {
        maxIterations: 3,
        onProgress: ({ iteration }) => void reports.push(iteration),
        backend: {
          evaluated: (given) => {
            vi.advanceTimersByTime(step);
            return given;
          },
        },
      });
      expect(reports).toEqual(expected);
    }
  });

  test('the time that a report takes does not count', () => {
    vi.useFakeTimers();
    const reports: number[] = [];
    descentOf(gradientDescent(0.05), {
      maxIterations: 6,
      onProgress: ({ iteration }) => {
        reports.push(iteration);
        vi.advanceTimersByTime(1000);
      },
      backend: ticking(),
    });
    expect(reports).toEqual([2, 5]);
  });

  test('is awaited by fit: what happens meanwhile can abort', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const signal = { aborted: false };
    const backend = denseBackend({
      evaluated: (given) => {
        vi.setSystemTime(Date.now() + 30);
        return given;
      },
    });
    const { status, descent } = await fit(separable, {
      backend: laterBackend(backend),
      optimizer: gradientDescent(0.05),
      signal,
      onProgress: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        signal.aborted = true;
      },
    });
    expect([status, descent!.iterations]).toEqual(['aborted', 1]);
  });

  test('a promise from it does not go with fitSync', () => {
    vi.useFakeTimers();
    const action = () => descentOf(gradientDescent(0.05), { onProgress: () => Promise.resolve(), backend: ticking() });
    expect(refusal(action).code).toBe('ASYNCHRONOUS');
  });
});

describe('the spectrum', () => {
  const needy = gradientDescent(0.05, { spectrum: true });

  test('goes to the optimizer that needs it', () => {
    let seen: unknown;
    const curious: Optimizer = {
      ...needy,
      init: (start, context) => {
        seen = context;
        return needy.init(start, context);
      },
      ask: (state) => needy.ask(state as { theta: Float64Array }),
      tell: (state, evaluation) => needy.tell(state as { theta: Float64Array }, evaluation),
      learningRate: () => 0.05,
    };
    descentOf(curious, { maxIterations: 1 });
    expect(seen).toEqual({ parameters: 2, spectrum: { eigenvalues: Float64Array.of(8, 2) } });
  });

  test('is required where it is needed', () => {
    expect(refusal(() => descentOf(needy, { backend: { solvers: [] } }))).toEqual({
      code: 'SPECTRUM_REQUIRED',
      argument: 'optimizer',
      value: 'gradient-descent',
    });
    const broken = { tamper: <T>(given: T) => ({ ...given, outcome: 'not-positive-definite' as const }) };
    expect(refusal(() => descentOf(needy, { backend: broken })).code).toBe('SPECTRUM_REQUIRED');
    expect(descentOf(gradientDescent(0.05), { backend: broken })).not.toHaveProperty('certificate');
  });

  test('is absent from the context of one that does without, on a backend that cannot compute it', () => {
    let seen: unknown;
    const curious = {
      ...gradientDescent(0.05),
      init: (start: Float64Array, context: unknown) => {
        seen = context;
        return { theta: start.slice() };
      },
    };
    descentOf(curious, { maxIterations: 1, backend: { solvers: [] } });
    expect(seen).toEqual({ parameters: 2 });
  });

  test('comes from the most accurate factorisation: svd, else any but cholesky, else that', () => {
    for (const [solvers, expected] of [
      [['cholesky', 'qr', 'svd'], 'svd'],
      [['cholesky', 'tsqr', 'qr'], 'tsqr'],
      [['cholesky'], 'cholesky'],
    ] as const) {
      const backend = denseBackend({ solvers });
      fitSync(separable, { backend, optimizer: gradientDescent(0.05), maxIterations: 1 });
      expect(backend.log.factored).toEqual([expected]);
    }
  });

  test('has zeros where rows are missing, and the modulus is that of the space that moves', () => {
    const problem = linearProblem({ x: [[3, 4]], y: [5], intercept: false });
    const { descent, status, rank, warnings, certificate, coefficients, working } = descentOf(gradientDescent(0.01), {
      problem,
    });
    expect(descent.eigenvalues![0]).toBeCloseTo(50, 12);
    expect([...descent.eigenvalues!.slice(1)]).toEqual([0]);
    expect(status).toBe('converged');
    expect(rank).toMatchObject({ numerical: 1, dependentColumns: ['x1', 'x2'] });
    expect(warnings.length).toBe(1);
    expect(warnings[0]).toMatch(/1 of 2/);
    expect([certificate, working.inverseRoot]).toEqual([undefined, undefined]);
    for (const [j, exact] of [0.6, 0.8].entries()) expect(coefficients[j]).toBeCloseTo(exact, 7);
  });

  test('columns that are independent of the others take no part in a dependence', () => {
    const problem = linearProblem({
      x: [
        [1, 0, 2],
        [2, 0, 4],
        [0, 1, 0],
      ],
      y: [1, 2, 3],
      intercept: false,
      names: ['a', 'b', 'c'],
    });
    const { rank, degreesOfFreedom } = descentOf(gradientDescent(0.01), { problem, maxIterations: 5 });
    expect(rank).toMatchObject({ numerical: 2, dependentColumns: ['a', 'c'] });
    expect(degreesOfFreedom).toBe(1);
  });

  test('degrees of freedom without one: all coefficients count', () => {
    const problem = linearProblem({ x: [[1], [2], [4]], y: [1, 2, 3] });
    expect(
      descentOf(gradientDescent(0.01), { problem, maxIterations: 5, backend: { solvers: [] } }).degreesOfFreedom,
    ).toBe(1);
  });

  test('of zero columns: nothing moves, and nothing is claimed', () => {
    const problem = linearProblem({ x: [[0], [0]], y: [1, 2], intercept: false });
    const { status, rank, certificate } = descentOf(gradientDescent(0.01), { problem });
    expect(status).toBe('converged');
    expect([rank!.numerical, certificate]).toEqual([0, undefined]);
  });
});

describe('the solution', () => {
  test('in full', () => {
    const solution = descentOf(gradientDescent(0.05));
    expect(solution).toMatchObject({
      names: ['x1', 'x2'],
      working: {
        model: { intercept: separable.model.intercept, basis: { specification: separable.model.basis.specification } },
        theta: fromFloat64(solution.coefficients),
      },
      observations: 2,
      degreesOfFreedom: 0,
      rank: { numerical: 2, dependentColumns: [] },
      backend: 'dense',
      warnings: [],
    });
    expect(solution).not.toHaveProperty('solver');
    expect(solution.advice.length).toBeGreaterThan(20);
    const s = solution.working.inverseRoot!.hi;
    expect(s[0]! ** 2 + s[1]! ** 2).toBeCloseTo(1, 14);
    expect(s[2]! ** 2 + s[3]! ** 2).toBeCloseTo(1 / 4, 14);
    expect(solution.descent).toMatchObject({ optimizer: 'gradient-descent', largestStableLearningRate: 0.25 });
    expect(solution.descent.trace.at(-1)!.iteration).toBe(solution.descent.iterations);
  });

  test('S is for converged descents without a penalty only', () => {
    expect(descentOf(gradientDescent(0.05), { maxIterations: 3 }).working).not.toHaveProperty('inverseRoot');
    expect(
      descentOf(gradientDescent(0.05), { problem: { ...separable, penalty: ridge(0.1) } }).working,
    ).not.toHaveProperty('inverseRoot');
  });

  test('warns of a rate that is not below the bound', () => {
    expect(descentOf(gradientDescent(0.25), { maxIterations: 1 }).warnings.length).toBe(1);
    expect(descentOf(gradientDescent(0.249), { maxIterations: 1 }).warnings).toEqual([]);
    expect(descentOf(gradientDescent(0.25), { maxIterations: 1 }).warnings[0]).toMatch(/0\.25.*0\.25/);
    const { learningRates, ...unknown } = gradientDescent(0.25);
    expect(learningRates).toBeDefined();
    const solution = descentOf(unknown, { maxIterations: 1 });
    expect(solution.warnings).toEqual([]);
    expect(solution.descent).not.toHaveProperty('largestStableLearningRate');
    const { learningRate, ...silent } = gradientDescent(0.25);
    expect(learningRate).toBeDefined();
    expect(descentOf(silent, { maxIterations: 1 }).warnings).toEqual([]);
  });

  test('every session is disposed of, also when the optimizer throws', () => {
    const backend = denseBackend();
    const run = (change: Partial<Optimizer<{ theta: Float64Array }>>) =>
      fitSync(separable, { backend, optimizer: { ...gradientDescent(0.05), ...change } });
    const fail = () => {
      throw new RangeError('no');
    };
    for (const change of [{ tell: fail }, { ask: fail }, { init: fail }]) expect(() => run(change)).toThrow(RangeError);
    expect(backend.log.systems.length).toBe(6);
    expect(backend.log.disposed).toBe(6);
    run({});
    expect(backend.log.disposed).toBe(backend.log.systems.length);
  });
});

describe('penalties', () => {
  const problem = linearProblem({ x: [[1], [3]], y: [2, 4], penalty: ridge(2) });

  test('add to value and gradient, the intercept left out', () => {
    // (θ₀ + θ₁ − 2)² + (θ₀ + 3θ₁ − 4)² + 2 θ₁²: minimum at θ₁ = ½, θ₀ = 2.
    const { coefficients, descent, status, certificate } = descentOf(gradientDescent(0.05), {
      problem,
      tolerance: 1e-10,
    });
    expect(status).toBe('converged');
    expect(coefficients[0]).toBeCloseTo(2, 8);
    expect(coefficients[1]).toBeCloseTo(0.5, 8);
    expect(descent.trace[0]!.value).toBe(20);
    expect(descent.value).toBeCloseTo(0.25 + 0.25 + 0.5, 9);
    expect(certificate!.digits[0]).toBeGreaterThan(8);
    // 2 (AᵀA + diag(0, 2)) = [[4, 8], [8, 24]]: 14 ± √164.
    expect(descent.eigenvalues![0]).toBeCloseTo(14 + Math.sqrt(164), 12);
    expect(descent.eigenvalues![1]).toBeCloseTo(14 - Math.sqrt(164), 12);
  });

  test('of zero columns with a penalty that is not quadratic: the gradient decides', () => {
    const pull: Penalty = {
      name: 'pull',
      value: (theta) => (theta[0]! - 1) ** 2,
      addGradient: (theta, _, gradient) => void (gradient[0] = gradient[0]! + 2 * (theta[0]! - 1)),
    };
    const problem = linearProblem({ x: [[0], [0]], y: [1, 2], intercept: false, penalty: pull });
    const { status, coefficients, descent } = descentOf(gradientDescent(0.3), { problem });
    expect(status).toBe('converged');
    expect(coefficients[0]).toBeCloseTo(1, 7);
    // The gradient 2 · 0.4ᵏ has shrunk by 1e-8 at k = 21, and is 0 only much later.
    expect(descent.iterations).toBe(21);
  });

  test('without an intercept both of two are penalised', () => {
    // (θ − 1)² + θ² for each: ½.
    const two = linearProblem({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, 1],
      intercept: false,
      penalty: ridge(1),
    });
    for (const value of descentOf(gradientDescent(0.1), { problem: two }).coefficients)
      expect(value).toBeCloseTo(0.5, 7);
  });

  test('without an intercept all are penalised', () => {
    const { coefficients } = descentOf(gradientDescent(0.05), {
      problem: linearProblem({ x: [[1], [3]], y: [2, 4], intercept: false, penalty: ridge(4) }),
    });
    expect(coefficients[0]).toBeCloseTo(1, 7);
  });

  test('the gradient of the backend is not written to', () => {
    const given: Float64Array[] = [];
    const copies: Float64Array[] = [];
    descentOf(gradientDescent(0.05), {
      problem,
      maxIterations: 3,
      backend: {
        evaluated: (evaluation) => {
          given.push(evaluation.gradient);
          copies.push(evaluation.gradient.slice());
          return evaluation;
        },
      },
    });
    expect(given).toEqual(copies);
  });

  test('that are not quadratic have no spectrum of their own: convergence is by the gradient', () => {
    const lasso: Penalty = {
      name: 'smoothed lasso',
      value: (theta) => Math.hypot(1, theta[1]!),
      addGradient: (theta, _, gradient) => void (gradient[1] = gradient[1]! + theta[1]! / Math.hypot(1, theta[1]!)),
    };
    const { status } = descentOf(gradientDescent(0.02), {
      problem: linearProblem({ x: [[1], [3]], y: [2, 4], penalty: lasso }),
    });
    expect(status).toBe('converged');
  });
});

test('a general loss descends by its own gradient, and claims no digit', () => {
  // An outlier: the median-like fit ignores most of it. Σ ρ′(r) = 0 at θ with residuals 0 − θ, 1 − θ, 100 − θ: −θ + 1 − θ + 1 = 0.
  const problem = linearProblem({
    x: [[1], [1], [1]],
    y: [0, 1, 100],
    intercept: false,
    loss: huber({ delta: 1, reduction: 'sum' }),
  });
  const { coefficients, status, certificate, descent, working } = descentOf(gradientDescent(0.3), {
    problem,
    tolerance: 1e-10,
  });
  expect(status).toBe('converged');
  expect(coefficients[0]).toBeCloseTo(1, 9);
  expect(certificate).toBeUndefined();
  expect(descent.eigenvalues![0]).toBeCloseTo(3, 13);
  // The covariance of another loss is not σ² S Sᵀ.
  expect(working).not.toHaveProperty('inverseRoot');
});

test('a general loss converges when its gradient has shrunk by the tolerance', () => {
  const problem = linearProblem({
    x: [[1], [1], [1]],
    y: [0, 0.5, 100],
    intercept: false,
    loss: huber({ delta: 1, reduction: 'sum' }),
  });
  const { status, descent } = descentOf(gradientDescent(0.1), { problem, tolerance: 1e-3 });
  expect(status).toBe('converged');
  const sizes = descent.trace.map(({ gradientMaxNorm }) => gradientMaxNorm);
  expect(sizes.at(-1)!).toBeLessThanOrEqual(1e-3 * sizes[0]!);
  expect(sizes.at(-2)!).toBeGreaterThan(1e-3 * sizes[0]!);
});

test('the trace of a long descent holds every other iteration, and the last', () => {
  const { descent } = descentOf(gradientDescent(1e-6), { maxIterations: 1501 });
  expect(descent.trace.map(({ iteration }) => iteration)).toEqual([
    ...Array.from({ length: 751 }, (_, k) => 2 * k),
    1501,
  ]);
});
