import { fit, huber, linearProblem, polynomialProblem, squared } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { deviceSession } from '../src/index.js';
import { Float32Device, supports } from './support/float32-device.js';

const system: LinearSystem = {
  rows: 4,
  columns: 2,
  design: Float64Array.of(1, 2, 1, -1, 1, 3, 1, 0.5),
  targets: Float64Array.of(3, 1, 2, -4),
  weights: Float64Array.of(1, 4, 0.25, 1),
  loss: squared({ reduction: 'mean' }),
};
const theta = Float64Array.of(0.75, -1.5);

/** Multiplies the design and the targets; θ then belongs to other units. */
function inUnits(given: LinearSystem, column: number, target: number): LinearSystem {
  const design = given.design.map((value) => value * column);
  return { ...given, design, targets: given.targets.map((value) => value * target) };
}

describe('the scales of a device session', () => {
  it.each([
    [2 ** 500, 1],
    [2 ** -500, 1],
    [1, 2 ** 400],
    [2 ** -300, 2 ** -200],
  ])('answer in units of %f and %f as they do in units of 1, bit for bit', async (column, target) => {
    const { backend } = new Float32Device();
    const plain = await backend.open(system);
    const scaled = await backend.open(inUnits(system, column, target));
    const there = theta.map((value) => (value * target) / column);

    const { value, gradient } = await plain.evaluate({ theta });
    const evaluation = await scaled.evaluate({ theta: there });
    expect(evaluation.value).toBe(value * target * target);
    expect(evaluation.gradient).toEqual(gradient.map((slope) => slope * target * column));

    const [a, b] = await Promise.all([plain, scaled].map(async (session) => session.multiply(theta)));
    expect(b).toEqual(a!.map((product) => product * column));
    const [r, s] = await Promise.all([plain, scaled].map(async (session) => session.compress()));
    expect(s!.entries).toEqual(r!.entries.map((entry, k) => entry * (k % 3 === 2 ? target : column)));

    for (const solver of supports.solvers) {
      const one = await (await plain.factor(solver)).solve(system.targets);
      const other = await (await scaled.factor(solver)).solve(system.targets.map((y) => y * target));
      expect(other.theta).toEqual(one.theta.map((coefficient) => (coefficient * target) / column));
    }
    const run = { learningRate: 2 ** -4, momentum: 0.5, steps: 5, theta, velocity: theta };
    const point = await plain.descend(run);
    const learningRate = run.learningRate / column / column;
    const other = await scaled.descend({ ...run, learningRate, theta: there, velocity: there });
    expect(other.theta).toEqual(point.theta.map((coefficient) => (coefficient * target) / column));
  });

  it('follow a θ of any size, where float32 would overflow', async () => {
    const session = await new Float32Device().backend.open(system);
    const { value, gradient } = await session.evaluate({ theta: theta.map((t) => t * 2 ** 100) });
    // The targets do not count there: Σ w (A θ)² ÷ Σ w, and its gradient.
    const squares = [0, 1, 2, 3].map((i) => {
      const fitted = theta[0]! * system.design[2 * i]! + theta[1]! * system.design[2 * i + 1]!;
      return system.weights![i]! * fitted ** 2;
    });
    const expected = (squares.reduce((sum, term) => sum + term) / 6.25) * 2 ** 200;
    expect(Math.abs(value / expected - 1)).toBeLessThan(32 * 2 ** -24);
    expect(gradient.every(Number.isFinite)).toBe(true);
  });

  it('answer 0 at an exact fit, where the product of two scales is beyond float64', async () => {
    const design = Float64Array.of(2 ** 600, 0, 0, 2 ** 600);
    const exact = { rows: 2, columns: 2, design, targets: design.slice(0, 2), loss: squared({ reduction: 'sum' }) };
    const session = await new Float32Device().backend.open(exact);
    const { value, gradient } = await session.evaluate({ theta: Float64Array.of(1, 0) });
    expect([value, ...gradient.map(Math.abs)]).toEqual([0, 0, 0]);
  });

  it('answer Infinity where float64 ends', async () => {
    for (const loss of [system.loss, huber({ delta: 1, reduction: 'sum' })]) {
      const session = await new Float32Device().backend.open({ ...inUnits(system, 2 ** 600, 1), loss });
      const { value } = await session.evaluate({ theta: Float64Array.of(2 ** 600, 0) });
      expect(value).toBe(Infinity);
    }
  });
});

describe('a device that answers with no number', () => {
  const cases = [
    ['moments', async (d: Float32Device) => (await d.backend.open(system)).evaluate({ theta })],
    ['multiply', async (d: Float32Device) => (await d.backend.open(system)).multiply(theta)],
    [
      'multiplyTransposed',
      async (d: Float32Device) => (await d.backend.open(system)).multiplyTransposed(system.targets),
    ],
    ['gram', async (d: Float32Device) => (await d.backend.open(system)).factor('cholesky')],
    ['upper', async (d: Float32Device) => (await d.backend.open(system)).factor('svd')],
  ] as const;

  it.each(cases)('fails: %s', async (broken, use) => {
    for (const wrong of [NaN, Infinity]) {
      const device = new Float32Device();
      device.tamper = (what, answer) => {
        if (what === broken) answer[answer.length - 1] = wrong;
        return answer;
      };
      await expect(use(device)).rejects.toMatchObject({ code: 'DEVICE_FAILED', details: { value: wrong } });
    }
  });

  it('gives back the batch over which it failed', async () => {
    const device = new Float32Device();
    const session = await device.backend.open(system);
    device.tamper = (_, answer) => answer.fill(NaN) as typeof answer;
    await expect(session.evaluate({ theta, rows: Uint32Array.of(0, 0, 3) })).rejects.toMatchObject({
      code: 'DEVICE_FAILED',
    });
    expect(device.alive).toBe(1);
    session.dispose();
    expect(device.alive).toBe(0);
  });
});

describe('disposal', () => {
  it('gives back a factor that comes too late, and refuses its answer', async () => {
    const device = new Float32Device();
    let finish = (): void => undefined;
    const session = await deviceSession(system, supports, (data) => {
      const matrix = device.load(data);
      return {
        ...matrix,
        orthogonalise: async () =>
          new Promise((resolve) => {
            finish = () => resolve(matrix.orthogonalise());
          }),
      };
    });
    const answer = session.factor('qr');
    session.dispose();
    expect(device.alive).toBe(0);
    finish();
    await expect(answer).rejects.toMatchObject({ code: 'SESSION_DISPOSED' });
    expect(device.alive).toBe(0);
  });
});

describe('fused descent', () => {
  it('refuses columns that move beyond the range of float32, and names the first', async () => {
    const design = system.design.map((value, k) => (k % 2 === 1 ? value * 2 ** 70 : value));
    const session = await new Float32Device().backend.open({ ...system, design });
    const run = { theta, velocity: theta, learningRate: 1, momentum: 0, steps: 1 };
    await expect(session.descend(run)).rejects.toMatchObject({ code: 'UNSUPPORTED', details: { column: 1 } });
  });

  it('lets divergence through, whose objective is then infinite', async () => {
    const session = await new Float32Device().backend.open(system);
    const point = await session.descend({ theta, velocity: theta, learningRate: 10, momentum: 0, steps: 200 });
    expect(point.theta.every(Number.isFinite)).toBe(false);
    expect((await session.evaluate({ theta: point.theta })).value).toBe(Infinity);
  });
});

describe('fits on a float32 device', () => {
  it('leave nothing behind', async () => {
    const device = new Float32Device();
    const x = Float64Array.from({ length: 30 }, (_, i) => i / 7);
    const problem = polynomialProblem({ x, y: x.map(Math.sin), degree: 5 });
    for (const solver of supports.solvers) await fit(problem, { backend: device.backend, solver });
    const lines = linearProblem({
      x: [
        [1, 2],
        [2, 4],
        [3, 6],
        [4, 8],
      ],
      y: [1, 2, 3, 5],
    });
    await fit(lines, { backend: device.backend });
    expect(device.alive).toBe(0);
  });
});
