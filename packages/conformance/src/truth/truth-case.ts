import {
  basisProblem,
  chebyshev,
  decimals,
  domainOf,
  legendre,
  linearProblem,
  polynomialProblem,
} from '@wellposed/core';
import type { Constraint, DoubleDoubleArray, Problem, ProblemOptions } from '@wellposed/core';

/** What makes a problem hard; 'healthy' is the control. */
export const truthKinds = [
  'healthy',
  'extreme-scales',
  'near-dependence',
  'long-text',
  'huge-weights',
  'subnormal',
  'constant-columns',
  'wide',
] as const;
export type TruthKind = (typeof truthKinds)[number];

/** A number of the data: as it is, or as decimal text, which `decimals` reads. */
export type Datum = number | string;

/** An equation that the coefficients satisfy: Σ factors[j] θⱼ = equals, or a value (a slope) of the curve at a point. */
export type TruthConstraint =
  | { readonly factors: readonly number[]; readonly equals: number }
  | { readonly at: readonly number[]; readonly derivative: 0 | 1; readonly equals: number };

/** A whole problem as plain data, and how it is to be solved. All of x is numbers or all of it is text; so for y and weights. */
export interface TruthCase {
  readonly kind: TruthKind;
  /** n rows of d. */
  readonly x: readonly (readonly Datum[])[];
  readonly y: readonly Datum[];
  readonly weights?: readonly Datum[];
  /** Polynomial of this degree in the only x; absent: the columns themselves. */
  readonly degree?: number;
  /** Basis of a polynomial. */
  readonly basis?: 'monomial' | 'chebyshev' | 'legendre';
  readonly intercept: boolean;
  readonly constraints?: readonly TruthConstraint[];
  /** Indices of the coefficients that must be ≥ 0, the intercept first. */
  readonly nonnegative?: readonly number[];
  readonly method: TruthMethod;
}

/** How a case is solved. */
export interface TruthMethod {
  /** 'float32': the reference one, all of its answers rounded to float32. */
  readonly backend: 'reference' | 'ml-matrix' | 'float32';
  readonly solver: 'qr' | 'svd' | 'cholesky';
  readonly refine: boolean;
  /** `polyfit` and `linfit`, or `fit` of a problem in a basis. */
  readonly door: 'short' | 'basis';
}

/** The names of the coefficients of a case, the intercept first. */
export function truthNames({ x, degree, basis = 'monomial', intercept }: TruthCase): readonly string[] {
  const letter = { monomial: 'x^', chebyshev: 'T', legendre: 'P' }[basis];
  const own =
    degree === undefined
      ? (x[0] ?? []).map((_, j, all) => (all.length === 1 ? 'x' : `x${j + 1}`))
      : Array.from({ length: degree }, (_, j) => {
          if (basis !== 'monomial') return `${letter}${j + 1}(x)`;
          return j === 0 ? 'x' : `x^${j + 1}`;
        });
  return intercept ? ['1', ...own] : own;
}

/** Settings of a case as the makers of problems take them, y and weights apart. */
export function truthOptions(truth: TruthCase): Omit<ProblemOptions, 'y'> {
  const { weights, intercept, constraints, nonnegative } = truth;
  const names = truthNames(truth);
  return {
    intercept,
    ...(weights && { weights: numbersOf(weights) }),
    ...(constraints && { constraints: constraints.map((each) => constraintOf(each, names)) }),
    ...(nonnegative && { nonnegative: nonnegative.flatMap((j) => names[j] ?? []) }),
  };
}

/** The problem of a case, through one of the three doors by which a problem is made. */
export function truthProblem(truth: TruthCase): Problem {
  const { x, degree, basis = 'monomial', method } = truth;
  const options = { ...truthOptions(truth), y: numbersOf(truth.y) };
  const table = numbersOf(x.flat());
  if (degree === undefined) return linearProblem({ ...options, x: table });
  if (method.door === 'short' || basis === 'monomial')
    return polynomialProblem({ ...options, x: table, degree, basis });
  const domain = domainOf('hi' in table ? table.hi : Float64Array.from(table));
  const make = basis === 'chebyshev' ? chebyshev : legendre;
  return basisProblem({ ...options, x: table, basis: make({ degree, domain }) });
}

/** Numbers as they are, text through `decimals`. */
export function numbersOf(data: readonly Datum[]): readonly number[] | DoubleDoubleArray {
  return data.every((value) => typeof value === 'number') ? data : decimals(data.map(String));
}

function constraintOf(constraint: TruthConstraint, names: readonly string[]): Constraint {
  if ('at' in constraint) return constraint;
  const terms = Object.fromEntries(names.map((name, j): [string, number] => [name, constraint.factors[j] ?? 0]));
  return { terms, equals: constraint.equals };
}
