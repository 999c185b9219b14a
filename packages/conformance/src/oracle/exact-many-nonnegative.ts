import { dyadicVector } from './dyadic-vector.js';
import type { DyadicInput, DyadicVector } from './dyadic-vector.js';
import { entry } from './entry.js';
import { exactLeastSquares } from './exact-least-squares.js';
import { ExactVector } from './exact-vector.js';
import { innerProduct } from './inner-product.js';
import { Rational } from './rational.js';

/** All solutions of a non-negative least-squares problem, as far as a fit tells of them. */
export interface ManyNonnegative {
  /** The shortest. */
  readonly theta: ExactVector;
  /** Indices of the coefficients that differ among them. */
  readonly undetermined: readonly number[];
}

/**
 * The exact solutions of min Σ wᵢ (yᵢ − (Aθ)ᵢ)² with θⱼ ≥ 0 for the `bounded` j, by trying all faces: for a handful of columns.
 *
 * The shortest solution is, of those columns where it is not 0, the minimum-norm solution without bounds: their multipliers are 0. With
 * N the null space of A, a coefficient that is 0 in it stays 0 in all solutions when −N_j is a non-negative combination of the rows N_T
 * of those that are (Farkas), thus of linearly independent ones (Carathéodory). What moves is what is not 0 in the null space of the rest.
 *
 * Source: Schrijver, Theory of Linear and Integer Programming (1986), §7.1, §7.7.
 */
export function exactManyNonnegative(
  columns: readonly DyadicVector[],
  y: DyadicInput,
  weights: DyadicInput | undefined,
  bounded: readonly number[],
): ManyNonnegative {
  const all = columns.map((_, j) => j);
  const w = weights && dyadicVector(weights);
  let best: { theta: ExactVector; objective: Rational; length: Rational } | undefined;
  for (const face of subsets(bounded)) {
    const kept = all.filter((j) => !bounded.includes(j) || face.includes(j));
    const { theta: own, residual } = exactLeastSquares(
      kept.map((j) => entry(columns, j)),
      y,
      w,
    );
    const numerators = all.map((j) => (kept.includes(j) ? entry(own.numerators, kept.indexOf(j)) : 0n));
    if (bounded.some((j) => entry(numerators, j) < 0n)) continue;
    const theta = new ExactVector(numerators, own.denominator);
    const objective = squares(residual, w);
    const length = theta.squaredNorm();
    const order = best ? objective.compare(best.objective) : -1;
    if (!best || order < 0 || (order === 0 && length.compare(best.length) < 0)) best = { theta, objective, length };
  }
  const theta = best?.theta ?? new ExactVector(all.map(() => 0n));
  const { nullSpace } = exactLeastSquares(columns, y, w);
  const row = (j: number): DyadicVector => ({
    integers: nullSpace.map(({ numerators }) => entry(numerators, j)),
    exponent: 0,
  });
  const atZero = bounded.filter((j) => theta.numerators[j] === 0n);
  const held = nullSpace.length === 0 ? [] : atZero.filter((j) => isNegativeInCone(row(j), atZero.map(row)));
  const rest = all.filter((j) => !held.includes(j));
  const moving = exactLeastSquares(
    rest.map((j) => entry(columns, j)),
    y,
    w,
  ).nullSpace;
  return {
    theta,
    undetermined: rest.filter((_, k) => moving.some(({ numerators }) => numerators[k] !== 0n)),
  };
}

/** Whether −g is a non-negative combination of rows. */
function isNegativeInCone(g: DyadicVector, rows: readonly DyadicVector[]): boolean {
  const target = { integers: g.integers.map((value) => -value), exponent: 0 };
  return subsets(rows.map((_, k) => k)).some((chosen) => {
    if (chosen.length > g.integers.length) return false;
    const { theta, residual, rank } = exactLeastSquares(
      chosen.map((k) => entry(rows, k)),
      target,
    );
    if (rank < chosen.length) return false;
    return theta.numerators.every((value) => value >= 0n) && residual.numerators.every((value) => value === 0n);
  });
}

/** Σ w r². */
function squares({ numerators, denominator }: ExactVector, w: DyadicVector | undefined): Rational {
  const weighted = w ? numerators.map((value, i) => value * entry(w.integers, i)) : numerators;
  return new Rational(innerProduct(weighted, numerators), denominator * denominator);
}

function subsets(items: readonly number[]): readonly (readonly number[])[] {
  return items.reduce<readonly (readonly number[])[]>(
    (found, item) => [...found, ...found.map((subset) => [...subset, item])],
    [[]],
  );
}
