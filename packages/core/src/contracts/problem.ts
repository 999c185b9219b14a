import type { DoubleDoubleArray, ExpansionArray } from '../double-double/double-double-array.js';
import type { Basis } from './basis.js';
import type { Loss } from './loss.js';
import type { Penalty } from './penalty.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';

/** What is linear in θ: prediction(x) = θ₀ + φ(x) θ₁…, the θ₀ only with an intercept. */
export interface Model {
  readonly basis: Basis;
  /** Whether a constant column, named '1', comes first. */
  readonly intercept: boolean;
}

/**
 * Low halves of data in double-double, as `decimals` finds them: value = x + low.x, and so on. Of the same lengths.
 *
 * x may have more, since a basis subtracts from it what most of its digits are: value = x + low.x + Σ low.xRest, to within a relative
 * `low.xError` (absent: exactly), as `ExpansionArray`. y and weights of more digits are rounded to double-double, which the error
 * bounds of its operations cover.
 */
export interface LowHalves {
  readonly x?: Float64Array;
  readonly xRest?: readonly Float64Array[];
  readonly xError?: number;
  readonly y?: Float64Array;
  readonly weights?: Float64Array;
}

/**
 * An equation that the coefficients must satisfy exactly: c·θ = value, in the user's basis, or a value (or slope) of the
 * fitted curve at a point. A point is kept as a point, since the closed form evaluates it in the basis in which it
 * solves: written in powers of x, f(1005) = 1 on [1000, 1010] would lose its digits to cancellation.
 */
export type EqualityConstraint = {
  /** One number in double-double, as arrays of length 1. */
  readonly value: DoubleDoubleArray;
} & (
  | {
      /** c, p numbers, in the user's basis, intercept first. */
      readonly coefficients: DoubleDoubleArray;
    }
  | {
      /** One row of x, d numbers. */
      readonly at: ExpansionArray;
      /** 0: the curve itself; 1: its slope ∂/∂x of the only variable. */
      readonly derivative: 0 | 1;
    }
);

/**
 * A least-squares problem: data, model, loss and penalty.
 *
 * Made by `linearProblem`, `polynomialProblem` or by hand; `fit` checks it at the door (`checkProblem`), once.
 *
 * - `x`: n × d, row-major, in the units of the user; `y`: n; `weights`: n, ≥ 0, default all 1.
 * - Weights multiply the *squared* residuals (as in R's `lm`; numpy's `polyfit` multiplies the residuals themselves).
 */
export interface Problem {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights?: Float64Array;
  /** What rounding the data to float64 lost, when it is known. */
  readonly low?: LowHalves;
  readonly model: Model;
  readonly loss: Loss;
  readonly penalty?: Penalty;
  readonly constraints?: readonly EqualityConstraint[];
  /** Indices of the coefficients (in the user's basis, intercept first) that must be ≥ 0, ascending. */
  readonly nonnegative?: readonly number[];
}

/** The names of what a problem holds. */
export const problemKeys = {
  x: true,
  y: true,
  weights: true,
  low: true,
  model: true,
  loss: true,
  penalty: true,
  constraints: true,
  nonnegative: true,
} satisfies OptionKeys<Problem>;
