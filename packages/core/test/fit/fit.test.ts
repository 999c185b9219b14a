import { describe, expect, test } from 'vitest';
import type { SolverName } from '../../src/contracts/backend.js';
import type { Penalty } from '../../src/contracts/penalty.js';
import { FitError } from '../../src/fit-error.js';
import { fit, fitSync } from '../../src/fit/fit.js';
import { huber } from '../../src/losses/huber.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend, laterBackend } from '../support/dense-backend.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { refusal, rejection } from '../support/refusal.js';

const data = { x: [[1], [2], [4]], y: [3, 5, 9] };
const problem = linearProblem(data);
const lasso: Penalty = {
  name: 'lasso',
  value: (theta) => Math.abs(theta[1]!),
  addGradient: (theta, _, gradient) => void (gradient[1]! += Math.sign(theta[1]!)),
};

describe('the solver', () => {
  test.each<[SolverName[], SolverName]>([
    [['cholesky', 'qr', 'svd'], 'qr'],
    [['svd', 'cholesky'], 'svd'],
    [['cholesky'], 'cholesky'],
  ])('of %j is %s by default', (solvers, expected) => {
    const backend = denseBackend({ solvers });
    expect(fitSync(problem, { backend }).solver).toBe(expected);
    expect(backend.log.factored).toEqual([expected]);
  });

  test('is the one asked for', () => {
    expect(fitSync(problem, { backend: denseBackend(), solver: 'svd' }).solver).toBe('svd');
  });

  test('must be one the backend has', () => {
    const backend = denseBackend({ solvers: ['svd'] });
    expect(refusal(() => fitSync(problem, { backend, solver: 'qr' as 'svd' }))).toEqual({
      code: 'UNSUPPORTED',
      argument: 'solver',
      value: 'qr',
    });
    expect(refusal(() => fitSync(problem, { backend: denseBackend({ solvers: [] }) }))).toEqual({
      code: 'UNSUPPORTED',
      argument: 'solver',
      value: undefined,
    });
    expect(backend.log.systems).toEqual([]);
  });
});

describe('refine', () => {
  test('is the default and can be switched off', () => {
    expect(fitSync(problem, { backend: denseBackend() }).certificate!.method).toBe('refinement');
    expect(fitSync(problem, { backend: denseBackend(), refine: true }).certificate!.method).toBe('refinement');
    expect(fitSync(problem, { backend: denseBackend(), refine: false }).certificate!.method).toBe(
      'forward-error-bound',
    );
  });
});

describe('refusals, before any work', () => {
  const refusedBy = (changed: Parameters<typeof linearProblem>[0], settings = {}, backend = denseBackend()) => {
    const error = refusal(() => fitSync(linearProblem(changed), { backend, ...settings }));
    expect(backend.log.systems).toEqual([]);
    return error;
  };
  const robust = { ...data, loss: huber({ delta: 1, reduction: 'sum' }) };
  const optimizer = gradientDescent(0.01);

  test('the problem is checked first', () => {
    expect(
      refusal(() => fitSync({ ...problem, y: Float64Array.of(1, NaN, 3) }, { backend: denseBackend() })),
    ).toMatchObject({
      code: 'NON_FINITE_INPUT',
      argument: 'y',
      row: 1,
    });
  });

  test('a closed form takes the squared loss and quadratic penalties only', () => {
    expect(refusedBy(robust)).toEqual({ code: 'UNSUPPORTED', argument: 'loss', value: 'huber' });
    expect(refusedBy({ ...data, penalty: lasso })).toEqual({
      code: 'UNSUPPORTED',
      argument: 'penalty',
      value: 'lasso',
    });
  });

  test('a backend of the squared loss alone takes no other', () => {
    const plain = denseBackend({ generalLosses: false });
    expect(refusedBy(robust, { optimizer }, plain)).toEqual({ code: 'UNSUPPORTED', argument: 'loss', value: 'huber' });
    expect(fitSync(problem, { backend: plain }).status).toBe('converged');
    expect(fitSync(problem, { backend: plain, optimizer, maxIterations: 1 }).status).toBe('max-iterations');
  });

  test('an optimizer takes both', () => {
    const settings = { backend: denseBackend(), optimizer, maxIterations: 1 };
    expect(fitSync(linearProblem(robust), settings).status).toBe('max-iterations');
    expect(fitSync(linearProblem({ ...data, penalty: lasso }), settings).status).toBe('max-iterations');
  });

  test('an engine that cannot run says why and what to do', () => {
    const availability = { ok: false, engine: 'gpu', reason: 'no adapter was found', remedy: 'use a browser' } as const;
    const backend = denseBackend({ availability });
    expect(refusedBy(data, {}, backend)).toEqual({ code: 'BACKEND_UNAVAILABLE', argument: 'backend', value: 'dense' });
    expect(() => fitSync(problem, { backend })).toThrow(/no adapter was found.*use a browser/);
  });
});

describe('a backend that answers later', () => {
  test('works with fit, to the last bit', async () => {
    const backend = denseBackend();
    const settings = { solver: 'svd' } as const;
    const later = await fit(problem, { backend: laterBackend(backend), ...settings });
    const now = fitSync(problem, { backend: denseBackend(), ...settings });
    // Models hold functions, and those of two fits are not the same.
    expect({ ...later, working: later.working.theta }).toEqual({ ...now, working: now.working.theta });
    expect(backend.log).toMatchObject({ disposed: 1, factored: ['svd'] });
    const optimizer = gradientDescent(0.02);
    const slow = await fit(problem, { backend: laterBackend(denseBackend()), optimizer });
    const fast = fitSync(problem, { backend: denseBackend(), optimizer });
    expect(slow.coefficients).toEqual(fast.coefficients);
    expect(slow.descent!.trace).toEqual(fast.descent!.trace);
  });

  test('does not work with fitSync', () => {
    const backend = laterBackend(denseBackend()) as unknown as ReturnType<typeof denseBackend>;
    expect(refusal(() => fitSync(problem, { backend }))).toEqual({ code: 'ASYNCHRONOUS' });
  });

  test('a session that is open when fitSync finds out is disposed of', () => {
    const backend = denseBackend();
    const later = {
      ...backend,
      open: (system: Parameters<typeof backend.open>[0]) => {
        const session = backend.open(system);
        return {
          ...session,
          factor: () => Promise.reject(new Error('later')) as unknown as ReturnType<typeof session.factor>,
        };
      },
    };
    expect(refusal(() => fitSync(problem, { backend: later }))).toEqual({ code: 'ASYNCHRONOUS' });
    expect(backend.log.disposed).toBe(1);
  });

  test('its errors reject, and its sessions are disposed of', async () => {
    const backend = denseBackend({
      tamper: () => {
        throw new RangeError('device lost');
      },
    });
    await expect(fit(problem, { backend: laterBackend(backend) })).rejects.toThrow(RangeError);
    expect(backend.log.disposed).toBe(1);
    const failing = denseBackend({
      evaluated: () => {
        throw new RangeError('device lost');
      },
    });
    const optimizer = gradientDescent(0.01);
    await expect(fit(problem, { backend: laterBackend(failing), optimizer })).rejects.toThrow(RangeError);
    expect(failing.log.disposed).toBe(failing.log.systems.length);
  });

  test('misuse rejects with a FitError', async () => {
    expect(
      await rejection(fit({ ...problem, y: new Float64Array(0), x: new Float64Array(0) }, { backend: denseBackend() })),
    ).toEqual({
      code: 'NO_OBSERVATIONS',
      argument: 'y',
    });
    await expect(fit(problem, { backend: denseBackend({ solvers: [] }) })).rejects.toBeInstanceOf(FitError);
  });
});

describe('a wrong pair does not compile', () => {
  const qrOnly = denseBackend<'qr'>({ solvers: ['qr'] });
  const optimizer = gradientDescent(0.01);

  test('and is refused when it is forced to', () => {
    // @ts-expect-error: this backend has no 'svd'
    expect(refusal(() => fitSync(problem, { backend: qrOnly, solver: 'svd' })).code).toBe('UNSUPPORTED');
    // @ts-expect-error: nor is there a solver of this name
    expect(refusal(() => fitSync(problem, { backend: denseBackend(), solver: 'lu' })).code).toBe('UNSUPPORTED');
    // @ts-expect-error: fitSync takes synchronous backends
    expect(refusal(() => fitSync(problem, { backend: laterBackend(qrOnly) })).code).toBe('ASYNCHRONOUS');
  });

  test('a solver and an optimizer at once do not either, nor an option that has no effect', () => {
    const wrong: readonly (readonly [string, () => unknown])[] = [
      // @ts-expect-error: either a solver or an optimizer
      ['solver', () => fitSync(problem, { backend: qrOnly, solver: 'qr', optimizer, maxIterations: 1 })],
      // @ts-expect-error: there is nothing to refine in a descent
      ['refine', () => fitSync(problem, { backend: qrOnly, optimizer, refine: true, maxIterations: 1 })],
      // A closed form has no iterations, which the types do not see.
      ['maxIterations', () => fitSync(problem, { backend: qrOnly, maxIterations: 1 })],
      // @ts-expect-error: nor a start
      ['start', () => fitSync(problem, { backend: qrOnly, solver: 'qr', start: new Float64Array(2) })],
    ];
    for (const [argument, action] of wrong) expect(refusal(action)).toMatchObject({ code: 'INVALID_OPTION', argument });
  });

  test('right pairs do', () => {
    expect(fitSync(problem, { backend: qrOnly, solver: 'qr' }).solver).toBe('qr');
    expect(fitSync(problem, { backend: qrOnly }).solver).toBe('qr');
  });
});
