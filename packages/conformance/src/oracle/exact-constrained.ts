import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicInput, DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { ExactVector } from './exact-vector.js';
import { gramIntegers } from './gram-integers.js';
import { innerProduct } from './inner-product.js';
import { integerSolution } from './integer-solution.js';
import { NormalEquations } from './normal-equations.js';
import { Rational } from './rational.js';

/** One equation c·θ = value, exactly. */
export interface ExactEquation {
  /** c, p numbers. */
  readonly coefficients: DyadicInput;
  /** One number. */
  readonly value: DyadicInput;
}

/**
 * The exact solution of min Σ wᵢ (yᵢ − (Aθ)ᵢ)² subject to C θ = d, from its Karush–Kuhn–Tucker system
 *
 *     [ AᵀWA  Cᵀ ] [ θ ]   [ AᵀWy ]
 *     [ C     0  ] [ λ ] = [ d    ].
 *
 * Unknowns, equations and multipliers are scaled by powers of two until all are whole numbers; λ is not looked at.
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §5.1.1, eq. (5.1.2).
 *
 * @param columns A by its p columns
 * @param y n numbers
 * @param weights absent when all are 1
 * @returns undefined when equations contradict each other, or coefficients are left that nothing determines
 */
export function exactConstrained(
  columns: readonly DyadicVector[],
  y: DyadicInput,
  weights: DyadicInput | undefined,
  equations: readonly ExactEquation[],
): ExactVector | undefined {
  const chosen = independent(equations);
  const theta = solutionOf(columns, y, weights, chosen);
  return theta && equations.every((equation) => holds(equation, theta)) ? theta : undefined;
}

/** The equations whose coefficients do not depend on those of earlier ones. */
function independent(equations: readonly ExactEquation[]): readonly ExactEquation[] {
  return equations.reduce<readonly ExactEquation[]>((chosen, equation) => {
    const rows = [...chosen, equation].map(({ coefficients }) => dyadicVector(coefficients));
    return new NormalEquations(rows).rank === rows.length ? [...chosen, equation] : chosen;
  }, []);
}

/** Whether c·θ = value, exactly. */
function holds({ coefficients, value }: ExactEquation, theta: ExactVector): boolean {
  const [c, d] = [ExactVector.fromDyadic(dyadicVector(coefficients)), ExactVector.fromDyadic(dyadicVector(value))];
  const product = new Rational(innerProduct(c.numerators, theta.numerators), c.denominator * theta.denominator);
  return product.compare(d.component(0)) === 0;
}

/** As `exactConstrained`, for independent equations. */
function solutionOf(
  columns: readonly DyadicVector[],
  y: DyadicInput,
  weights: DyadicInput | undefined,
  equations: readonly ExactEquation[],
): ExactVector | undefined {
  const w = weights && dyadicVector(weights);
  const target = dyadicVector(y);
  const weighted = w ? dyadicProduct(w, target) : target;
  const exponents = columns.map((column) => column.exponent);
  const largest = Math.max(...exponents);
  // θ_j = ψ_j · 2^(unit − e_j): then G ψ = h holds in whole numbers, and c·θ = Σ c_j 2^(largest − e_j) ψ_j · 2^(unit − largest).
  const unit = target.exponent;
  const rows = equations.map(({ coefficients, value }) => {
    const c = dyadicVector(coefficients);
    const d = dyadicVector(value);
    const own = c.integers.map((number, j) => number << BigInt(largest - entry(exponents, j)));
    const shift = d.exponent - (c.exponent + unit - largest);
    const right = entry(d.integers, 0);
    return shift >= 0
      ? { own, right: right << BigInt(shift) }
      : { own: own.map((number) => number << BigInt(-shift)), right };
  });
  const matrix = [
    ...gramIntegers(columns, w).map((row, j) => [...row, ...rows.map(({ own }) => entry(own, j))]),
    ...rows.map(({ own }) => [...own, ...rows.map(() => 0n)]),
  ];
  const right = [
    ...columns.map((column) => innerProduct(column.integers, weighted.integers)),
    ...rows.map((row) => row.right),
  ];
  const solution = integerSolution(matrix, right);
  return (
    solution &&
    ExactVector.scaled(
      solution.numerators.slice(0, columns.length),
      exponents.map((e) => unit - e),
      solution.determinant,
    )
  );
}
