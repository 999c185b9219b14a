import type { OptionKeys } from '../../options/refuse-unknown-options.js';
import type { NumberInput, ScalarInput } from '../inputs/number-input.js';

/** Σ terms[name] · coefficient(name) = equals, the names as in `Solution.names`: '1' is the intercept. */
export interface CoefficientConstraint {
  readonly terms: Readonly<Record<string, ScalarInput>>;
  readonly equals: ScalarInput;
}

/** The names of `CoefficientConstraint`. */
export const coefficientConstraintKeys = { terms: true, equals: true } satisfies OptionKeys<CoefficientConstraint>;

/** The fitted curve has this value, or this slope, at a point. */
export interface PointConstraint {
  /** x of the point: one number for a model of one variable, else a row of d numbers. */
  readonly at: number | NumberInput;
  /** 0 (default): the value; 1: the slope, for models of one variable. */
  readonly derivative?: 0 | 1;
  readonly equals: ScalarInput;
}

/** The names of `PointConstraint`. */
export const pointConstraintKeys = { at: true, derivative: true, equals: true } satisfies OptionKeys<PointConstraint>;

/** An equation that the coefficients must satisfy exactly: on the coefficients, or on the curve at a point. */
export type Constraint = CoefficientConstraint | PointConstraint;
