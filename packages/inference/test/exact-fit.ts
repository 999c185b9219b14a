import { linearProblem, type Problem, type Solution } from '@wellposed/core';
import { Rational, zero } from './rational.js';

/** Data in decimal text. */
export interface DecimalData {
  /** n rows of d numbers. */
  readonly x: readonly (readonly string[])[];
  readonly y: readonly string[];
  readonly weights?: readonly string[];
  readonly intercept: boolean;
}

/** A problem and its solution, every number of which was computed exactly and then rounded once. */
export interface ExactFit {
  readonly problem: Problem;
  readonly solution: Solution;
}

/**
 * Least squares in rational arithmetic: AᵀWA = L D Lᵀ (unit lower triangular L), AᵀWA θ = AᵀWy, and
 * S = L⁻ᵀ D^{−1/2}, for which S Sᵀ = (AᵀWA)⁻¹. A must have full rank. Rows of weight zero stay in the problem.
 */
export function exactFit(data: DecimalData): ExactFit {
  const design = data.x.map((row) => [...(data.intercept ? ['1'] : []), ...row].map((text) => Rational.parse(text)));
  const y = data.y.map((text) => Rational.parse(text));
  const weights = data.y.map((_, i) => Rational.parse(data.weights?.[i] ?? '1'));
  const p = design[0]!.length;
  const indices = Array.from({ length: p }, (_, j) => j);
  const sum = (term: (i: number) => Rational) => y.reduce((total, _, i) => total.plus(term(i)), zero);

  const gram = indices.map((j) =>
    indices.map((k) => sum((i) => weights[i]!.times(design[i]![j]!).times(design[i]![k]!))),
  );
  const moments = indices.map((j) => sum((i) => weights[i]!.times(design[i]![j]!).times(y[i]!)));
  // Rows of L⁻¹ and D by elimination on [AᵀWA | I].
  const inverseL = indices.map((j) => indices.map((k) => Rational.of(j === k ? 1n : 0n)));
  for (const k of indices) {
    for (let j = k + 1; j < p; j++) {
      const factor = gram[j]![k]!.over(gram[k]![k]!);
      gram[j] = gram[j]!.map((value, m) => value.minus(factor.times(gram[k]![m]!)));
      inverseL[j] = inverseL[j]!.map((value, m) => value.minus(factor.times(inverseL[k]![m]!)));
    }
  }
  const pivots = indices.map((k) => gram[k]![k]!);
  const reduced = indices.map((k) =>
    inverseL[k]!.reduce((total, value, m) => total.plus(value.times(moments[m]!)), zero).over(pivots[k]!),
  );
  const theta = indices.map((j) => indices.reduce((total, k) => total.plus(inverseL[k]![j]!.times(reduced[k]!)), zero));
  const fitted = design.map((row) => row.reduce((total, value, j) => total.plus(value.times(theta[j]!)), zero));
  const residuals = y.map((value, i) => value.minus(fitted[i]!));
  const inverseRoot = indices.flatMap((j) =>
    indices.map((k) => inverseL[k]![j]!.toNumber() / Math.sqrt(pivots[k]!.toNumber())),
  );

  const toNumbers = (values: readonly Rational[]) => Float64Array.from(values, (value) => value.toNumber());
  const problem = linearProblem({
    x: data.x.map((row) => row.map(Number)),
    y: toNumbers(y),
    intercept: data.intercept,
    ...(data.weights && { weights: toNumbers(weights) }),
  });
  const observations = weights.filter((weight) => weight.num > 0n).length;
  const coefficients = toNumbers(theta);
  const solution: Solution = {
    status: 'converged',
    advice: '',
    coefficients,
    names: [...(data.intercept ? ['1'] : []), ...problem.model.basis.names],
    working: { model: problem.model, theta: coefficients },
    fitted: toNumbers(fitted),
    residuals: toNumbers(residuals),
    residualSumOfSquares: sum((i) => weights[i]!.times(residuals[i]!).times(residuals[i]!)).toNumber(),
    observations,
    degreesOfFreedom: observations - p,
    rank: { numerical: p, threshold: 0, dependentColumns: [] },
    inverseRoot: Float64Array.from(inverseRoot),
    backend: 'exact',
    warnings: [],
  };
  return { problem, solution };
}
