import type { Loss } from '../contracts/loss.js';
import type { Penalty } from '../contracts/penalty.js';
import type { Constraint } from './constraints/constraint.js';
import type { NumberInput } from './inputs/number-input.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';

/** What all problems have in common. Arrays are numbers, or numbers in double-double such as `decimals` reads from text. */
export interface ProblemOptions {
  /** y, n numbers. */
  readonly y: NumberInput;
  /** n numbers ≥ 0 that multiply the squared residuals; default all 1. */
  readonly weights?: NumberInput;
  /** Whether a constant column comes first; default true. */
  readonly intercept?: boolean;
  /** Default squared, with the reduction 'sum'. */
  readonly loss?: Loss;
  readonly penalty?: Penalty;
  /** Equations that the coefficients must satisfy exactly; default none. */
  readonly constraints?: readonly Constraint[];
  /** Coefficients that must be ≥ 0: their names, or true for all but the intercept; default none. */
  readonly nonnegative?: boolean | readonly string[];
}

/** The names of `ProblemOptions`. */
export const problemOptionKeys = {
  y: true,
  weights: true,
  intercept: true,
  loss: true,
  penalty: true,
  constraints: true,
  nonnegative: true,
} satisfies OptionKeys<ProblemOptions>;
