import { describe, expect, test } from 'vitest';
import type { LinearSystem, SynchronousFactorization } from '../../src/index.js';
import { FitError, guardSession, squared } from '../../src/index.js';

const system: LinearSystem = {
  rows: 3,
  columns: 2,
  design: new Float64Array(6),
  targets: new Float64Array(3),
  loss: squared({ reduction: 'sum' }),
};
const supports = {
  precision: 'f64',
  unitRoundoff: 2 ** -53,
  solvers: ['qr', 'cholesky'] as ('qr' | 'cholesky')[],
  generalLosses: true,
  features: [],
  synchronous: true,
} as const;

/** A kernel that answers with what it was asked. */
const kernel = {
  evaluate: (theta: Float64Array) => ({ value: theta[0]!, gradient: theta }),
  factor: (solver: 'qr' | 'cholesky'): SynchronousFactorization => ({
    solver,
    outcome: solver === 'qr' ? 'ok' : 'not-positive-definite',
    rank: 2,
    threshold: 1e-15,
    singularValues: Float64Array.of(2, 1),
    nullSpace: new Float64Array(0),
    inverseRoot: new Float64Array(4),
    solve: (f, g) => ({ theta: g ?? new Float64Array(0), residual: f }),
  }),
};

function errorOf(action: () => unknown): FitError {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError) return error;
    throw error;
  }
  throw new Error('nothing thrown');
}

describe('guardSession', () => {
  test('passes on what is right', () => {
    const session = guardSession(system, supports, kernel);
    expect(session.evaluate({ theta: Float64Array.of(7, 8) }).value).toBe(7);
    const factorization = session.factor('qr');
    const expected = kernel.factor('qr');
    expect({ ...factorization, solve: undefined }).toEqual({ ...expected, solve: undefined });
    const [f, g] = [Float64Array.of(1, 2, 3), Float64Array.of(4, 5)];
    expect(factorization.solve(f, g)).toEqual({ theta: g, residual: f });
    expect(factorization.solve(f)).toEqual({ theta: new Float64Array(0), residual: f });
  });

  test('names the argument and the length it got', () => {
    const session = guardSession(system, supports, kernel);
    const factorization = session.factor('qr');
    const cases = [
      [() => session.evaluate({ theta: new Float64Array(3) }), { argument: 'query.theta', value: 3 }],
      [() => factorization.solve(new Float64Array(2)), { argument: 'f', value: 2 }],
      [() => factorization.solve(new Float64Array(3), new Float64Array(3)), { argument: 'g', value: 3 }],
    ] as const;
    for (const [action, details] of cases) {
      expect(errorOf(action)).toMatchObject({ code: 'SHAPE_MISMATCH', details });
    }
  });

  test('refuses a solver that is not supported, and names it', () => {
    const session = guardSession(system, supports, kernel);
    expect(errorOf(() => session.factor('svd' as 'qr'))).toMatchObject({
      code: 'UNSUPPORTED',
      details: { argument: 'solver', value: 'svd' },
    });
  });

  test('a broken-down factorisation shows what it found and solves nothing', () => {
    const broken = guardSession(system, supports, kernel).factor('cholesky');
    expect(broken.rank).toBe(2);
    expect(errorOf(() => broken.solve(new Float64Array(3)))).toMatchObject({
      code: 'UNSUPPORTED',
      details: { argument: 'outcome', value: 'not-positive-definite' },
    });
  });

  test('refuses everything after dispose, even what is wrong besides; a second dispose is harmless', () => {
    const session = guardSession(system, supports, kernel);
    const [qr, broken] = [session.factor('qr'), session.factor('cholesky')];
    session.dispose();
    session.dispose();
    for (const action of [
      () => session.evaluate({ theta: new Float64Array(9) }),
      () => session.factor('svd' as 'qr'),
      () => qr.solve(new Float64Array(9)),
      () => broken.solve(new Float64Array(9)),
    ]) {
      expect(errorOf(action).code).toBe('SESSION_DISPOSED');
    }
  });
});
