import { reference } from '@wellposed/backend-reference';
import { roundedToFloat32 } from '@wellposed/conformance';
import { fitSync, polynomialProblem, ridge } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation, covariance, infer } from '../src/index.js';
import { exactFit } from './exact-fit.js';
import { exactStatistics } from './exact-statistics.js';
import { u } from './figures.js';
import { randomData } from './random-data.js';
import { noisySets, referenceData } from './reference-data.js';
import { decimalProblem } from './reference-problem.js';

const seed = 20261126;

describe.each(noisySets)('NIST $name', (set) => {
  const data = referenceData(set);
  const exact = exactStatistics(data);
  const problem = decimalProblem(data);
  const variance = exact.residualSumOfSquares.toNumber() / exact.degreesOfFreedom;

  it.each([reference, roundedToFloat32(reference)])('has s²(AᵀWA)⁻¹ and its correlations on $name', (backend) => {
    const solution = fitSync(problem, { backend });
    const { values, names, reasons } = covariance(problem, solution);
    const correlations = correlation(problem, solution).values;
    expect([names, reasons]).toEqual([solution.names, []]);
    exact.inverse.forEach((row, i) => {
      row.forEach((entry, j) => {
        const size = Math.sqrt(row[i]!.toNumber()) * Math.sqrt(exact.inverse[j]![j]!.toNumber());
        expect(Math.abs(values[i]![j]! - variance * entry.toNumber())).toBeLessThanOrEqual(6 * u * variance * size);
        expect(Math.abs(correlations[i]![j]! - entry.toNumber() / size)).toBeLessThanOrEqual(6 * u);
      });
    });
  });
});

it(`is symmetric, with the squared standard errors and ones on the diagonals (seed ${seed})`, () => {
  fc.assert(
    fc.property(randomData, (data) => {
      const { problem, solution } = exactFit(data);
      const { values } = covariance(problem, solution);
      const correlations = correlation(problem, solution).values;
      infer(problem, solution).coefficients.forEach(({ standardError }, i) => {
        expect(Math.abs(values[i]![i]! - standardError! ** 2)).toBeLessThanOrEqual(4 * u * values[i]![i]!);
        expect(correlations[i]![i]).toBe(1);
        values.forEach((row, j) => {
          expect(row[i]).toBe(values[i]![j]);
          expect(correlations[j]![i]).toBe(correlations[i]![j]);
          expect(Math.abs(correlations[i]![j]!)).toBeLessThanOrEqual(1);
        });
      });
    }),
    { seed, numRuns: 60 },
  );
});

describe('what is undefined has a reason', () => {
  it('no degrees of freedom: a covariance needs them, a correlation does not', () => {
    const { problem, solution } = exactFit({ x: [['0'], ['1']], y: ['1', '2'], intercept: true });
    const found = covariance(problem, solution);
    expect(found.values.flat()).toEqual(new Array(4).fill(undefined));
    expect(found.reasons).toMatchObject([
      { quantity: 'values', code: 'NO_DEGREES_OF_FREEDOM', coefficients: ['1', 'x'] },
    ]);
    expect(correlation(problem, solution).reasons).toEqual([]);
    // cor = −x̄ / √(mean of x²) = −(1/2)/√(1/2).
    expect(correlation(problem, solution).values[0]![1]).toBeCloseTo(-Math.SQRT1_2, 15);
  });

  it('a penalty', () => {
    const { problem, solution } = exactFit({ x: [['0'], ['1'], ['2']], y: ['1', '2', '4'], intercept: true });
    const penalized = { ...problem, penalty: ridge(1) };
    for (const found of [covariance(penalized, solution), correlation(penalized, solution)]) {
      expect(found.reasons).toMatchObject([{ quantity: 'values', code: 'PENALIZED' }]);
    }
  });

  it('coefficients that the data do not determine', () => {
    const problem = polynomialProblem({ x: [0, 0, 1, 1], y: [1, 2, 4, 5], degree: 2 });
    const solution = fitSync(problem, { backend: reference });
    const determined = {
      ...solution,
      rank: { ...solution.rank!, verdict: 'deficient' as const, dependentColumns: ['x', 'x^2'] },
    };
    const { values, reasons } = covariance(problem, determined);
    // The mean of two observations, with s² = (½ + ½)/2.
    expect(values[0]![0]).toBeCloseTo(0.5 / 2, 13);
    expect([values[0]![1], ...values.slice(1).flat()]).toEqual(new Array(7).fill(undefined));
    expect(reasons).toMatchObject([{ quantity: 'values', code: 'NOT_ESTIMABLE', coefficients: ['x', 'x^2'] }]);
  });

  it('what is beyond float64', () => {
    const { problem, solution } = exactFit({ x: [['0'], ['1'], ['2']], y: ['1', '2', '4'], intercept: true });
    const scale = (value: number) => value * 2 ** 600;
    const { hi, lo } = solution.working.theta;
    const theta = { hi: hi.map(scale), lo: lo.map(scale) };
    const found = covariance(
      { ...problem, y: problem.y.map(scale), low: {} },
      { ...solution, working: { ...solution.working, theta } },
    );
    expect(found.reasons).toMatchObject([{ code: 'OUT_OF_RANGE', coefficients: ['1', 'x'] }]);
  });
});
