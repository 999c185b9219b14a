import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../../src/contracts/optimizer.js';
import type { Problem } from '../../src/contracts/problem.js';
import { backwardError } from '../../src/error-bounds/backward-error.js';
import { refinedAdvice } from '../../src/descent/descent-advice.js';
import type { DescentSettings } from '../../src/descent/descent-options.js';
import { fit, fitSync } from '../../src/fit/fit.js';
import { huber } from '../../src/losses/huber.js';
import { norm } from '../../src/norm.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { columnProblem, polynomialInShiftedX } from '../support/certified-problem.js';
import type { BackendSettings } from '../support/dense-backend.js';
import { denseBackend, laterBackend } from '../support/dense-backend.js';
import { exactLeastSquares } from '../support/exact-least-squares.js';
import { float32Device } from '../support/float32-device.js';
import { heavyBall } from '../support/heavy-ball.js';
import { holds } from '../support/holds.js';
import { powerDesign } from '../support/power-design.js';
import { refusal } from '../support/refusal.js';
import { trueDigits } from '../support/true-digits.js';

const x = Array.from({ length: 21 }, (_, i) => 1000 + i / 2);
const y = x.map((_, i) => Math.sin(i / 3) + (i % 4) / 8);
const cubic = polynomialProblem({ x, y, degree: 3 });
const auto = heavyBall('auto', 0.5);

function descentOf(
  problem: Problem,
  settings: Partial<DescentSettings> & { readonly optimizer?: Optimizer } = {},
  device: BackendSettings<'qr'> = {},
) {
  const backend = float32Device(device);
  const solution = fitSync(problem, { backend, optimizer: auto, ...settings });
  expect(backend.log.disposed).toBe(backend.log.systems.length);
  return { ...solution, descent: solution.descent! };
}

/** A rate that refers to the basis of the closed forms. */
function inAnyBasis(optimizer: ReturnType<typeof heavyBall>): Optimizer {
  return { ...optimizer, needs: { ...optimizer.needs, ownBasis: false } };
}

/** Descends until it is told of the first evaluation. */
function stoppedByItself(): Partial<DescentSettings> {
  const signal = { aborted: false };
  const tell: Optimizer['tell'] = (state, evaluation) => {
    signal.aborted = true;
    return auto.tell(state as Parameters<typeof auto.tell>[0], evaluation);
  };
  return { signal, optimizer: { ...auto, tell } };
}

describe('descent on a float32 backend', () => {
  test('runs in the basis of the closed form and ends with the digits of float64', () => {
    const found = descentOf(cubic);
    const exact = exactLeastSquares({ design: powerDesign(x, 3), y })!;
    expect(found).toMatchObject({ status: 'converged', advice: refinedAdvice, warnings: [] });
    expect(found.descent.checkpoint.basis).toMatchObject({ name: 'chebyshev' });
    expect(found.descent.refinementSteps).toBeGreaterThan(0);
    expect(found).not.toHaveProperty('solver');
    found.coefficients.forEach((value, j) => {
      expect(trueDigits(value, exact[j]!)).toBeGreaterThanOrEqual(15);
      expect(found.certificate!.digits[j]!).toBeGreaterThanOrEqual(15);
      expect(found.certificate!.digits[j]!).toBeLessThanOrEqual(trueDigits(value, exact[j]!));
    });
    // κ(H) of T₀ … T₃ is below 10; that of powers of 1000 … 1010 is above 1e24.
    const { eigenvalues } = found.descent;
    expect(eigenvalues![0]! / eigenvalues![3]!).toBeLessThan(10);
    expect(found.descent.iterations).toBeLessThan(200);
    const closed = fitSync(cubic, { backend: float32Device() });
    expect(found.descent.value).toBeCloseTo(closed.residualSumOfSquares, 14);
    expect(found.working.inverseRoot).toBeDefined();
  });

  test('holds its certificate to the exact answer, however it ends', () => {
    const seen = { refined: 0, left: 0 };
    holds(
      fc.property(
        fc.oneof(columnProblem, polynomialInShiftedX),
        fc.constantFrom(5, 3000),
        (certified, maxIterations) => {
          fc.pre(certified !== undefined);
          const { problem, exact } = certified;
          // Units that are extreme are for scaled closed forms: a rate for all columns is none for some.
          const found = descentOf(problem, { maxIterations });
          seen[found.descent.refinementSteps === undefined ? 'left' : 'refined'] += 1;
          for (const [j, claimed] of (found.certificate?.digits ?? []).entries()) {
            expect(claimed).toBeLessThanOrEqual(Math.max(0, trueDigits(found.coefficients[j]!, exact[j]!)));
          }
          expect(found.warnings.length > 0 || found.descent.refinementSteps !== undefined).toBe(true);
        },
      ),
      150,
    );
    expect(seen.refined).toBeGreaterThan(20);
    expect(seen.left).toBeGreaterThan(20);
  });

  test('keeps to the basis in which a learning rate was given, whose bounds are those of float64', () => {
    const settings = { optimizer: heavyBall(1, 0), maxIterations: 0 };
    const bound = fitSync(cubic, { backend: denseBackend(), ...settings }).descent!.largestStableLearningRate!;
    for (const [factor, status] of [
      [0.9, 'max-iterations'],
      [1.25, 'diverged'],
      [1e30, 'diverged'],
    ] as const) {
      const run = { optimizer: heavyBall(factor * bound, 0), maxIterations: 50, tolerance: 0 };
      const found = descentOf(cubic, { ...run, maxIterations: status === 'diverged' ? 100 : 20 });
      expect(found.status).toBe(status);
      expect(fitSync(cubic, { backend: denseBackend(), ...run }).status).toBe(status);
      expect(found.descent.checkpoint).not.toHaveProperty('basis');
      expect(found.warnings).toContainEqual(expect.stringMatching(/'monomial'.*learning rate refers to it/));
      // σ₁ is that of a design within ε ‖A‖ of A, and λ₁ goes with its square: (1 + ε)² < 1 + 3 ε.
      const ε = backwardError('svd', { rows: x.length, columns: 4, unitRoundoff: 2 ** -24 });
      expect(Math.abs(found.descent.largestStableLearningRate! / bound - 1)).toBeLessThan(3 * ε);
    }
  });

  test('is refined in that basis when it has arrived', () => {
    const line = polynomialProblem({ x: x.map((value) => (value - 1005) / 5), y, degree: 1 });
    const found = descentOf(line, { optimizer: heavyBall(2 ** -6, 0.5) });
    expect(found).toMatchObject({ status: 'converged', warnings: [expect.stringMatching(/'monomial'.*u·κ = /)] });
    expect(found.descent.refinementSteps).toBeDefined();
    expect(found.certificate!.digits.every((digits) => digits >= 15)).toBe(true);
  });

  test('converts the start: at the minimum there is nothing to descend', () => {
    const minimum = fitSync(cubic, { backend: denseBackend() });
    const found = descentOf(cubic, { start: minimum.coefficients, maxIterations: 1 });
    // A rounding of the start, in powers, moves the curve by up to u Σ |θⱼxʲ|.
    const moved = 2 ** -53 * minimum.coefficients.reduce((sum, value, j) => sum + Math.abs(value) * 1010 ** j, 0);
    const first = Math.sqrt(found.descent.trace[0]!.value);
    expect(first).toBeLessThanOrEqual(Math.sqrt(minimum.residualSumOfSquares) * (1 + 2 ** -20) + 5 * moved);
    expect(descentOf(cubic, { maxIterations: 1 }).descent.trace[0]!.value).toBeCloseTo(
      norm(Float64Array.from(y)) ** 2,
      4,
    );
  });

  test('goes on from its checkpoint, in that basis only', () => {
    const own = heavyBall(2 ** -6, 0.5);
    const optimizer = inAnyBasis(own);
    const whole = descentOf(cubic, { optimizer, maxIterations: 12, tolerance: 0 });
    const half = descentOf(cubic, { optimizer, maxIterations: 5, tolerance: 0 });
    const resume = half.descent.checkpoint;
    const rest = descentOf(cubic, { optimizer, maxIterations: 12, tolerance: 0, resume });
    expect(rest.descent.checkpoint).toEqual(whole.descent.checkpoint);
    expect(rest.coefficients).toEqual(whole.coefficients);
    const refused = { code: 'INVALID_OPTION', argument: 'resume' };
    expect(refusal(() => fitSync(cubic, { backend: denseBackend(), optimizer, resume }))).toMatchObject(refused);
    const other = polynomialProblem({ x: x.map((value) => value + 1), y, degree: 3 });
    expect(refusal(() => descentOf(other, { optimizer, resume }))).toMatchObject(refused);
    const { iteration, state } = resume;
    const unnamed = { optimizer: 'heavy-ball', iteration, state };
    expect(refusal(() => descentOf(cubic, { optimizer, resume: unnamed }))).toMatchObject(refused);
    expect(refusal(() => descentOf(cubic, { optimizer: own, resume }))).toMatchObject(refused);
  });

  test.each([
    ['max-iterations', { maxIterations: 3 }],
    ['diverged', { optimizer: inAnyBasis(heavyBall(10, 0)) }],
    ['aborted', stoppedByItself()],
  ] as const)('is not refined when it ended %s, and says whose digits these are', (status, settings) => {
    const found = descentOf(cubic, { tolerance: 1e-14, ...settings });
    expect(found.status).toBe(status);
    expect(found.descent).not.toHaveProperty('refinementSteps');
    expect(found.warnings.at(-1)).toContain('5.96e-8');
    expect(found.working).not.toHaveProperty('inverseRoot');
    expect(found.certificate?.method).toBe('gradient-bound');
    expect(found.certificate!.digits.every((digits) => digits < 7)).toBe(true);
  });

  test('keeps a status that refinement does not prove', () => {
    const found = descentOf(cubic, { tolerance: 0 });
    expect(found.status).toBe('stalled');
    expect(found.descent.refinementSteps).toBeDefined();
    expect(found.certificate!.digits.every((digits) => digits >= 15)).toBe(true);
  });

  test('makes strides, compresses, and answers later', async () => {
    const device = { features: ['fused-descent', 'compression'] as const };
    for (const settings of [{ stride: 8 }, { compress: true }]) {
      const found = descentOf(cubic, settings, device);
      expect(found.status).toBe('converged');
      expect(found.certificate!.digits.every((digits) => digits >= 15)).toBe(true);
    }
    const later = await fit(cubic, { backend: laterBackend(float32Device()), optimizer: auto });
    expect(later.coefficients).toEqual(descentOf(cubic).coefficients);
  });

  test('has the rows on the device once, unless a penalty adds some', () => {
    for (const [problem, sessions] of [
      [cubic, 1],
      [{ ...cubic, penalty: ridge(1) }, 2],
    ] as const) {
      const backend = float32Device();
      fitSync(problem, { backend, optimizer: auto, maxIterations: 3 });
      expect([backend.log.systems.length, backend.log.disposed]).toEqual([sessions, sessions]);
    }
  });

  test('gives the device back when it fails on the way', () => {
    const backend = float32Device({
      evaluated: () => {
        throw new Error('lost');
      },
    });
    expect(() => fitSync(cubic, { backend, optimizer: auto })).toThrow('lost');
    expect(backend.log.disposed).toBe(backend.log.systems.length);
  });
});

describe('what keeps a descent on a float32 backend in its own basis', () => {
  const near = x.map((value) => (value - 1005) / 5 + 2);

  test('a penalty: told with u·κ, and refined all the same', () => {
    const problem = polynomialProblem({ x: near, y, degree: 2, penalty: ridge(0.25) });
    const found = descentOf(problem, { maxIterations: 100_000 });
    const closed = fitSync(problem, { backend: denseBackend() });
    expect(found.descent.checkpoint).not.toHaveProperty('basis');
    expect(found.warnings).toEqual([expect.stringMatching(/'monomial'.*penalty.*u·κ = /)]);
    expect(found.descent.refinementSteps).toBeDefined();
    found.coefficients.forEach((value, j) => {
      expect(Math.abs(value - closed.coefficients[j]!)).toBeLessThanOrEqual(2 ** -52 * Math.abs(value));
    });
    const penalised = closed.residualSumOfSquares + 0.25 * norm(closed.coefficients.subarray(1)) ** 2;
    expect(found.descent.value).toBeCloseTo(penalised, 13);
  });

  test('no intercept', () => {
    const problem = polynomialProblem({ x: near, y, degree: 2, intercept: false });
    const found = descentOf(problem, { maxIterations: 100_000 });
    expect(found.warnings).toEqual([expect.stringMatching(/intercept.*u·κ = /)]);
    expect(found.certificate!.digits.every((digits) => digits >= 15)).toBe(true);
  });

  test('a basis that is well conditioned already: nothing to say', () => {
    const found = descentOf(polynomialProblem({ x, y, degree: 3, basis: 'chebyshev' }));
    expect(found).toMatchObject({ status: 'converged', warnings: [] });
    expect(found.descent.checkpoint).not.toHaveProperty('basis');
  });
});

describe('what is not refined', () => {
  test('another loss than the squared one', () => {
    const found = descentOf(polynomialProblem({ x, y, degree: 1, loss: huber({ delta: 1, reduction: 'mean' }) }));
    expect(found.descent).not.toHaveProperty('refinementSteps');
    expect(found).not.toHaveProperty('certificate');
    expect(found.warnings.at(-1)).toContain('not refined');
  });

  test('a penalty that no row stands for', () => {
    const penalty = {
      name: 'own',
      value: (theta: Float64Array) => theta[1]! ** 4,
      addGradient: (theta: Float64Array, _: number, gradient: Float64Array) => {
        gradient[1] = gradient[1]! + 4 * theta[1]! ** 3;
      },
    };
    const problem = linearProblem({ x: near(), y, penalty });
    const found = descentOf(problem, { maxIterations: 2000 });
    expect(found.descent).not.toHaveProperty('refinementSteps');
  });

  const near = () => x.map((value) => [value - 1005]);

  test('a design of u·κ ≥ 1, whose rank float64 alone can tell', () => {
    const rows = x.map((_, i) => [i, i + (i % 3) * 1e-7]);
    const found = descentOf(linearProblem({ x: rows, y }), { maxIterations: 2000 });
    expect(found.descent).not.toHaveProperty('refinementSteps');
    expect(found.rank!.verdict).not.toBe('deficient');
    expect(found.warnings.join()).toMatch(/u·κ = \d/);
    expect([...found.certificate!.digits]).toEqual([0, 0, 0]);
  });

  test('nor one that depends on itself in float64 too', () => {
    const rows = x.map((_, i) => [i, 2 * i]);
    const found = descentOf(linearProblem({ x: rows, y }), { maxIterations: 2000 });
    expect(found.rank).toMatchObject({ verdict: 'deficient', numerical: 2 });
    expect(found.warnings[0]).toContain('2 of 3');
    expect(found.descent).not.toHaveProperty('refinementSteps');
  });

  test('anything on a backend without a factorisation', () => {
    const found = descentOf(cubic, { optimizer: heavyBall(2 ** -6, 0.5) }, { solvers: [] });
    expect(found).not.toHaveProperty('rank');
    expect(found).not.toHaveProperty('certificate');
    expect(found.descent).not.toHaveProperty('refinementSteps');
    expect(found.coefficients.every(Number.isFinite)).toBe(true);
  });
});
