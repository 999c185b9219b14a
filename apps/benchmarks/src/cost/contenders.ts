import { reference } from '@wellposed/backend-reference';
import { fitSync } from '@wellposed/core';
import { Matrix, QrDecomposition } from 'ml-matrix';
import MultivariateLinearRegression from 'ml-regression-multivariate-linear';
import { PolynomialRegression } from 'ml-regression-polynomial';
import type { CostCase } from './cost-case.js';

/** What is timed, each from the data to the coefficients. */
export interface Contenders<T> {
  /** wellposed, `refine: false`. */
  readonly plain: T;
  /** wellposed, as it is by default: refined, with certificate. */
  readonly refined: T;
  /** ml-matrix: the design in powers, then `QrDecomposition`. */
  readonly mlMatrix: T;
  /** ml-regression-polynomial or, for columns, ml-regression-multivariate-linear: the normal equations. */
  readonly mlRegression: T;
}

/** The contenders on one fit; what they return is their answer, so that no engine drops the work. */
export function contendersOf({ kind, coefficients, problem, x, y }: CostCase): Contenders<() => unknown> {
  const values = x.map(([value = NaN]) => value);
  const numbers = [...y];
  const targets = y.map((value) => [value]);
  const designRow = (row: readonly number[]): number[] =>
    kind === 'columns' ? [1, ...row] : Array.from({ length: coefficients }, (_, k) => (row[0] ?? NaN) ** k);
  return {
    plain: () => fitSync(problem, { backend: reference, refine: false }),
    refined: () => fitSync(problem, { backend: reference }),
    mlMatrix: () => new QrDecomposition(new Matrix(x.map(designRow))).solve(Matrix.columnVector(numbers)),
    mlRegression:
      kind === 'polynomial'
        ? () => new PolynomialRegression(values, numbers, coefficients - 1)
        : () => new MultivariateLinearRegression([...x], targets, { statistics: false }),
  };
}
