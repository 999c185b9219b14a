import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaledSystem, toLinearSystem, withTargets } from '../../src/closed-form/scaled-system.js';
import { squared } from '../../src/losses/squared.js';
import { powerOfTwo } from '../../src/power-of-two.js';
import { wide } from '../support/arbitrary.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';
import { runSync } from '../../src/fit/steps.js';

const exact = (hi: readonly number[]) => ({ hi: Float64Array.from(hi), lo: new Float64Array(hi.length) });

describe('scaledSystem', () => {
  test('by hand', () => {
    const system = runSync(
      scaledSystem({
        design: { hi: Float64Array.of(1, 12, 1, -16, 1, 0, 1, 5), lo: Float64Array.of(0, 2 ** -60, 0, 0, 0, 0, 0, 0) },
        targets: Float64Array.of(5, -12, 3, 99),
        weights: Float64Array.of(3, 20, 0.5, 0),
      }),
    );
    expect(system).toEqual({
      rows: 3,
      columns: 2,
      // Column norms of √W A: √(23.5/16) = 1.2 and √(144 · 3/16 + 256 · 20/16) = 18.6.
      design: { hi: Float64Array.of(1, 0.75, 1, -1, 1, 0), lo: Float64Array.of(0, 2 ** -64, 0, 0, 0, 0) },
      targets: Float64Array.of(5 / 8, -12 / 8, 3 / 8),
      weights: Float64Array.of(3 / 16, 20 / 16, 0.5 / 16),
      rootWeights: Float64Array.of(Math.sqrt(3 / 16), Math.sqrt(20 / 16), Math.sqrt(0.5 / 16)),
      columnScales: Float64Array.of(1, 16),
      targetScale: 8,
      weightScale: 16,
    });
  });

  test('has columns of norm 1 to 2√2, a largest |y| of 1 to 2 and a largest weight of 1 to 4, at any scale', () => {
    const value = wide(-300, 300);
    const rows = fc.integer({ min: 1, max: 6 }).chain((n) =>
      fc.record({
        a: fc.array(value, { minLength: 2 * n, maxLength: 2 * n }),
        y: fc.array(value, { minLength: n, maxLength: n }),
        w: fc.array(wide(-400, 400).map(Math.abs), { minLength: n, maxLength: n }),
      }),
    );
    holds(
      fc.property(rows, fc.boolean(), ({ a, y, w }, weighted) => {
        const lo = Float64Array.from(a, (entry) => entry * 2 ** -60);
        const design = { hi: Float64Array.from(a), lo };
        const system = runSync(
          scaledSystem({
            design,
            targets: Float64Array.from(y),
            ...(weighted && { weights: Float64Array.from(w) }),
          }),
        );
        const { columnScales, targetScale, weightScale, rootWeights } = system;
        for (let j = 0; j < 2; j++) {
          const column = y.map((_, i) => system.design.hi[2 * i + j]! * (rootWeights?.[i] ?? 1));
          const size = Math.hypot(...column);
          expect(size).toBeGreaterThanOrEqual(1 - 2 ** -50);
          expect(size).toBeLessThan(2 * Math.SQRT2 * (1 + 2 ** -50));
        }
        for (const scale of [...columnScales, targetScale, weightScale]) expect(powerOfTwo(scale)).toBe(scale);
        expect(Math.log2(weightScale) % 2).toBeCloseTo(0);
        const largest = Math.max(...system.targets.map(Math.abs));
        expect(largest >= 1 && largest < 2).toBe(true);
        expect(system.targets.map((target) => target * targetScale)).toEqual(Float64Array.from(y));
        expect(system.design.hi.map((entry, k) => entry * columnScales[k % 2]!)).toEqual(design.hi);
        expect(system.design.lo.map((entry, k) => entry * columnScales[k % 2]!)).toEqual(design.lo);
        if (weighted) {
          const heaviest = Math.max(...system.weights!);
          expect(heaviest >= 1 && heaviest < 4).toBe(true);
          expect(system.weights!.map((weight) => weight * weightScale)).toEqual(Float64Array.from(w));
          expect(rootWeights).toEqual(system.weights!.map(Math.sqrt));
        } else {
          expect([system.weights, rootWeights, weightScale]).toEqual([undefined, undefined, 1]);
        }
      }),
      300,
    );
  });

  test('leaves the given arrays alone', () => {
    const design = exact([4, 8]);
    const targets = Float64Array.of(2, 4);
    runSync(scaledSystem({ design, targets }));
    expect([...design.hi, ...targets]).toEqual([4, 8, 2, 4]);
  });

  test('weights that are all 1 are none; one that is not makes weights', () => {
    const rows = { design: exact([1, 2]), targets: Float64Array.of(1, 2) };
    expect(runSync(scaledSystem({ ...rows, weights: Float64Array.of(1, 1) }))).not.toHaveProperty('weights');
    expect(runSync(scaledSystem({ ...rows, weights: Float64Array.of(1, 1) })).weightScale).toBe(1);
    expect(runSync(scaledSystem({ ...rows, weights: Float64Array.of(0, 1) }))).not.toHaveProperty('weights');
    expect([...runSync(scaledSystem({ ...rows, weights: Float64Array.of(1, 2) })).weights!]).toEqual([1, 2]);
    expect(runSync(scaledSystem({ ...rows, weights: Float64Array.of(16, 16) }))).toMatchObject({
      weights: Float64Array.of(1, 1),
      weightScale: 16,
    });
  });

  test('low halves are scaled like what they complete; one that is not zero makes weights of ones', () => {
    const rows = { design: exact([1, 2]), targets: Float64Array.of(8, 12), targetsLow: Float64Array.of(2 ** -60, 0) };
    const weighted = runSync(
      scaledSystem({
        ...rows,
        weights: Float64Array.of(16, 32),
        weightsLow: Float64Array.of(0, 2 ** -50),
      }),
    );
    expect(weighted).toMatchObject({
      targetScale: 8,
      targetsLow: Float64Array.of(2 ** -63, 0),
      weightScale: 16,
      weightsLow: Float64Array.of(0, 2 ** -54),
    });
    const ones = { ...rows, weights: Float64Array.of(1, 1) };
    expect(runSync(scaledSystem({ ...ones, weightsLow: Float64Array.of(0, 0) }))).not.toHaveProperty('weights');
    expect(runSync(scaledSystem({ ...ones, weightsLow: Float64Array.of(0, 2 ** -54) }))).toMatchObject({
      weights: Float64Array.of(1, 1),
      weightsLow: Float64Array.of(0, 2 ** -54),
    });
    expect(runSync(scaledSystem(ones))).not.toHaveProperty('weightsLow');
  });

  test('zero columns and zero targets have scale 1', () => {
    const system = runSync(scaledSystem({ design: exact([0, 3, 0, 4]), targets: Float64Array.of(0, 0) }));
    expect([...system.columnScales]).toEqual([1, 4]);
    expect(system.targetScale).toBe(1);
  });

  test('refuses weights further apart than float64 reaches', () => {
    const rows = { design: exact([1, 2]), targets: Float64Array.of(1, 2) };
    expect(refusal(() => runSync(scaledSystem({ ...rows, weights: Float64Array.of(1e300, 1e-300) })))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'weights',
      value: 1e-300,
    });
    // 2⁻¹⁰²² of the scale is the least.
    expect([...runSync(scaledSystem({ ...rows, weights: Float64Array.of(2 ** 500, 2 ** -522) })).weights!]).toEqual([
      1,
      2 ** -1022,
    ]);
    expect(
      refusal(() => runSync(scaledSystem({ ...rows, weights: Float64Array.of(2 ** -523, 2 ** 500) }))),
    ).toMatchObject({
      value: 2 ** -523,
    });
  });
});

describe('toLinearSystem', () => {
  test('gives a backend the leading halves and the loss', () => {
    const loss = squared({ reduction: 'sum' });
    const system = runSync(scaledSystem({ design: exact([4, 8]), targets: Float64Array.of(2, 4) }));
    expect(toLinearSystem(system, loss)).toEqual({
      rows: 2,
      columns: 1,
      design: system.design.hi,
      targets: system.targets,
      loss,
    });
    const weighted = runSync(
      scaledSystem({
        design: exact([4, 8]),
        targets: Float64Array.of(2, 4),
        weights: Float64Array.of(1, 2),
      }),
    );
    expect(toLinearSystem(weighted, loss).weights).toBe(weighted.weights);
  });
});

test('withTargets scales other targets and their low halves', () => {
  const all = { design: exact([1, 1, 1]), targets: Float64Array.of(1, 2, 3), weights: Float64Array.of(1, 0, 1) };
  const system = runSync(scaledSystem(all));
  const targets = Float64Array.of(4, 99, -12);
  const targetsLow = Float64Array.of(2 ** -60, 1, 0);
  expect(withTargets(system, { ...all, targets, targetsLow })).toEqual({
    ...system,
    targets: Float64Array.of(4 / 8, -12 / 8),
    targetScale: 8,
    targetsLow: Float64Array.of(2 ** -63, 0),
  });
  expect(withTargets(system, { ...all, targets }).targetsLow).toBeUndefined();
});
