import { coefficientNames, type DoubleDoubleArray, type Problem, type Solution } from '@wellposed/core';
import { Rational } from '@wellposed/conformance';
import { type DecimalData, type ExactStatistics, exactStatistics } from './exact-statistics.js';
import { decimalProblem } from './reference-problem.js';

/** A problem and its solution, every number of which was computed exactly and then rounded once. */
export interface ExactFit {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly exact: ExactStatistics;
}

/**
 * Least squares in exact arithmetic, as a solution in the user's basis. Its S is the Cholesky factor, in float64, of
 * the exact (AᵀWA)⁻¹. A must have full rank. Rows of weight zero stay in the problem.
 */
export function exactFit(data: DecimalData): ExactFit {
  const problem = decimalProblem(data);
  const exact = exactStatistics(data);
  const p = exact.theta.length;
  const { observations, degreesOfFreedom } = exact;
  const solution: Solution = {
    status: 'converged',
    advice: '',
    coefficients: exact.theta.map(toNumber).reduce((all, value, j) => all.fill(value, j, j + 1), new Float64Array(p)),
    names: coefficientNames(problem.model),
    working: { model: problem.model, theta: rounded(exact.theta), inverseRoot: rootOf(exact.inverse) },
    fitted: rounded(exact.fitted).hi,
    residuals: rounded(exact.residuals).hi,
    residualSumOfSquares: exact.residualSumOfSquares.toNumber(),
    ...{ observations, degreesOfFreedom },
    rank: { numerical: p, threshold: 2 ** -50, verdict: 'full', dependentColumns: [] },
    backend: 'exact',
    warnings: [],
  };
  return { problem, solution, exact };
}

const toNumber = (value: Rational) => value.toNumber();

function rounded(values: readonly Rational[]): DoubleDoubleArray {
  const hi = Float64Array.from(values, toNumber);
  return { hi, lo: Float64Array.from(values, (value, j) => value.minus(Rational.from(hi[j]!)).toNumber()) };
}

/** The Cholesky factor of an exact matrix, in float64. */
function rootOf(matrix: readonly (readonly Rational[])[]): DoubleDoubleArray {
  const p = matrix.length;
  const l = matrix.map((row) => row.map(toNumber));
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) {
      let value = l[j]![k]!;
      for (let m = 0; m < Math.min(j, k); m++) value -= l[j]![m]! * l[k]![m]!;
      l[j]![k] = k > j ? 0 : k === j ? Math.sqrt(value) : value / l[k]![k]!;
    }
  }
  return { hi: Float64Array.from(l.flat()), lo: new Float64Array(p * p) };
}
