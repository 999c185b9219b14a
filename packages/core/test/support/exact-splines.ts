import { Rational } from './rational.js';

/** Knots of B-splines as exact numbers: both ends degree + 1 times. */
export function fullKnots(interior: readonly number[], [a, b]: readonly [number, number], degree: number): Rational[] {
  const ends = (x: number) => Array.from({ length: degree + 1 }, () => Rational.of(x));
  return [...ends(a), ...interior.map((x) => Rational.of(x)), ...ends(b)];
}

/**
 * N_0 … at x, by the recurrence of the definition, exactly (de Boor 2001, ch. IX). The pieces at the ends go
 * on beyond.
 */
export function exactSplines(knots: readonly Rational[], degree: number, x: Rational): Rational[] {
  const isBefore = (p: Rational, q: Rational) => !p.minus(q).isWithin(0, p) && p.minus(q).toNumber() < 0;
  const lastSpan = knots.length - degree - 2;
  let span = degree;
  while (span < lastSpan && !isBefore(x, knots[span + 1]!)) span++;
  let values = knots.slice(0, -1).map((_, i) => Rational.of(Number(i === span)));
  for (let q = 1; q <= degree; q++) {
    values = values.slice(0, -1).map((value, i) => {
      const ratio = (numerator: Rational, width: Rational, factor: Rational) =>
        width.isZero() || factor.isZero() ? Rational.zero : numerator.times(factor).over(width);
      return ratio(x.minus(knots[i]!), knots[i + q]!.minus(knots[i]!), value).plus(
        ratio(knots[i + q + 1]!.minus(x), knots[i + q + 1]!.minus(knots[i + 1]!), values[i + 1]!),
      );
    });
  }
  return values;
}
