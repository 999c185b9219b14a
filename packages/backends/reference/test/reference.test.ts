import { FitError } from '@wellposed/core';
import { reference } from '@wellposed/backend-reference';
import { describe, expect, test } from 'vitest';
import { linearSystem, openSystem } from './support/open-system.js';

const SOLVERS = ['cholesky', 'qr', 'svd'] as const;
const small = {
  a: [
    [1, 2],
    [3, 4],
    [5, 7],
  ],
  y: [1, 2, 3],
  weights: [1, 2, 3],
};

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('reference', () => {
  test('says what it is', () => {
    expect(reference.name).toBe('reference');
    expect(reference.supports).toEqual({
      precision: 'f64',
      unitRoundoff: 2 ** -53,
      solvers: ['cholesky', 'qr', 'svd'],
      generalLosses: true,
      features: ['products', 'batches', 'compression'],
      synchronous: true,
    });
    expect(reference.available()).toEqual({ ok: true, engine: 'typescript', device: 'cpu' });
  });

  test('refuses wrong lengths and unknown solvers by code', () => {
    const session = openSystem(small);
    expect(codeOf(() => session.evaluate({ theta: new Float64Array(3) }))).toBe('SHAPE_MISMATCH');
    expect(codeOf(() => session.factor('tsqr' as 'qr'))).toBe('UNSUPPORTED');
    for (const solver of SOLVERS) {
      const factorization = session.factor(solver);
      expect(codeOf(() => factorization.solve(new Float64Array(2)))).toBe('SHAPE_MISMATCH');
      expect(codeOf(() => factorization.solve(new Float64Array(3), new Float64Array(3)))).toBe('SHAPE_MISMATCH');
    }
  });

  test('refuses everything after dispose, which may be called twice', () => {
    const session = openSystem(small);
    const factorization = session.factor('qr');
    session.dispose();
    session.dispose();
    expect(codeOf(() => session.evaluate({ theta: new Float64Array(2) }))).toBe('SESSION_DISPOSED');
    expect(codeOf(() => session.factor('qr'))).toBe('SESSION_DISPOSED');
    expect(codeOf(() => factorization.solve(new Float64Array(3)))).toBe('SESSION_DISPOSED');
  });

  test.each([undefined, [1, 2, 3]])('writes to no argument and returns fresh arrays, weights %j', (weights) => {
    const system = linearSystem({ a: small.a, y: small.y, ...(weights && { weights }) });
    const before = structuredClone({ design: system.design, targets: system.targets, weights: system.weights });
    const session = reference.open(system);
    const [f, g, theta] = [Float64Array.of(1, 2, 3), Float64Array.of(4, 5), Float64Array.of(6, 7)];
    session.evaluate({ theta });
    for (const solver of SOLVERS) {
      const factorization = session.factor(solver);
      const first = factorization.solve(f, g);
      const kept = structuredClone(first);
      const second = factorization.solve(f, g);
      expect(second).toEqual(first);
      second.theta.fill(NaN);
      second.residual.fill(NaN);
      expect(first).toEqual(kept);
    }
    expect({ design: system.design, targets: system.targets, weights: system.weights }).toEqual(before);
    expect([...f, ...g, ...theta]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
