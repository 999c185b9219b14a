import { linearProblem, polynomialProblem } from '@wellposed/core';
import type { Problem } from '@wellposed/core';

/** A fit whose cost is measured. */
export interface CostCase {
  readonly kind: 'polynomial' | 'columns';
  readonly rows: number;
  /** p, the intercept included. */
  readonly coefficients: number;
  readonly problem: Problem;
  /** n rows of the variables: x for a polynomial. */
  readonly x: readonly number[][];
  readonly y: readonly number[];
}

const KINDS = ['polynomial', 'columns'] as const;
const ROWS = [100, 10_000, 100_000];
const COEFFICIENTS = [3, 7, 15];
/** Their square roots step through [0, 1) evenly, and independently of each other (Weyl's sequences). */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43];
/** Weight of the disturbance in y. */
const NOISE = 0.01;

/** The grid: every kind, number of rows and number of coefficients. */
export function* costCases(): Generator<CostCase> {
  for (const kind of KINDS) {
    for (const rows of ROWS) {
      for (const coefficients of COEFFICIENTS) yield costCase(kind, rows, coefficients);
    }
  }
}

/** A smooth curve on [0, 1), or a sum of independent columns, with a small disturbance; the same numbers every time. */
export function costCase(kind: CostCase['kind'], rows: number, coefficients: number): CostCase {
  const variables = kind === 'polynomial' ? 1 : coefficients - 1;
  const x = Array.from({ length: rows }, (_, i) => PRIMES.slice(0, variables).map((prime) => weyl(prime, i)));
  const y = x.map((row, i) => Math.sin(row.reduce((sum, value) => sum + value, 0)) + NOISE * weyl(47, i));
  const problem =
    kind === 'polynomial'
      ? polynomialProblem({ x: x.flat(), y, degree: coefficients - 1 })
      : linearProblem({ x: Float64Array.from(x.flat()), y });
  return { kind, rows, coefficients, problem, x, y };
}

function weyl(prime: number, i: number): number {
  return ((i + 1) * Math.sqrt(prime)) % 1;
}
