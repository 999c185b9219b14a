import { at } from '../at.js';
import type { WideArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { bitLength, dyadic } from '../double-double/dyadic.js';
import { quotientOf } from '../double-double/parse-decimal.js';
import type { Steps } from '../fit/steps.js';
import { PAUSE, pauseDue } from '../fit/steps.js';
import { scaleByPower } from '../power-of-two.js';
import type { Wide } from './certify.js';
import type { ExactNullSpace } from './exact-null-space.js';

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

/** P θ, each number rounded once, and Σⱼ |Pᵢⱼ| eⱼ in its unit: what errors eⱼ of θ are then. */
export function project(
  { numerators, denominator }: ExactProjector,
  theta: WideArray,
  errors: readonly Wide[],
): { readonly theta: WideArray; readonly errors: Float64Array } {
  const halves = [theta.hi, theta.lo].map((half) =>
    Array.from(half, (value, j) => exactly(value, theta.exponents?.[j])),
  );
  const exponent = halves.flat().reduce((least, half) => Math.min(least, half.exponent), 0);
  const integers = Array.from(theta.hi, (_, j) =>
    halves.reduce((sum, half) => {
      const { integer, exponent: own } = half[j] ?? { integer: 0n, exponent };
      return sum + (integer << BigInt(own - exponent));
    }, 0n),
  );
  const projected = numerators.map((row) =>
    quotient(
      row.reduce((sum, value, j) => sum + value * (integers[j] ?? 0n), 0n),
      denominator,
    ),
  );
  const bounds = numerators.map((row): Wide => {
    const terms = row.flatMap((value, j): Wide[] => {
      const { value: error, exponent: unit } = errors[j] ?? { value: 0, exponent: 0 };
      const share = quotient(value, denominator);
      // 0 · ∞ is no error.
      return value === 0n || error === 0
        ? []
        : [{ value: Math.abs(share.value) * error, exponent: share.exponent + unit }];
    });
    const unit = terms.reduce((most, term) => Math.max(most, term.exponent), -Infinity);
    // Rounded up.
    const value = terms.reduce((sum, term) => sum + scaleByPower(term.value, term.exponent - unit), 0) * (1 + 2 ** -40);
    return { value, exponent: value > 0 ? unit : 0 };
  });
  // In the unit of its error where a number is 0.
  const exponents = Float64Array.from(projected, ({ value, exponent: own }, i) =>
    value === 0 ? (bounds[i]?.exponent ?? 0) : own + exponent,
  );
  const hi = Float64Array.from(projected, ({ value }) => value);
  return {
    theta: { ...fromFloat64(hi), exponents },
    errors: Float64Array.from(bounds, ({ value, exponent: unit }, i) => scaleByPower(value, unit - at(exponents, i))),
  };
}

/** A float64 number times 2^more as integer · 2^exponent. */
function exactly(value: number, more = 0): { readonly integer: bigint; readonly exponent: number } {
  if (value === 0) return { integer: 0n, exponent: 0 };
  const { significand, exponent } = dyadic(value);
  return { integer: significand, exponent: exponent + more };
}

/** numerator ÷ denominator of any size, rounded once. */
function quotient(numerator: bigint, denominator: bigint): Wide {
  const exponent = bitLength(numerator) - bitLength(denominator);
  const [up, down] = [BigInt(Math.max(0, -exponent)), BigInt(Math.max(0, exponent))];
  return { value: quotientOf(numerator << up, denominator << down), exponent: numerator === 0n ? 0 : exponent };
}
