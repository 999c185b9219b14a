import { crossProduct } from './cross-product.js';
import type { DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { ExactVector } from './exact-vector.js';
import { gramIntegers } from './gram-integers.js';
import { innerProduct } from './inner-product.js';
import { Rational } from './rational.js';
import { symmetricElimination } from './symmetric-elimination.js';
import type { SymmetricElimination } from './symmetric-elimination.js';

/**
 * The normal equations G θ = h with G = AᵀWA, solved exactly: rank, null space and solutions are those of the numbers given,
 * not of a rounding of them. Squaring κ costs nothing here, since no digit is ever lost.
 *
 * Column j of A is integers · 2^(e_j), the weights integers · 2^(e_w), so that G_jk = integer · 2^(e_j + e_k + e_w): the
 * elimination runs on the integers and the powers of two are put back at the end.
 */
export class NormalEquations {
  /** p. */
  readonly size: number;
  readonly rank: number;
  /** Linearly independent vectors N with A N = 0 exactly: p − rank of them. */
  readonly nullSpace: readonly ExactVector[];
  private readonly columns: readonly DyadicVector[];
  private readonly exponents: readonly number[];
  private readonly weightExponent: number;
  private readonly gramIntegers: readonly (readonly bigint[])[];
  private readonly elimination: SymmetricElimination;

  /**
   * @param columns the p columns of A
   * @param weights w ≥ 0; absent when all are 1
   */
  constructor(columns: readonly DyadicVector[], weights?: DyadicVector) {
    this.size = columns.length;
    this.columns = columns;
    this.exponents = columns.map((column) => column.exponent);
    this.weightExponent = weights?.exponent ?? 0;
    this.gramIntegers = gramIntegers(columns, weights);
    this.elimination = symmetricElimination(this.gramIntegers);
    this.rank = this.elimination.pivots.length;
    this.nullSpace = this.findNullSpace();
  }

  /** Aᵀ v, exactly. Include the weights in v where they belong. */
  crossProduct(vector: DyadicVector): ExactVector {
    return crossProduct(this.columns, vector);
  }

  /** det G, exactly: the square of the product of the singular values of √W A, 0 below full rank. */
  determinant(): Rational {
    if (this.rank < this.size) return new Rational(0n);
    const exponent = this.exponents.reduce((sum, e) => sum + 2 * e, this.size * this.weightExponent);
    return exponent < 0
      ? new Rational(this.elimination.determinant, 1n << BigInt(-exponent))
      : new Rational(this.elimination.determinant << BigInt(exponent));
  }

  /** trace G, exactly: ‖√W A‖_F². */
  trace(): Rational {
    return this.exponents.reduce((sum, _, j) => sum.plus(this.gramRow(j).component(j)), new Rational(0n));
  }

  /** Row `row` of G. */
  gramRow(row: number): ExactVector {
    const own = entry(this.exponents, row) + this.weightExponent;
    return ExactVector.scaled(
      entry(this.gramIntegers, row),
      this.exponents.map((e) => e + own),
    );
  }

  /** The solution of G θ = h whose components outside the pivots are 0; for h in the range of G. */
  basicSolution(h: ExactVector): ExactVector {
    const { pivots, tableau, determinant } = this.elimination;
    const largest = Math.max(0, ...this.exponents);
    const scaled = pivots.map((k) => entry(h.numerators, k) << BigInt(largest - entry(this.exponents, k)));
    const integers = new Array<bigint>(this.size).fill(0n);
    for (const i of pivots) {
      const row = entry(tableau, i);
      integers[i] = innerProduct(
        pivots.map((k) => entry(row, k)),
        scaled,
      );
    }
    return ExactVector.scaled(
      integers,
      this.exponents.map((e) => -e - largest - this.weightExponent),
      determinant * h.denominator,
    );
  }

  /** The solution of G θ = h of least ‖θ‖₂: the only one at full rank. */
  solve(h: ExactVector): ExactVector {
    return this.projectOffNullSpace(this.basicSolution(h));
  }

  /** v − N (NᵀN)⁻¹ Nᵀ v, exactly. */
  projectOffNullSpace(v: ExactVector): ExactVector {
    if (this.nullSpace.length === 0) return v;
    const basis = this.nullSpace.map((vector) => vector.numerators);
    const { pivots, tableau, determinant } = symmetricElimination(
      basis.map((a) => basis.map((b) => innerProduct(a, b))),
    );
    const products = basis.map((vector) => innerProduct(vector, v.numerators));
    const coordinates = pivots.map((i) => innerProduct(entry(tableau, i), products));
    return new ExactVector(
      v.numerators.map((value, j) => {
        const along = innerProduct(
          coordinates,
          basis.map((vector) => entry(vector, j)),
        );
        return value * determinant - along;
      }),
      v.denominator * determinant,
    );
  }

  /** Column `column` of the pseudo-inverse G⁺ = Π G⁻ Π, Π the projection onto the row space and G⁻ any inverse on it. */
  pseudoInverseColumn(column: number): ExactVector {
    const unit = new ExactVector(Array.from({ length: this.size }, (_, j) => (j === column ? 1n : 0n)));
    return this.solve(this.projectOffNullSpace(unit));
  }

  private findNullSpace(): readonly ExactVector[] {
    const { pivots, tableau, determinant } = this.elimination;
    const dependent = this.exponents.map((_, j) => j).filter((j) => !pivots.includes(j));
    return dependent.map((j) => {
      const integers = new Array<bigint>(this.size).fill(0n);
      for (const i of pivots) integers[i] = -entry(entry(tableau, i), j);
      integers[j] = determinant;
      return ExactVector.scaled(
        integers,
        this.exponents.map((e) => -e),
        determinant,
      );
    });
  }
}
