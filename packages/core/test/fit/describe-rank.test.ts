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
});
