import { at } from '../at.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { dyadic } from '../double-double/dyadic.js';
import { quotientOf } from '../double-double/parse-decimal.js';
import type { Steps } from '../fit/steps.js';
import { PAUSE, pauseDue } from '../fit/steps.js';
import type { ExactNullSpace } from './exact-null-space.js';
import { integerOf } from './exact-null-space.js';

/** What the elimination may cost, in products of machine words: about a second. */
const MOST_WORK = 2e8;

/** P = I − N(NᵀN)⁻¹Nᵀ, which takes any solution to the shortest: the fraction of integers P = (1/d) · numerators, p × p. */
export interface ExactProjector {
  readonly numerators: readonly (readonly bigint[])[];
  /** d > 0. */
  readonly denominator: bigint;
}

/**
 * The orthogonal projector off a null space, without rounding: (NᵀN)⁻¹Nᵀ by fraction-free Gauss–Jordan elimination of
 * [NᵀN Nᵀ], whose pivots are minors of a positive definite matrix.
 *
 * Source: Bareiss, Math. Comp. 22 (1968) 565–578.
 *
 * @param space at least one vector of p numbers
 * @returns undefined where its integers would become too long
 */
export function* projectorOff(space: ExactNullSpace): Steps<ExactProjector | undefined> {
  const k = space.length;
  const p = space[0]?.length ?? 0;
  const bits = 2 * Math.max(...space.flat().map((value) => value.toString(16).length * 4));
  if (k * k * (k + p) * (1 + (k * bits) / 64) ** 2 > MOST_WORK || p * p * k > MOST_WORK) return undefined;
  let table = space.map((vector, l) => [
    ...space.map((other) => vector.reduce((sum, value, j) => sum + value * (other[j] ?? 0n), 0n)),
    ...(space[l] ?? []),
  ]);
  let last = 1n;
  for (let step = 0; step < k; step++) {
    if (pauseDue(k * (k + p) * (20 + (step * bits) / 64) ** 2)) yield PAUSE;
    const source = table[step] ?? [];
    const pivot = source[step] ?? 0n;
    const divisor = last;
    table = table.map((row, l) => {
      const factor = row[step] ?? 0n;
      return l === step ? row : row.map((value, j) => (pivot * value - factor * (source[j] ?? 0n)) / divisor);
    });
    last = pivot;
  }
  const denominator = last;
  const numerators = Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (_unused, j) =>
      space.reduce(
        (value, vector, l) => value - (vector[i] ?? 0n) * (table[l]?.[k + j] ?? 0n),
        i === j ? denominator : 0n,
      ),
    ),
  );
  return { numerators, denominator };
}

/** P θ, each number rounded once, and Σⱼ |Pᵢⱼ| eⱼ: what errors eⱼ of θ are then. */
export function project(
  { numerators, denominator }: ExactProjector,
  theta: DoubleDoubleArray,
  errors: Float64Array,
): { readonly theta: Float64Array; readonly errors: Float64Array } {
  const halves = [...theta.hi, ...theta.lo].filter((value) => value !== 0);
  const exponent = halves.reduce((least, value) => Math.min(least, dyadic(value).exponent), 0);
  const integers = Array.from(theta.hi, (hi, j) => integerOf(hi, exponent) + integerOf(at(theta.lo, j), exponent));
  const unit = denominator << BigInt(-exponent);
  return {
    theta: Float64Array.from(numerators, (row) =>
      quotientOf(
        row.reduce((sum, value, j) => sum + value * (integers[j] ?? 0n), 0n),
        unit,
      ),
    ),
    // |P| ≤ 1; rounded up.
    errors: Float64Array.from(numerators, (row) =>
      row.reduce(
        (sum, value, j) =>
          value === 0n ? sum : sum + Math.abs(quotientOf(value, denominator)) * at(errors, j) * (1 + 2 ** -40),
        0,
      ),
    ),
  };
}
