import { describe, expect, test } from 'vitest';
import { keeping } from '../../src/closed-form/coordinates.js';
import { reduceSystem } from '../../src/closed-form/reduce-system.js';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { refusal } from '../support/refusal.js';
import { runSync } from '../../src/fit/steps.js';

const dd = (...values: number[]) => fromFloat64(Float64Array.from(values));

/** Two unit vectors in three rows, and targets divided by 4. */
const system = runSync(scaledSystem({ design: dd(1, 0, 0, 1, 0, 0), targets: Float64Array.of(4, 2, 0) }));

describe('reduceSystem', () => {
  // Of the size of u for sums in double-double, 2⁻¹⁰¹, so that both count.
  const error = 2 ** -102;
  const coordinates = { dimension: 2, matrix: dd(3, 1, 4, 2), offset: dd(2, -1), error };

  test('is Ā Z with columns scaled anew, and ȳ − Ā z/t', () => {
    const { columns, design, columnScales, targets, targetsLow, targetScale } = runSync(
      reduceSystem(system, coordinates),
    );
    // Columns (3, 4, 0) and (1, 2, 0) of norms 5 and √5.
    expect(columns).toBe(2);
    expect(columnScales).toEqual(Float64Array.of(4, 2));
    expect(design).toEqual(dd(0.75, 0.5, 1, 1, 0, 0));
    expect(targetScale).toBe(4);
    expect([...targets, ...targetsLow!]).toEqual([1 - 2 / 4, 0.5 + 1 / 4, 0, 0, 0, 0]);
  });

  test('bounds the errors of Z and z and the rounding of p terms, for columns of norm 2√2 at most', () => {
    const { columnErrors, targetError } = runSync(reduceSystem(system, coordinates));
    // (p + 2)u of the sum of |z|, and p errors of the largest |z|.
    const bound = (sum: number, largest: number) => 2 * Math.SQRT2 * (4 * 2 ** -101 * sum + 2 * error * largest);
    expect(columnErrors![0]! / (bound(7, 4) / 4)).toBeCloseTo(1, 12);
    expect(columnErrors![1]! / (bound(3, 2) / 2)).toBeCloseTo(1, 12);
    expect(targetError! / bound(0.75, 0.5)).toBeCloseTo(1, 12);
  });

  test('of coordinates that only keep columns has no error', () => {
    const { design, columnErrors, targetError, targets } = runSync(reduceSystem(system, keeping([1], 2)));
    expect([design, columnErrors, targetError, targets]).toEqual([
      dd(0, 1, 0),
      Float64Array.of(0),
      undefined,
      system.targets,
    ]);
  });

  test('carries on the errors of the columns, by what Z and z take of each', () => {
    // 2⁻⁴⁰ and 2⁻⁴² of columns whose coefficients are (3, 1), (4, 2) for φ and (1/2, 1/4) for z/t: far above what rounding adds.
    const columnErrorsBefore = Float64Array.of(2 ** -40, 2 ** -42);
    const given = { ...system, columnErrors: columnErrorsBefore };
    const { columnErrors, targetError } = runSync(reduceSystem(given, coordinates));
    expect(columnErrors![0]! / ((3 * 2 ** -40 + 4 * 2 ** -42) / 4)).toBeCloseTo(1, 12);
    expect(columnErrors![1]! / ((2 ** -40 + 2 * 2 ** -42) / 2)).toBeCloseTo(1, 12);
    expect(targetError! / (0.5 * 2 ** -40 + 0.25 * 2 ** -42)).toBeCloseTo(1, 12);
    expect(runSync(reduceSystem(given, keeping([1], 2))).columnErrors).toEqual(Float64Array.of(2 ** -42));
  });

  test('is refused when what the constraints hold is beyond double-double', () => {
    const far = { ...coordinates, offset: dd(0, 2 ** 903) };
    expect(refusal(() => runSync(reduceSystem(system, far)))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'constraints',
    });
  });
});
