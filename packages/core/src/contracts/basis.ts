import type { DoubleDoubleArray, ExpansionArray, WideArray } from '../double-double/double-double-array.js';
import type { BasisSpecification } from './basis-specification.js';

/**
 * A feature map φ: Rᵈ → Rᵖ with its domain map. The constant is not part of a basis: the model adds the intercept.
 *
 * Features are evaluated in double-double, because a column that is rounded before the fit has already lost what no
 * solver can recover (NIST's Filip loses six digits that way). Backends receive the leading halves.
 *
 * | member        | required | meaning                                                                             |
 * |---------------|----------|-------------------------------------------------------------------------------------|
 * | specification | yes      | plain data from which the basis can be built again                                  |
 * | variables     | yes      | d, the number of columns of x                                                       |
 * | size          | yes      | p, the number of features                                                           |
 * | names         | yes      | p names of the features, in the user's terms: 'x', 'x^2', 'T3(x)'                   |
 * | evaluate      | yes      | features of one row of x, in double-double                                          |
 * | differentiate | yes      | ∂φ/∂x_v of one row of x, in double-double                                           |
 * | readsRest     | no       | whether limbs of x beyond the low half are used; absent: what they bring is an error  |
 * | rounding      | no       | bound on the relative rounding of its features, of caller-written ones; absent: 0     |
 * | addErrors     | no       | bounds on what the features of one row are off by; absent: what rounding x brings     |
 * | toMonomial    | no       | the change of basis to powers of x; absent when the basis spans no polynomials      |
 * | conditioned   | no       | a well-conditioned basis of the same space on given data; absent: this one is it    |
 */
export interface Basis {
  readonly specification: BasisSpecification;
  readonly variables: number;
  readonly size: number;
  readonly names: readonly string[];

  /** Writes φ of row `row` of x (n × d, row-major) to `out[offset …]`. */
  evaluate(x: ExpansionArray, row: number, out: DoubleDoubleArray, offset: number): void;

  /**
   * Writes ∂φ/∂x_variable at row `row` of x (n × d, row-major) to `out[offset …]`.
   *
   * @throws FitError 'UNSUPPORTED' when the basis holds a custom feature whose derivative is not known: the others are written
   * all the same, and 0 for it.
   */
  differentiate(x: ExpansionArray, row: number, variable: number, out: DoubleDoubleArray, offset: number): void;

  /** Whether `evaluate` and `differentiate` use all limbs of x; absent: the first two. */
  readonly readsRest?: boolean;

  /** Largest bound on the relative error of a feature that is computed in less than double-double; absent: 0, there is none. */
  readonly rounding?: number;

  /**
   * Adds bounds on the absolute errors of φ at row `row` of x, or of ∂φ/∂x_variable, beyond the rounding of double-double, to
   * `out[offset …]`. Absent: the derivatives say what the limbs of x that are not read, and those that it lacks, would change.
   */
  addErrors?(x: ExpansionArray, row: number, variable: number | undefined, out: Float64Array, offset: number): void;

  /**
   * The (p+1) × (p+1) row-major matrix M with [1, φ(x)] θ = [1, x, …, xᵖ] (M θ): column 0 and row 0 are the constant.
   * Numbers in double-double.
   */
  toMonomial?(): DoubleDoubleArray;

  /**
   * For the data x (n × d, row-major): a basis that spans the same space together with the constant and is well
   * conditioned on the range of x. Used by the closed forms for models with an intercept.
   */
  conditioned?(x: ExpansionArray): ConditionedBasis;
}

/** A well-conditioned basis and the way back. */
export interface ConditionedBasis {
  readonly basis: Basis;
  /** (p+1) × (p+1), row-major: coefficients in the original basis = changeOfBasis · coefficients here; constants first. */
  readonly changeOfBasis: WideArray;
  /** Bounds on the absolute errors of its entries, underflow included, in the units of its rows; (p+1) × (p+1). */
  readonly errors: Float64Array;
  /**
   * Sizes of the columns of the original design, p + 1 numbers > 0: with them a dependence is told in the columns that
   * take part. Absent: all are said to.
   */
  readonly columnSizes?: Float64Array;
}

/** A basis of polynomials in one variable: its change to powers of x is always there. */
export interface PolynomialBasis extends Basis {
  toMonomial(): DoubleDoubleArray;
}
