import { crossProduct } from './cross-product.js';
import { dyadicProduct } from './dyadic-product.js';
import { dyadicVector } from './dyadic-vector.js';
import type { DyadicInput, DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { exactLeastSquares } from './exact-least-squares.js';
import { ExactVector } from './exact-vector.js';
import { NormalEquations } from './normal-equations.js';

/** Flips after which the search is given up: a positive definite problem of a dozen coefficients takes a few dozen. */
const MOST_FLIPS = 1000;

/**
 * The exact solution of min Σ wᵢ (yᵢ − (Aθ)ᵢ)² with θⱼ ≥ 0 for the `bounded` j, by Murty's least-index principal pivoting: solve
 * with the coefficients outside `passive` at 0, then move the first index that breaks a Kuhn–Tucker condition
 *
 *     θⱼ ≥ 0 (passive),   (AᵀW(y − Aθ))ⱼ ≤ 0 (at 0)
 *
 * to the other side. Without rounding both signs are certain, and for a positive definite AᵀWA no set of indices comes twice.
 * Only a column with an ascent enters, and such a column is independent of the passive ones.
 *
 * Source: Murty, "Note on a Bard-type scheme for solving the complementarity problem", Opsearch 11 (1974) 123–130; Portugal, Júdice
 * and Vicente, Math. Comp. 63 (1994) 625–643, §2.
 *
 * @param columns A by its p columns
 * @param y n numbers
 * @param weights absent when all are 1
 * @returns undefined when the columns without descent (AᵀW(y − Aθ))ⱼ < 0 are dependent: the solution need not be unique then
 */
export function exactNonnegative(
  columns: readonly DyadicVector[],
  y: DyadicInput,
  weights: DyadicInput | undefined,
  bounded: readonly number[],
): ExactVector | undefined {
  const w = weights && dyadicVector(weights);
  const target = dyadicVector(y);
  const all = columns.map((_, j) => j);
  let passive = all.filter((j) => !bounded.includes(j));
  for (let flips = 0; flips < MOST_FLIPS; flips++) {
    const { theta, ascent } = faceOf(columns, target, w, passive);
    const wrong = bounded.find((j) => (passive.includes(j) ? entry(theta.numerators, j) < 0n : entry(ascent, j) > 0n));
    if (wrong === undefined) {
      const free = all.filter((j) => entry(ascent, j) === 0n).map((j) => entry(columns, j));
      return new NormalEquations(free, w).rank === free.length ? theta : undefined;
    }
    passive = all.filter((j) => passive.includes(j) !== (j === wrong));
  }
  return undefined;
}

/** The solution with the other coefficients at 0, and numbers with the signs of AᵀW(y − Aθ). */
function faceOf(
  columns: readonly DyadicVector[],
  y: DyadicVector,
  w: DyadicVector | undefined,
  passive: readonly number[],
): { readonly theta: ExactVector; readonly ascent: readonly bigint[] } {
  const own = exactLeastSquares(
    passive.map((j) => entry(columns, j)),
    y,
    w,
  );
  const numerators = columns.map((_, j) =>
    passive.includes(j) ? entry(own.theta.numerators, passive.indexOf(j)) : 0n,
  );
  const residual = { integers: own.residual.numerators, exponent: 0 };
  return {
    theta: new ExactVector(numerators, own.theta.denominator),
    ascent: crossProduct(columns, w ? dyadicProduct(w, residual) : residual).numerators,
  };
}
