import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compressedObjective, compressedRounding } from '../../src/descent/compressed-objective.js';
import { gradientRounding } from '../../src/descent/gradient-certificate.js';
import { reductionDivisor } from '../../src/backend-kit/reduction-divisor.js';
import { plainSystem, withHessian } from '../../src/descent/hessian.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { fit, fitSync } from '../../src/fit/fit.js';
import { runSync, wait } from '../../src/fit/steps.js';
import { huber } from '../../src/losses/huber.js';
import { squared } from '../../src/losses/squared.js';
import { norm } from '../../src/norm.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend, laterBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { holds } from '../support/holds.js';
import { Rational } from '../support/rational.js';
import { refusal } from '../support/refusal.js';
import { trueDigits } from '../support/true-digits.js';

const U = 2 ** -53;
const numbers = (length: number, most: number) =>
  fc.array(fc.integer({ min: -most, max: most }), { minLength: length, maxLength: length });
const systems = fc.record({ p: fc.integer({ min: 1, max: 4 }), n: fc.integer({ min: 1, max: 9 }) }).chain(({ p, n }) =>
  fc.record({
    a: numbers(n * p, 50),
    y: numbers(n, 100),
    theta: numbers(p, 20),
    weights: fc.option(fc.array(fc.constantFrom(0.25, 1, 2, 9), { minLength: n, maxLength: n }), { nil: undefined }),
    reduction: fc.constantFrom('sum' as const, 'mean' as const),
    single: fc.boolean(),
  }),
);

describe('an objective from the triangle', () => {
  test('is that of all rows, to the bound on its rounding', () => {
    holds(
      fc.property(systems, ({ a, y, theta: at, weights, reduction, single }) => {
        const system = plainSystem(
          {
            design: fromFloat64(Float64Array.from(a)),
            targets: Float64Array.from(y),
            ...(weights && { weights: Float64Array.from(weights) }),
          },
          squared({ reduction }),
        );
        const backend = denseBackend({ features: ['compression'], single });
        const { unitRoundoff } = backend.supports;
        const divisor = reductionDivisor(system);
        const hessian = runSync(withHessian(denseBackend(), system, { divisor, held: false }, wait))!;
        const theta = Float64Array.from(at);
        const objective = runSync(compressedObjective(backend, system, divisor));
        expect(backend.log.disposed).toBe(1);
        const found = objective.evaluate({ theta }) as { value: number; gradient: Float64Array };
        const session = denseBackend().open(system);
        const { value, gradient } = session.evaluate({ theta });
        // Rows of integers: what they add up to is exact but for the quotient; the roots of 2 are not.
        const epsilon = compressedRounding(system, unitRoundoff);
        const bound = gradientRounding(system, hessian, divisor, unitRoundoff, epsilon + 40 * U)(norm(theta));
        expect(norm(found.gradient.map((slope, j) => slope - gradient[j]!))).toBeLessThanOrEqual(bound);
        // √value is ‖ỹ − Ãθ‖ ÷ √divisor, within η(‖ỹ‖ + ‖Ã‖‖θ‖).
        const frobenius = norm(hessian.factorization.singularValues);
        const size = norm(system.targets.map((t, i) => t * Math.sqrt(weights?.[i] ?? 1))) + frobenius * norm(theta);
        expect(Math.abs(Math.sqrt(found.value) - Math.sqrt(value))).toBeLessThanOrEqual(
          ((epsilon + 40 * U) * size) / Math.sqrt(divisor),
        );
      }),
    );
  });

  test('cannot be asked for some rows, or for steps on the device', () => {
    const system = plainSystem(
      { design: fromFloat64(Float64Array.of(1, 2)), targets: Float64Array.of(1, 2) },
      squared({ reduction: 'sum' }),
    );
    const objective = runSync(compressedObjective(denseBackend({ features: ['compression'] }), system, 1));
    const theta = new Float64Array(1);
    const calls = [
      () => objective.evaluate({ theta, rows: Uint32Array.of(0) }),
      () => objective.descend({ theta, velocity: theta, learningRate: 1, momentum: 0, steps: 1 }),
    ];
    for (const call of calls) expect(refusal(call)).toMatchObject({ code: 'UNSUPPORTED', argument: 'compress' });
  });
});

const x = [
  [1, 2],
  [3, 5],
  [-1, 4],
  [2, 2],
  [4, 1],
];
const y = [1, 3, 2, 7, 1];

describe('a compressed descent', () => {
  test.each(['sum', 'mean'] as const)('ends where the uncompressed one does, evaluating no row: %s', (reduction) => {
    const problem = linearProblem({ x, y, weights: [1, 2, 3, 4, 5], loss: squared({ reduction }) });
    const optimizer = gradientDescent(reduction === 'sum' ? 2 ** -8 : 2 ** -5);
    const backend = denseBackend({ features: ['compression'] });
    const found = fitSync(problem, { backend, optimizer, compress: true, maxIterations: 100_000 });
    const plain = fitSync(problem, { backend: denseBackend(), optimizer, maxIterations: 100_000 });
    expect(backend.log.evaluations).toBe(0);
    expect(backend.log.disposed).toBe(backend.log.systems.length);
    expect([found.status, plain.status]).toEqual(['converged', 'converged']);
    expect(found.descent!.iterations).toBe(plain.descent!.iterations);
    const exact = exactLeastSquares({
      design: x.map((row) => [1, ...row].map((value) => Rational.of(value))),
      y,
      weights: [1, 2, 3, 4, 5],
    })!;
    found.coefficients.forEach((value, j) => {
      expect(found.certificate!.digits[j]!).toBeLessThanOrEqual(trueDigits(value, exact[j]!));
    });
    // Both within 1e-8 of the minimum, as converged says.
    const apart = found.coefficients.map((value, j) => value - plain.coefficients[j]!);
    expect(norm(apart)).toBeLessThanOrEqual(2e-8 * norm(plain.coefficients));
  });

  test('adds a penalty on the host, as ever', () => {
    const problem = linearProblem({ x, y, penalty: ridge(0.5) });
    const settings = { optimizer: gradientDescent(2 ** -8), maxIterations: 100_000 };
    const found = fitSync(problem, {
      backend: denseBackend({ features: ['compression'] }),
      compress: true,
      ...settings,
    });
    const plain = fitSync(problem, { backend: denseBackend(), ...settings });
    const apart = found.coefficients.map((value, j) => value - plain.coefficients[j]!);
    expect(norm(apart)).toBeLessThanOrEqual(2e-8 * norm(plain.coefficients));
  });

  test('runs on a backend that answers later', async () => {
    const backend = laterBackend(denseBackend({ features: ['compression'] }));
    const { status } = await fit(linearProblem({ x, y }), {
      backend,
      optimizer: gradientDescent(2 ** -8),
      compress: true,
    });
    expect(status).toBe('converged');
  });

  test('is refused for another loss than the squared one, and on a backend that cannot', () => {
    const settings = { optimizer: gradientDescent(0.1), compress: true };
    const missing = { code: 'UNSUPPORTED', argument: 'compress', value: true };
    const loss = huber({ delta: 1, reduction: 'sum' });
    const able = denseBackend({ features: ['compression'] });
    expect(refusal(() => fitSync(linearProblem({ x, y, loss }), { backend: able, ...settings }))).toEqual(missing);
    const unable = denseBackend();
    expect(refusal(() => fitSync(linearProblem({ x, y }), { backend: unable, ...settings }))).toEqual(missing);
    expect([...able.log.systems, ...unable.log.systems]).toEqual([]);
  });

  test('gives the device back when it fails', () => {
    const device = denseBackend({ features: ['compression'] });
    const backend = {
      ...device,
      open(system: Parameters<typeof device.open>[0]) {
        const session = device.open(system);
        return {
          ...session,
          compress() {
            throw new Error('lost');
          },
        };
      },
    };
    const problem = linearProblem({ x, y });
    expect(() => fitSync(problem, { backend, optimizer: gradientDescent(0.1), compress: true })).toThrow('lost');
    expect(device.log.disposed).toBe(device.log.systems.length);
  });
});
