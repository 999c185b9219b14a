import { linearProblem, polynomialProblem } from '@wellposed/core';
import type { DoubleDoubleArray, EqualityConstraint, Problem } from '@wellposed/core';
import type { ExactAnswer } from '../certificate/exact-answer.js';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import type { DyadicInput, DyadicVector } from '../oracle/dyadic-vector.js';
import { exactConstrained } from '../oracle/exact-constrained.js';
import type { ExactEquation } from '../oracle/exact-constrained.js';
import { exactFitted } from '../oracle/exact-fitted.js';
import { exactLeastSquares } from '../oracle/exact-least-squares.js';
import { exactNonnegative } from '../oracle/exact-nonnegative.js';
import type { ExactVector } from '../oracle/exact-vector.js';
import { polynomialColumns } from '../oracle/polynomial-columns.js';
import type { CertifiedRecipe } from './certified-recipe.js';
import { polynomialData } from './polynomial-recipe.js';
import { random } from './random.js';
import { systemCase } from './system-case.js';

/** A problem in the user's words and its exact answer. */
export interface CertifiedCase {
  readonly problem: Problem;
  /** Undefined where conditions leave no unique answer, or contradict each other. */
  readonly answer: () => ExactAnswer | undefined;
}

/** Data in double-double, the low halves 0 unless the recipe has them. */
interface Data {
  readonly problem: Problem;
  readonly y: DoubleDoubleArray;
  readonly weights: DoubleDoubleArray | undefined;
  /** The exact design, by columns. */
  readonly columns: readonly DyadicVector[];
}

/** Makes the problem of a recipe: the same for the same recipe, everywhere. */
export function certifiedCase(recipe: CertifiedRecipe): CertifiedCase {
  const next = random(recipe.recipe.seed ^ 0x2545f491);
  const { problem, y, weights, columns } = recipe.kind === 'linear' ? linear(recipe, next) : polynomial(recipe, next);
  const answerOf = (theta: ExactVector | undefined): ExactAnswer | undefined =>
    theta && { theta, fitted: exactFitted(columns, theta) };
  switch (recipe.conditions) {
    case 'none':
      return { problem, answer: () => answerOf(exactLeastSquares(columns, y, weights).theta) };
    case 'equations': {
      const { constraints, equations } = conditionsOf(recipe, problem, columns.length, next);
      return {
        problem: { ...problem, constraints },
        answer: () => answerOf(exactConstrained(columns, y, weights, equations)),
      };
    }
    case 'nonnegative': {
      const all = columns.map((_, j) => j);
      const some = all.filter(() => next() < 0.8);
      const nonnegative = some.length > 0 ? some : all;
      return {
        problem: { ...problem, nonnegative },
        answer: () => answerOf(exactNonnegative(columns, y, weights, nonnegative)),
      };
    }
  }
}

function linear(recipe: CertifiedRecipe & { readonly kind: 'linear' }, next: () => number): Data {
  const { design, targets, weights, rows, columns } = systemCase(recipe.recipe).system;
  const x = extend(design, recipe.extended, next);
  const y = extend(targets, recipe.extended, next);
  // Weights whose roots are not exact: any number will do for the oracle here.
  const w =
    weights &&
    extend(
      weights.map((value, i) => value / (3 + (i % 5))),
      recipe.extended,
      next,
    );
  const { intercept } = recipe;
  const own = designColumns(x, rows, columns);
  const problem = linearProblem({ x: x.hi, y: y.hi, intercept, ...(w && { weights: w.hi }) });
  return {
    problem: withLow(problem, x, y, w),
    y,
    weights: w,
    columns: intercept ? [dyadicVector(new Float64Array(rows).fill(1)), ...own] : own,
  };
}

function polynomial(recipe: CertifiedRecipe & { readonly kind: 'polynomial' }, next: () => number): Data {
  const data = polynomialData(recipe.recipe);
  const { degree } = recipe.recipe;
  const x = extend(data.x, recipe.extended, next);
  const y = extend(data.y, recipe.extended, next);
  const w = data.weights && extend(data.weights, recipe.extended, next);
  const problem = polynomialProblem({ x: x.hi, y: y.hi, degree, ...(w && { weights: w.hi }) });
  return { problem: withLow(problem, x, y, w), y, weights: w, columns: polynomialColumns(x, degree) };
}

/** Numbers with random low halves below half an ulp, or with none. */
function extend(hi: Float64Array, extended: boolean, next: () => number): DoubleDoubleArray {
  return { hi, lo: hi.map((value) => (extended ? value * 2 ** -54 * (2 * next() - 1) : 0)) };
}

function withLow(
  problem: Problem,
  x: DoubleDoubleArray,
  y: DoubleDoubleArray,
  weights: DoubleDoubleArray | undefined,
): Problem {
  return { ...problem, low: { x: x.lo, y: y.lo, ...(weights && { weights: weights.lo }) } };
}

/** One to three equations, as core gets them and as the oracle does. */
function conditionsOf(
  { kind, extended }: CertifiedRecipe,
  { x, y, model }: Problem,
  parameters: number,
  next: () => number,
): { readonly constraints: readonly EqualityConstraint[]; readonly equations: readonly ExactEquation[] } {
  const { variables } = model.basis;
  const size = y.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const constraints: EqualityConstraint[] = [];
  const equations: ExactEquation[] = [];
  const count = 1 + Math.floor(3 * next());
  for (let k = 0; k < Math.min(count, parameters); k++) {
    const value = extend(Float64Array.of(next() < 0.3 ? 0 : size * (2 * next() - 1)), extended, next);
    const choice = next();
    if (choice < 0.5) {
      const coefficients = combination(parameters, extended, next);
      constraints.push({ value, coefficients });
      equations.push({ value, coefficients });
    } else {
      const row = Math.floor(next() * y.length);
      const hi = x.slice(row * variables, (row + 1) * variables).map((v) => v + (next() < 0.5 ? 0 : next() - 0.5));
      const point = extend(hi, extended, next);
      const derivative = kind === 'polynomial' && choice > 0.8 ? 1 : 0;
      constraints.push({ value, at: point, derivative });
      equations.push({ value, coefficients: rowAt(kind, model.intercept, parameters, point, derivative) });
    }
  }
  return { constraints, equations };
}

/** A single coefficient, a sum, or any combination. */
function combination(parameters: number, extended: boolean, next: () => number): DoubleDoubleArray {
  const choice = next();
  const one = Math.floor(next() * parameters);
  const hi = Float64Array.from({ length: parameters }, (_, j) =>
    choice < 0.4 ? Number(j === one) : choice < 0.6 ? 1 : 2 * next() - 1,
  );
  return extend(hi, extended && choice >= 0.6, next);
}

/** The exact row of the design at a point, or of its derivative. */
function rowAt(
  kind: CertifiedRecipe['kind'],
  intercept: boolean,
  parameters: number,
  point: DoubleDoubleArray,
  derivative: 0 | 1,
): DyadicInput {
  if (kind === 'linear') {
    const { integers, exponent } = dyadicVector(point);
    // 1 is 2^(−exponent) · 2^exponent: exponents of doubles that are not whole numbers of size 1 are negative.
    const lift = exponent > 0 ? exponent : 0;
    const own = integers.map((v) => v << BigInt(lift));
    return { integers: intercept ? [1n << BigInt(lift - exponent), ...own] : own, exponent: exponent - lift };
  }
  const powers = polynomialColumns(point, parameters - 1).map(({ integers, exponent }) => ({
    integer: integers[0] ?? 0n,
    exponent,
  }));
  const terms = powers.map((power, j) => {
    if (derivative === 0) return power;
    const lower = powers[j - 1];
    return lower ? { integer: BigInt(j) * lower.integer, exponent: lower.exponent } : { integer: 0n, exponent: 0 };
  });
  const smallest = Math.min(...terms.map(({ exponent }) => exponent));
  return {
    integers: terms.map(({ integer, exponent }) => integer << BigInt(exponent - smallest)),
    exponent: smallest,
  };
}
