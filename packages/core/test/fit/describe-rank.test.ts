import { describe, expect, test } from 'vitest';
import { describeRank } from '../../src/fit/describe-rank.js';
import { scalarFactorization } from '../support/scalar-factorization.js';

const names = ['a', 'b', 'c'];
const deficient = (rank: number, nullSpace: number[], threshold = 2 ** -40) => ({
  ...scalarFactorization(0),
  rank,
  threshold,
  nullSpace: Float64Array.from(nullSpace),
});

describe('describeRank', () => {
  test('full rank: nothing depends', () => {
    expect(describeRank(deficient(3, []), names, false)).toEqual({
      numerical: 3,
      threshold: 2 ** -40,
      dependentColumns: [],
    });
    expect(describeRank(deficient(3, []), names, true).dependentColumns).toEqual([]);
  });

  test('columns with an entry above √τ in the null space', () => {
    expect(describeRank(deficient(2, [0.5, 2 ** -20, -0.5]), names, false)).toEqual({
      numerical: 2,
      threshold: 2 ** -40,
      dependentColumns: ['a', 'c'],
    });
    expect(describeRank(deficient(2, [0.5, -(2 ** -20) * 1.01, 0]), names, false).dependentColumns).toEqual(['a', 'b']);
  });

  test('any of several directions counts', () => {
    expect(describeRank(deficient(1, [0, 1, 0, 0, 1, 0]), names, false).dependentColumns).toEqual(['a', 'c']);
    expect(describeRank(deficient(1, [0, 0, 1, 0, 0, 0]), names, false).dependentColumns).toEqual(['b']);
  });

  test('in a changed basis every column takes part', () => {
    expect(describeRank(deficient(2, [1, 0, 0]), names, true).dependentColumns).toEqual(names);
  });
});
