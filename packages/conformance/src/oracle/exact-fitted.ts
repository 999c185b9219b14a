import type { DyadicVector } from './dyadic-vector.js';
import { exactResidual } from './exact-residual.js';
import { ExactVector } from './exact-vector.js';

/** A θ, exactly: n rationals, for A by its p columns (at least one) and p rationals θ. */
export function exactFitted(columns: readonly DyadicVector[], theta: ExactVector): ExactVector {
  const rows = columns[0]?.integers.length ?? 0;
  const { numerators, denominator } = exactResidual(
    columns,
    { integers: new Array<bigint>(rows).fill(0n), exponent: 0 },
    theta,
  );
  return new ExactVector(
    numerators.map((value) => -value),
    denominator,
  );
}
