import { Rational } from './rational.js';

/** Knots of B-splines as exact numbers: both ends degree + 1 times. */
export function fullKnots(interior: readonly number[], [a, b]: readonly [number, number], degree: number): Rational[] {
  const ends = (x: number) => Array.from({ length: degree + 1 }, () => Rational.of(x));
  return [...ends(a), ...interior.map((x) => Rational.of(x)), ...ends(b)];
}

/** Each spline at x, and what it would be if no term had a sign: rounding errors are relative to that. */
export interface ExactSplines {
  readonly values: readonly Rational[];
  readonly sizes: readonly Rational[];
}

/**
 * N_0 … at x, by the recurrence of the definition, exactly (de Boor 2001, ch. IX). The pieces at the ends go
 * on beyond.
 */
export function exactSplines(knots: readonly Rational[], degree: number, x: Rational): Rational[] {
  return recurrence(knots, degree, x, (factor) => factor);
}

/**
 * N′_0 … at x: p (N_{i,p−1}/(t_{i+p} − t_i) − N_{i+1,p−1}/(t_{i+p+1} − t_{i+1})), exactly (de Boor 2001, ch. X). At a kink
 * that to its right, at the right end that to its left.
 */
export function exactSlopes(knots: readonly Rational[], degree: number, x: Rational): ExactSplines {
  // Of degree p − 1 the first and the last one are on no piece at all.
  const inner = knots.slice(1, -1);
  const terms = (splines: readonly Rational[]) =>
    [Rational.zero, ...splines, Rational.zero].map((value, i) =>
      value.isZero() ? value : value.times(Rational.of(degree)).over(knots[i + degree]!.minus(knots[i]!)),
    );
  const values = terms(exactSplines(inner, degree - 1, x));
  const sizes = terms(recurrence(inner, degree - 1, x, (factor) => factor.abs()));
  return {
    values: values.slice(1).map((next, i) => values[i]!.minus(next)),
    sizes: sizes.slice(1).map((next, i) => sizes[i]!.plus(next)),
  };
}

function recurrence(
  knots: readonly Rational[],
  degree: number,
  x: Rational,
  sign: (factor: Rational) => Rational,
): Rational[] {
  const isBefore = (p: Rational, q: Rational) => !p.minus(q).isWithin(0, p) && p.minus(q).toNumber() < 0;
  const lastSpan = knots.length - degree - 2;
  let span = degree;
  while (span < lastSpan && !isBefore(x, knots[span + 1]!)) span++;
  let values = knots.slice(0, -1).map((_, i) => Rational.of(Number(i === span)));
  for (let q = 1; q <= degree; q++) {
    values = values.slice(0, -1).map((value, i) => {
      const ratio = (numerator: Rational, width: Rational, factor: Rational) =>
        width.isZero() || factor.isZero() ? Rational.zero : sign(numerator).times(factor).over(width);
      return ratio(x.minus(knots[i]!), knots[i + q]!.minus(knots[i]!), value).plus(
        ratio(knots[i + q + 1]!.minus(x), knots[i + q + 1]!.minus(knots[i + 1]!), values[i + 1]!),
      );
    });
  }
  return values;
}
