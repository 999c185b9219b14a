import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { roundedToFloat32 } from '@wellposed/conformance';
import { fitSync } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { infer, influence } from '../src/index.js';
import { type DecimalData, exactStatistics } from './exact-statistics.js';
import { expectFigure, expectRoot } from './figures.js';
import { decimalProblem } from './reference-problem.js';

const noise = [3, -5, 2, 7, -6, 1, -4, 5, -2, -1, 4, -3, 6, -7, 2, 1, -3, 5, -4, 2, -1];
const count = noise.map((_, i) => i);

/** Designs whose condition number makes float64 lose most digits, or all of them. */
const cases: readonly (DecimalData & {
  readonly name: string;
  readonly float32: boolean;
  readonly nearlyOne?: readonly number[];
})[] = [
  {
    name: 'degree 12 on [1000, 1010]',
    x: count.map((i) => [(1000 + i / 2).toFixed(1)]),
    y: noise.map((value, i) => String(value + i * i)),
    intercept: true,
    degree: 12,
    float32: true,
  },
  {
    name: 'a line over nanoseconds of this century',
    x: count.map((i) => [`1700000000${String(100000000 + i)}`]),
    y: noise.map((value, i) => String(3 * i + value / 8)),
    intercept: true,
    degree: 1,
    float32: true,
  },
  {
    // Läuchli's matrix [1 1 1; δ I] and one more row, δ = 10⁻⁷: κ is about 10⁷.
    name: 'Läuchli',
    // 1 − h is about 10⁻¹⁴ there, and known to an error of about 10⁻²¹: too few digits for what divides by it.
    nearlyOne: [0, 4],
    x: [
      ['1', '1', '1'],
      ['0.0000001', '0', '0'],
      ['0', '0.0000001', '0'],
      ['0', '0', '0.0000001'],
      ['1', '2', '1'],
    ],
    y: ['3', '1', '2', '4', '1'],
    intercept: false,
    float32: false,
  },
  {
    name: 'columns that differ by a part in 10¹⁰',
    x: count.map((i) => [String(i + 1), `${i + 1}.${String((i * i) % 7).padStart(10, '0')}`]),
    y: noise.map(String),
    intercept: true,
    float32: false,
  },
  {
    name: 'weights over twelve orders of magnitude',
    x: count.map((i) => [String(i), String((i * i) % 11)]),
    y: noise.map(String),
    weights: count.map((i) => `1e${(i % 13) - 6}`),
    intercept: true,
    float32: false,
  },
];

describe.each(cases)('$name', (data) => {
  const exact = exactStatistics(data);
  const problem = decimalProblem(data);
  const backends = [reference, mlMatrix, ...(data.float32 ? [roundedToFloat32(reference)] : [])];

  it.each(backends)('has standard errors, sums of squares, R² and leverages to the last digits on $name', (backend) => {
    const solution = fitSync(problem, { backend });
    expect(solution.status).toBe('converged');
    const inference = infer(problem, solution);
    expect(inference.reasons).toEqual([]);
    const degrees = exact.degreesOfFreedom;
    const variance = exact.residualSumOfSquares.toNumber() / degrees;
    inference.coefficients.forEach(({ standardError }, j) => {
      // s² is rounded on the way to the expected value.
      const expected = Math.sqrt(variance * exact.inverse[j]![j]!.toNumber());
      expect(Math.abs(standardError! / expected - 1)).toBeLessThan(5 * 2 ** -53);
    });
    expectFigure(inference.anova.residual.sumOfSquares, exact.residualSumOfSquares);
    expectFigure(inference.anova.total.sumOfSquares, exact.totalSumOfSquares);
    expectFigure(
      inference.rSquared,
      exact.totalSumOfSquares.minus(exact.residualSumOfSquares).over(exact.totalSumOfSquares),
    );
    const { leverage, reasons } = influence(problem, solution);
    expect(reasons.map(({ code, rows }) => [code, rows])).toEqual(
      data.nearlyOne ? [data.nearlyOne, undefined].map((rows) => ['PRECISION_EXHAUSTED', rows]) : [],
    );
    leverage.forEach((value, i) => expectRoot(Math.sqrt(value!), exact.leverage[i]!, 3));
  });
});
