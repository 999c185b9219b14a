/*
 * The exact S from a rough one, by preconditioned Cholesky QR in double-double. With Ā (n × p, weights w) and any S̃
 * (p × r) of the right range, X̃ = Ā S̃ is nearly W-orthonormal if S̃ comes from a factorisation with u κ < 1:
 *
 *     B = X̃ᵀ W X̃ = I + O(u κ),   B = L Lᵀ,   S = S̃ L⁻ᵀ,   X = X̃ L⁻ᵀ:   Xᵀ W X = I,
 *
 * so that S Sᵀ is a generalised inverse of ĀᵀWĀ. AᵀWA itself, of condition κ², is never formed; B is harmless. A
 * rougher S̃ is as good as long as B is positive definite: the step is repeated until B is near I.
 *
 * Error, with ε = 2⁻¹⁰¹, K = ‖√W Ā‖_F ‖S‖_F, κ ≤ K ≤ p κ, and first-order terms only: each entry of X̃ is an inner
 * product of p terms of features with errors of a few ε, so ‖√W (fl(X̃) − X̃)‖ ≤ 2 p ε K; this enters B twice. Forming B
 * adds n r ε, Cholesky 2 r ε, the substitution 2 r ε K. With ‖B⁻¹‖ ≤ 2 and r ≤ K, the computed S has Sᵀ(ĀᵀWĀ)S = I + F
 * with
 *
 *     ‖F‖ ≤ 2 (4 p + 4 p + n) ε K = (16 p + 2 n) ε K,
 *
 * and every variance vᵀS Sᵀv and every leverage a relative error of at most ‖F‖: a power of κ less than it would from
 * AᵀWA.
 *
 * Source: Yamamoto, Nakatsukasa, Yanagisawa & Fukaya, "Roundoff error analysis of the CholeskyQR2 algorithm", ETNA 44
 * (2015) 306–326, where the first Cholesky QR plays the part of S̃; Higham, Accuracy and Stability (2002), §10.1.1.
 */
import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  exponentOf,
  matrixProduct,
  scaleByPower,
  U_EXTENDED,
  type WideArray,
} from '@wellposed/core';
import { cholesky, divideByTranspose } from './cholesky.js';
import { LARGEST_ERROR, type Obstacle } from './obstacle.js';
import type { ScaledFit } from './scaled-fit.js';

/** S and what belongs to it, in the units of the scaled fit. */
export interface ExactRoot {
  /** r. */
  readonly rank: number;
  /** S̄, p × r, row-major: S Sᵀ is a generalised inverse of ĀᵀW̄Ā. */
  readonly matrix: DoubleDoubleArray;
  /** X = Ā S̄, n × r, row-major. Rows of weight zero can hold anything. */
  readonly rows: DoubleDoubleArray;
  /** Bound on ‖F‖: the relative error of every variance and leverage. */
  readonly relativeError: number;
}

/**
 * One step is enough where u κ < 1 and S̃ is right to a few digits; each step makes B resolve what was too rough for it.
 */
const STEPS = 4;

/**
 * @param rough S̃ of the unscaled problem, p × r, row-major
 * @returns the root, or 'PRECISION_EXHAUSTED' when B is not positive definite, stays far from I, or κ is too large
 */
export function exactRoot(fit: ScaledFit, rough: WideArray): ExactRoot | Obstacle {
  const { columns, columnScales, rootWeightScale } = fit;
  const rank = rough.hi.length / columns;
  const powers = columnScales.map(
    (scale, j) => exponentOf(scale) + exponentOf(rootWeightScale) + (rough.exponents ? at(rough.exponents, j) : 0),
  );
  const scale = (value: number, k: number): number => scaleByPower(value, at(powers, Math.floor(k / rank)));
  const matrix = { hi: rough.hi.map(scale), lo: rough.lo.map(scale) };
  for (let step = 1; step <= STEPS; step++) {
    const rows = matrixProduct(fit.design, matrix, { rows: fit.rows, inner: columns, columns: rank });
    const gram = weightedGram(rows, rank, fit.weights);
    const l = cholesky(gram, rank);
    if (!l) break;
    divideByTranspose(matrix, l, rank);
    if (distanceFromIdentity(gram.hi, rank) > 0.5) continue;
    divideByTranspose(rows, l, rank);
    const relativeError = errorBound(fit, matrix);
    if (!(relativeError <= LARGEST_ERROR)) break;
    return { rank, matrix, rows, relativeError };
  }
  return {
    code: 'PRECISION_EXHAUSTED',
    reason: 'the design is too ill-conditioned for double-double, or its factorisation too rough',
  };
}

/** Xᵀ W v for n numbers v, r numbers; rows of weight zero do not count. */
export function momentsOf(
  v: DoubleDoubleArray,
  weights: DoubleDoubleArray | undefined,
  { rows, rank }: ExactRoot,
): DoubleDoubleArray {
  const term = new DoubleDouble();
  const sums = Array.from({ length: rank }, () => new DoubleDouble());
  for (let i = 0; i < v.hi.length; i++) {
    if (weights && at(weights.hi, i) === 0) continue;
    term.set(at(v.hi, i), at(v.lo, i));
    if (weights) term.multiply(at(weights.hi, i), at(weights.lo, i));
    for (const [k, sum] of sums.entries()) {
      sum.addProduct(term.hi, term.lo, at(rows.hi, i * rank + k), at(rows.lo, i * rank + k));
    }
  }
  return { hi: Float64Array.from(sums, ({ hi }) => hi), lo: Float64Array.from(sums, ({ lo }) => lo) };
}

/** S XᵀW v, p numbers: the coefficients whose A θ is nearest to v. */
export function coefficientsFor(
  v: DoubleDoubleArray,
  { columns, weights }: ScaledFit,
  root: ExactRoot,
): DoubleDoubleArray {
  const moments = momentsOf(v, weights, root);
  return matrixProduct(root.matrix, moments, { rows: columns, inner: root.rank, columns: 1 });
}

/** The lower triangle of Xᵀ W X, r × r. Weights multiply before the second factor, so that no square overflows. */
function weightedGram(x: DoubleDoubleArray, rank: number, weights?: DoubleDoubleArray): DoubleDoubleArray {
  const gram = doubleDoubleArray(rank * rank);
  const left = new DoubleDouble();
  const sum = new DoubleDouble();
  for (let i = 0; i * rank < x.hi.length; i++) {
    if (weights && at(weights.hi, i) === 0) continue;
    for (let j = 0; j < rank; j++) {
      const a = i * rank + j;
      left.set(at(x.hi, a), at(x.lo, a));
      if (weights) left.multiply(at(weights.hi, i), at(weights.lo, i));
      for (let k = 0; k <= j; k++) {
        const [b, c] = [i * rank + k, j * rank + k];
        sum.set(at(gram.hi, c), at(gram.lo, c)).addProduct(left.hi, left.lo, at(x.hi, b), at(x.lo, b));
        gram.hi[c] = sum.hi;
        gram.lo[c] = sum.lo;
      }
    }
  }
  return gram;
}

/** ‖B − I‖_F from the lower triangle of B. */
function distanceFromIdentity(b: Float64Array, rank: number): number {
  let squares = 0;
  for (let j = 0; j < rank; j++) {
    squares += (at(b, j * rank + j) - 1) ** 2;
    for (let k = 0; k < j; k++) squares += 2 * at(b, j * rank + k) ** 2;
  }
  return Math.sqrt(squares);
}

/** The bound on ‖F‖ of the file's head. */
function errorBound({ rows, columns, design, weights }: ScaledFit, s: DoubleDoubleArray): number {
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights ? at(weights.hi, i) : 1;
    if (weight === 0) continue;
    const root = Math.sqrt(weight);
    for (let j = 0; j < columns; j++) squares += (root * at(design.hi, i * columns + j)) ** 2;
  }
  const inverseSquares = s.hi.reduce((sum, value) => sum + value ** 2, 0);
  return (16 * columns + 2 * rows) * U_EXTENDED * Math.sqrt(squares) * Math.sqrt(inverseSquares);
}
