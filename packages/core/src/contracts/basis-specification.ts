/** A number, or several whose exact sum it is: where data agree in more digits than a float64 number has. */
export type ExactNumber = number | readonly number[];

/** The ends of an interval, a ≤ b. */
export type Domain = readonly [ExactNumber, ExactNumber];

/** Names of the columns of x, in their order. */
export interface WithVariables {
  readonly variables: readonly string[];
}

/** The columns of x as they are. */
export interface ColumnsSpecification extends WithVariables {
  readonly name: 'columns';
}

/** The columns of x less a number each: what closed forms solve in. */
export interface CentredColumnsSpecification extends WithVariables {
  readonly name: 'centred-columns';
  readonly centres: readonly ExactNumber[];
}

/** Powers of the one variable, up to `degree`. */
export interface MonomialSpecification extends WithVariables {
  readonly name: 'monomial';
  readonly degree: number;
}

/** Orthogonal polynomials up to `degree`, on the interval of x that is mapped to [−1, 1]. */
export interface OrthogonalSpecification extends WithVariables {
  readonly name: 'chebyshev' | 'legendre';
  readonly degree: number;
  readonly domain: Domain;
}

/** Polynomials that were made orthogonal on the data: the numbers that were computed for that define the basis. */
export interface ArnoldiSpecification extends WithVariables {
  readonly name: 'arnoldi';
  readonly degree: number;
  readonly domain: Domain;
  /** H packed by columns: for k = 0 … degree − 1 the k + 2 numbers h₀ₖ … h₍ₖ₊₁₎ₖ. */
  readonly recurrence: readonly number[];
}

/** cos and sin of 2πk (x − origin)/period for k = 1 … harmonics. */
export interface FourierSpecification extends WithVariables {
  readonly name: 'fourier';
  readonly period: number;
  readonly harmonics: number;
  readonly origin: number;
}

/** Piecewise polynomials of `degree` that join at `knots`, all inside `domain`. */
export interface BSplineSpecification extends WithVariables {
  readonly name: 'bspline';
  readonly degree: number;
  /** Interior knots, ascending. */
  readonly knots: readonly number[];
  readonly domain: readonly [number, number];
  readonly ends: 'clamped' | 'natural';
}

/** Products of powers of several variables, up to a total degree. */
export interface PolynomialFeaturesSpecification extends WithVariables {
  readonly name: 'polynomial-features';
  readonly degree: number;
  readonly interactions: boolean;
}

/** The same spaces as 'polynomial-features', by products of Chebyshev polynomials: what closed forms solve in. */
export interface ChebyshevProductsSpecification extends WithVariables {
  readonly name: 'chebyshev-products';
  readonly degree: number;
  readonly interactions: boolean;
  /** For each variable, the interval that is mapped to [−1, 1]. */
  readonly domains: readonly Domain[];
}

/** Functions that the caller wrote, by their names: to build it again takes the functions too. */
export interface CustomSpecification extends WithVariables {
  readonly name: 'custom';
  readonly features: readonly string[];
}

/** The features of several bases side by side; `variables` is the union of theirs, in order of first appearance. */
export interface ConcatenationSpecification extends WithVariables {
  readonly name: 'concatenation';
  readonly parts: readonly BasisSpecification[];
}

/**
 * A basis as plain data, enough to build it again (`basisFromSpecification`): what a saved model holds. The same name
 * in file, export and command line tells them apart.
 */
export type BasisSpecification =
  | ColumnsSpecification
  | CentredColumnsSpecification
  | MonomialSpecification
  | OrthogonalSpecification
  | ArnoldiSpecification
  | FourierSpecification
  | BSplineSpecification
  | PolynomialFeaturesSpecification
  | ChebyshevProductsSpecification
  | CustomSpecification
  | ConcatenationSpecification;
