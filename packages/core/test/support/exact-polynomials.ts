import { Rational } from './rational.js';

/** Name of a family of orthogonal polynomials. */
export type Family = 'chebyshev' | 'legendre';

const integer = (k: number) => Rational.of(k);

/** a and c in P_{k+1} = a t P_k − c P_{k−1}: Abramowitz & Stegun (1964), table 22.7. */
function recurrence(family: Family, k: number): readonly [a: Rational, c: Rational] {
  if (family === 'chebyshev') return [integer(k === 0 ? 1 : 2), integer(k === 0 ? 0 : 1)];
  return [integer(2 * k + 1).over(integer(k + 1)), integer(k).over(integer(k + 1))];
}

/** P₀(t) … P_degree(t), exactly. */
export function exactPolynomials(family: Family, degree: number, t: Rational): Rational[] {
  const values = [integer(1)];
  for (let k = 0; k < degree; k++) {
    const [a, c] = recurrence(family, k);
    const next = a.times(t).times(values[k]!);
    values.push(k === 0 ? next : next.minus(c.times(values[k - 1]!)));
  }
  return values;
}

/** Coefficients of P₀ … P_degree in 1, x, …: column k of the matrix, for t = slope · x + offset. */
export function exactCoefficients(family: Family, degree: number, slope: Rational, offset: Rational): Rational[][] {
  const polynomials = [[integer(1), ...Array.from({ length: degree }, () => Rational.zero)]];
  for (let k = 0; k < degree; k++) {
    const [a, c] = recurrence(family, k);
    const before = polynomials[k - 1];
    polynomials.push(
      polynomials[k]!.map((coefficient, power) => {
        const lower = power > 0 ? polynomials[k]![power - 1]! : Rational.zero;
        const next = a.times(slope.times(lower).plus(offset.times(coefficient)));
        return before ? next.minus(c.times(before[power]!)) : next;
      }),
    );
  }
  return polynomials;
}

/**
 * As `exactCoefficients` with every sign made positive: what rounding errors are relative to, where terms cancel.
 */
export function coefficientMajorants(family: Family, degree: number, slope: Rational, offset: Rational): Rational[][] {
  const polynomials = [[integer(1), ...Array.from({ length: degree }, () => Rational.zero)]];
  for (let k = 0; k < degree; k++) {
    const [a, c] = recurrence(family, k);
    const before = polynomials[k - 1];
    polynomials.push(
      polynomials[k]!.map((coefficient, power) => {
        const lower = power > 0 ? polynomials[k]![power - 1]! : Rational.zero;
        const next = a.times(slope.abs().times(lower).plus(offset.abs().times(coefficient)));
        return before ? next.plus(c.times(before[power]!)) : next;
      }),
    );
  }
  return polynomials;
}

/** The exact map of [a, b] to [−1, 1]: t = (x − m)/h, with h = 1 when a = b. */
export function exactMap([a, b]: readonly [number, number]): {
  readonly slope: Rational;
  readonly offset: Rational;
  readonly t: (x: Rational) => Rational;
} {
  const half = Rational.of(0.5);
  const middle = Rational.sum(a, b).times(half);
  const width = a === b ? integer(1) : Rational.of(b).minus(Rational.of(a)).times(half);
  return {
    slope: integer(1).over(width),
    offset: middle.negated().over(width),
    t: (x) => x.minus(middle).over(width),
  };
}
