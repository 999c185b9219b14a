import { describe, expect, test } from 'vitest';
import { numericalRank, pivotThreshold, rankThreshold } from '../../src/index.js';

test('rankThreshold is max(n, p) · 2u', () => {
  expect(rankThreshold(10, 3, 2 ** -53)).toBe(10 * 2 ** -52);
  expect(rankThreshold(3, 10, 2 ** -24)).toBe(10 * 2 ** -23);
});

test('pivotThreshold is (p + 1 + m) u, with m the constant of the sums over n rows', () => {
  expect(pivotThreshold(5, 6, 2 ** -53)).toBe(12 * 2 ** -53);
  expect(pivotThreshold(2, 65, 2 ** -24)).toBe(68 * 2 ** -24);
});

describe('numericalRank', () => {
  test.each([
    [[8, 4, 1], 0.25, 2],
    [[8, 4, 2], 0.25, 2],
    [[8, 4, 2.001], 0.25, 3],
    [[8, 1, 1], 0.25, 1],
    [[8], 0.25, 1],
    [[0, 0], 0.25, 0],
    [[8e-300, 1e-300], 0.25, 1],
  ])('of %j with τ = %d is %i', (values, threshold, rank) => {
    expect(numericalRank(Float64Array.from(values), threshold)).toBe(rank);
  });
});
