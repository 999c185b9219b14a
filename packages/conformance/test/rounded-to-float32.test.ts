import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { squared } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBackend } from '../src/describe-backend.js';
import { systemOf } from '../src/problems/system-of.js';
import { systemRecipes } from '../src/problems/system-recipes.js';
import { roundedToFloat32 } from '../src/simulation/rounded-to-float32.js';
import { truncated } from '../src/simulation/truncated.js';
import { counterexamples } from './counterexamples.js';
import { limits } from './limits.js';

const loss = squared({ reduction: 'sum' });
const settings = { ...limits, runs: Math.ceil(limits.runs / 4), examples: counterexamples };

describeBackend({ describe, it }, roundedToFloat32(reference), settings);
describeBackend({ describe, it }, roundedToFloat32(mlMatrix), settings);

describe('what a simulated device answers', () => {
  const device = roundedToFloat32(reference);
  const system = systemOf({ ...counterexamples[0]!, digits: 3, repeated: false }).system;

  it('is float32, and says that it is simulated', () => {
    expect(device.supports).toMatchObject({ precision: 'f32', unitRoundoff: 2 ** -24 });
    expect(device.available()).toMatchObject({ ok: true, engine: expect.stringContaining('simulated') });
    const session = device.open(system);
    const { value, gradient } = session.evaluate({ theta: new Float64Array(system.columns).fill(1 / 3) });
    const { singularValues, inverseRoot, solve } = session.factor('qr');
    const { theta, residual } = solve(Float64Array.from({ length: system.rows }, (_, i) => 1 + (i % 3) / 7));
    for (const number of [value, ...gradient, ...singularValues, ...inverseRoot, ...theta, ...residual])
      expect(number).toBe(Math.fround(number));
    session.dispose();
  });

  it('solves at any size of the right-hand side, where float32 itself would end at 2⁻¹⁴⁹', () => {
    const session = device.open(system);
    const factorization = session.factor('svd');
    const f = Float64Array.from({ length: system.rows }, (_, i) => 1 + i / 8);
    const tiny = factorization.solve(f.map((value) => value * 2 ** -300));
    expect(tiny.theta.map((value) => value * 2 ** 300)).toEqual(factorization.solve(f).theta);
    session.dispose();
  });
});

describe('the nearest matrix of lower rank', () => {
  it('drops the smallest singular values and nothing else', () => {
    fc.assert(
      fc.property(systemRecipes.tall, fc.nat({ max: 11 }), (recipe, choice) => {
        const { design, columns } = systemOf({ ...recipe, rows: Math.min(recipe.rows, 40), columnSpread: 0 }).system;
        const rank = 1 + (choice % columns);
        const rows = design.length / columns;
        const sigma = (a: Float64Array): Float64Array => {
          const session = reference.open({ rows, columns, design: a, targets: new Float64Array(rows), loss });
          return session.factor('svd').singularValues;
        };
        const before = sigma(design);
        const after = sigma(truncated(design, columns, rank));
        // Products in double-double round A V once and the result once; Jacobi leaves its vectors orthogonal to p·u.
        const bound = 16 * columns * 2 ** -53 * before[0]!;
        after.forEach((value, k) => {
          expect(Math.abs(value - (k < rank ? before[k]! : 0))).toBeLessThanOrEqual(bound);
        });
      }),
      { seed: limits.seed, numRuns: Math.ceil(limits.runs / 4) },
    );
  });
});
