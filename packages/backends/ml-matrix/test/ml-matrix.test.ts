import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { FitError, squared } from '@wellposed/core';
import { describe, expect, test } from 'vitest';

const SOLVERS = ['cholesky', 'qr', 'svd'] as const;

const system = (weights?: Float64Array) => ({
  rows: 3,
  columns: 2,
  design: Float64Array.of(1, 2, 3, 4, 5, 7),
  targets: Float64Array.of(1, 2, 3),
  ...(weights && { weights }),
  loss: squared({ reduction: 'sum' }),
});

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('mlMatrix', () => {
  test('says what it is, with the version of the engine that is installed', () => {
    const main = createRequire(import.meta.url).resolve('ml-matrix');
    const { version } = JSON.parse(readFileSync(join(dirname(main), 'package.json'), 'utf8')) as { version: string };
    expect(mlMatrix.name).toBe('ml-matrix');
    expect(mlMatrix.available()).toEqual({ ok: true, engine: `ml-matrix ${version}`, device: 'cpu' });
    expect(mlMatrix.supports).toEqual({
      precision: 'f64',
      unitRoundoff: 2 ** -53,
      solvers: ['cholesky', 'qr', 'svd'],
      generalLosses: true,
      features: ['products', 'batches', 'compression'],
      synchronous: true,
    });
  });

  test('refuses wrong lengths, unknown solvers and disposed sessions by code', () => {
    const session = mlMatrix.open(system());
    expect(codeOf(() => session.evaluate({ theta: new Float64Array(3) }))).toBe('SHAPE_MISMATCH');
    expect(codeOf(() => session.factor('tsqr' as 'qr'))).toBe('UNSUPPORTED');
    const factorization = session.factor('svd');
    expect(codeOf(() => factorization.solve(new Float64Array(2)))).toBe('SHAPE_MISMATCH');
    expect(codeOf(() => factorization.solve(new Float64Array(3), new Float64Array(3)))).toBe('SHAPE_MISMATCH');
    session.dispose();
    session.dispose();
    expect(codeOf(() => session.evaluate({ theta: new Float64Array(2) }))).toBe('SESSION_DISPOSED');
    expect(codeOf(() => session.factor('qr'))).toBe('SESSION_DISPOSED');
    expect(codeOf(() => factorization.solve(new Float64Array(3)))).toBe('SESSION_DISPOSED');
  });

  test.each([undefined, Float64Array.of(1, 2, 3)])(
    'writes to no argument and returns fresh arrays, weights %j',
    (weights) => {
      const data = system(weights);
      const before = structuredClone({ design: data.design, targets: data.targets, weights });
      const session = mlMatrix.open(data);
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
      expect({ design: data.design, targets: data.targets, weights: data.weights }).toEqual(before);
      expect([...f, ...g, ...theta]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    },
  );
});
