import { describe, expect, test } from 'vitest';
import { describeRank, ownColumns } from '../../src/fit/describe-rank.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const names = ['a', 'b', 'c'];
const changed = { columns: 3, names, toCoefficients: () => undefined };
const deficient = (rank: number, nullSpace: number[], threshold = 2 ** -40) => ({
  ...scalarFactorization(0),
  rank,
  threshold,
  nullSpace: Float64Array.from(nullSpace),
});

describe('describeRank', () => {
  test('full rank: nothing depends', () => {
    expect(describeRank(deficient(3, []), ownColumns(names))).toEqual({
      numerical: 3,
      threshold: 2 ** -40,
      verdict: 'full',
      dependentColumns: [],
    });
    expect(describeRank(deficient(3, []), changed).dependentColumns).toEqual([]);
  });

  test('columns with an entry above √τ in the null space', () => {
    expect(describeRank(deficient(2, [1, 2 ** -20, -1]), ownColumns(names))).toEqual({
      numerical: 2,
      threshold: 2 ** -40,
      verdict: 'deficient',
      dependentColumns: ['a', 'c'],
    });
    expect(describeRank(deficient(2, [1, -(2 ** -20) * 1.01, 0]), ownColumns(names)).dependentColumns).toEqual([
      'a',
      'b',
    ]);
  });

  test('any of several directions counts', () => {
    expect(describeRank(deficient(1, [0, 1, 0, 0, 1, 0]), ownColumns(names)).dependentColumns).toEqual(['a', 'c']);
    expect(describeRank(deficient(1, [0, 0, 1, 0, 0, 0]), ownColumns(names)).dependentColumns).toEqual(['b']);
  });

  test('in a changed basis every column takes part', () => {
    expect(describeRank(deficient(2, [1, 0, 0]), changed).dependentColumns).toEqual(names);
  });

  describe('a near dependence', () => {
    /** S = V Σ⁻¹ for the singular values 1, 1 and σ, the last along v. */
    const near = (sigma: number, v: number[]) => ({
      ...scalarFactorization(0),
      rank: 3,
      threshold: 2 ** -50,
      singularValues: Float64Array.of(1, 1, sigma),
      inverseRoot: Float64Array.from({ length: 9 }, (_, k) =>
        k % 3 === 2 ? v[Math.floor(k / 3)]! / sigma : Number(k % 3 === Math.floor(k / 3)),
      ),
    });

    test('is one below √u, and names the columns of its direction', () => {
      const { verdict, dependentColumns, numerical } = describeRank(near(2 ** -30, [0.6, 0, -0.8]), ownColumns(names));
      expect([verdict, numerical, dependentColumns]).toEqual(['nearly-deficient', 3, ['a', 'c']]);
      expect(describeRank(near(2 ** -26.4, [0.6, 0, -0.8]), ownColumns(names)).verdict).toBe('full');
      expect(describeRank(near(2 ** -26.6, [0.6, 0, -0.8]), ownColumns(names)).verdict).toBe('nearly-deficient');
    });

    test('whatever the unit of the singular values', () => {
      const half = { ...near(2 ** -26.4, [0.6, 0, -0.8]), singularValues: Float64Array.of(1 / 4, 1 / 4, 2 ** -28.4) };
      expect(describeRank(half, ownColumns(names)).verdict).toBe('full');
      const double = { ...near(2 ** -26.6, [0.6, 0, -0.8]), singularValues: Float64Array.of(4, 4, 2 ** -24.6) };
      expect(describeRank(double, ownColumns(names)).verdict).toBe('nearly-deficient');
    });

    test('leaves out the column of a singular value that is small, but not the smallest', () => {
      // The row of S for b is 2¹⁸ long, 2⁻¹² of those for a and c and above √σ; its part in the direction is 0.
      const { inverseRoot, ...rest } = near(2 ** -30, [0.6, 0, -0.8]);
      inverseRoot[4] = 2 ** 18;
      expect(describeRank({ ...rest, inverseRoot }, ownColumns(names)).dependentColumns).toEqual(['a', 'c']);
    });

    test('takes entries above the root of the singular value', () => {
      expect(describeRank(near(2 ** -30, [1, 2 ** -14, 0]), ownColumns(names)).dependentColumns).toEqual(['a', 'b']);
      expect(describeRank(near(2 ** -30, [1, 2 ** -16, 0]), ownColumns(names)).dependentColumns).toEqual(['a']);
    });
  });

  test('constraints count towards the rank', () => {
    const constrained = { columns: 2, names, toCoefficients: (v: Float64Array) => Float64Array.of(v[0]!, 0, v[1]!) };
    expect(describeRank(deficient(1, [1, 1]), constrained)).toMatchObject({
      numerical: 2,
      verdict: 'deficient',
      dependentColumns: ['a', 'c'],
    });
  });
});
