import { describe, expect, test } from 'vitest';
import { plainSystem, withHessian } from '../../src/descent/hessian.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { runSync, wait } from '../../src/fit/steps.js';
import { huber } from '../../src/losses/huber.js';
import { squared } from '../../src/losses/squared.js';
import { denseBackend } from '../support/dense-backend.js';

const systemOf = (a: number[], rows: number, weights?: number[], loss = squared({ reduction: 'mean' })) =>
  plainSystem(
    {
      design: fromFloat64(Float64Array.from(a)),
      targets: new Float64Array(rows),
      ...(weights && { weights: Float64Array.from(weights) }),
    },
    loss,
  );

describe('withHessian', () => {
  test('has the eigenvalues sup ρ″ σ²/divisor and the least that is not zero', () => {
    const of = (...[a, rows, divisor, loss]: [number[], number, number, ReturnType<typeof squared>?]) =>
      runSync(withHessian(denseBackend(), systemOf(a, rows, undefined, loss), { divisor, held: false }, wait))!;
    expect(of([3, 0, 0, 2], 2, 1)).toMatchObject({ eigenvalues: Float64Array.of(18, 8), modulus: 8 });
    expect(of([3, 0, 0, 2], 2, 4).eigenvalues).toEqual(Float64Array.of(4.5, 2));
    expect(of([3, 0, 0, 2], 2, 1, huber({ delta: 1, reduction: 'sum' })).eigenvalues).toEqual(Float64Array.of(9, 4));
    expect(of([3, 0], 1, 1)).toMatchObject({ eigenvalues: Float64Array.of(18, 0), modulus: 18 });
    expect(of([0, 0], 2, 1)).toMatchObject({ eigenvalues: Float64Array.of(0), modulus: 0 });
  });

  test('gives the device back before its use, or holds the factorisation until after', () => {
    for (const held of [false, true]) {
      const backend = denseBackend();
      const during = runSync(
        withHessian(backend, systemOf([3, 0, 0, 2], 2), { divisor: 1, held }, function* (hessian) {
          const { disposed } = backend.log;
          if (held) yield* wait(hessian!.factorization.solve(new Float64Array(2)));
          return disposed;
        }),
      );
      expect([during, backend.log.disposed]).toEqual([held ? 0 : 1, 1]);
    }
  });

  test('is not there when the factorisation broke down, or there is none', () => {
    const broken = denseBackend({ tamper: (given) => ({ ...given, outcome: 'not-positive-definite' }) });
    for (const backend of [broken, denseBackend<'qr'>({ solvers: [] })]) {
      const steps = withHessian(backend, systemOf([3, 0, 0, 2], 2), { divisor: 1, held: true }, (given) => wait(given));
      expect(runSync(steps)).toBeUndefined();
    }
  });
});

test('plainSystem leaves the numbers as they are and the rows of weight zero out', () => {
  const system = systemOf([1, 2, 3, 4, 5, 6], 3, [2, 0, 3]);
  expect(system).toMatchObject({
    rows: 2,
    columns: 2,
    design: Float64Array.of(1, 2, 5, 6),
    weights: Float64Array.of(2, 3),
  });
  expect(systemOf([1, 2], 2)).not.toHaveProperty('weights');
});
