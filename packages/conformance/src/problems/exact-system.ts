import { at } from '@wellposed/core';
import { designColumns } from '../oracle/design-columns.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import type { DyadicVector } from '../oracle/dyadic-vector.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { exactResidual } from '../oracle/exact-residual.js';
import { NormalEquations } from '../oracle/normal-equations.js';
import { spectralNorm } from '../oracle/spectral-norm.js';

/** The exact solution of the augmented system. */
export interface ExactAugmentedSolution {
  readonly theta: ExactVector;
  readonly residual: ExactVector;
}

/**
 * Ã = √W A as the oracle sees it: exact columns, exact rank, and norms that no backend had a hand in.
 *
 * ‖Ã‖₂² = ‖G‖₂ and ‖Ã⁺‖₂² = ‖G⁺‖₂ come from the exact G and the exact G⁺, each entry rounded once. Both are
 * norms of p × p matrices, insensitive to that rounding, so that κ₂ is right to about 13 digits however large it is.
 */
export class ExactSystem {
  readonly rows: number;
  readonly size: number;
  readonly columns: readonly DyadicVector[];
  readonly equations: NormalEquations;
  private norms: { readonly norm: number; readonly inverseNorm: number } | undefined;

  /** @param rootWeights √w, n numbers; default all 1 */
  constructor(design: Float64Array, rows: number, columns: number, rootWeights?: Float64Array) {
    this.rows = rows;
    this.size = columns;
    this.columns = designColumns(design, rows, columns, rootWeights);
    this.equations = new NormalEquations(this.columns);
  }

  get rank(): number {
    return this.equations.rank;
  }

  /** ‖Ã‖₂. */
  get norm(): number {
    return this.findNorms().norm;
  }

  /** ‖Ã⁺‖₂ = 1/σ_rank; 0 for a matrix of zeros. */
  get inverseNorm(): number {
    return this.findNorms().inverseNorm;
  }

  /** G, p × p, row-major, correctly rounded. */
  gram(): Float64Array {
    return this.stack((j) => this.equations.gramRow(j));
  }

  /** G⁺ (G⁻¹ at full rank), p × p, row-major, correctly rounded. */
  gramPseudoInverse(): Float64Array {
    return this.stack((j) => this.equations.pseudoInverseColumn(j));
  }

  /** The solution of [I Ã; Ãᵀ 0][r; θ] = [f; g] of least ‖θ‖₂; g absent means 0, and must be in the row space. */
  solve(f: Float64Array, g?: Float64Array): ExactAugmentedSolution {
    const target = dyadicVector(f);
    const cross = this.equations.crossProduct(target);
    const theta = this.equations.solve(g ? cross.minus(ExactVector.from(g)) : cross);
    return { theta, residual: exactResidual(this.columns, target, theta) };
  }

  /** f − Ã θ for doubles θ, exactly. */
  residualOf(f: Float64Array, theta: Float64Array): ExactVector {
    return exactResidual(this.columns, dyadicVector(f), ExactVector.from(theta));
  }

  private stack(row: (j: number) => ExactVector): Float64Array {
    const out = new Float64Array(this.size * this.size);
    for (let j = 0; j < this.size; j++) {
      const values = row(j).toFloat64();
      for (let k = 0; k < this.size; k++) out[j * this.size + k] = at(values, k);
    }
    return out;
  }

  private findNorms(): { readonly norm: number; readonly inverseNorm: number } {
    this.norms ??= {
      norm: Math.sqrt(spectralNorm(this.gram(), this.size)),
      inverseNorm: this.rank === 0 ? 0 : Math.sqrt(spectralNorm(this.gramPseudoInverse(), this.size)),
    };
    return this.norms;
  }
}
