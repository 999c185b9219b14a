import { at } from '../at.js';
import { rankThreshold } from '../backend-kit/rank-threshold.js';
import type { Factorization } from '../contracts/backend.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { backwardError } from '../error-bounds/backward-error.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { norm } from '../norm.js';
import { leastLeak } from './least-leak.js';
import { nearestDependence } from './nearest-dependence.js';
import { orthogonalLeaks } from './orthogonal-leaks.js';
import type { ScaledSystem } from './scaled-system.js';

/** The singular values of a design as far as they are known, and what goes with them. Members as in `Factorization`. */
export type RankEvidence = Pick<
  Factorization,
  'rank' | 'threshold' | 'singularValues' | 'nullSpace' | 'inverseRoot' | 'outcome'
>;

/** So far below what counts as 0 that no combination of a few such leaks adds up to it. */
const FAR_BELOW = 2 ** -10;

/**
 * What float64 makes of the rank that a device of lower precision found: the factorisation itself where it agrees, else the
 * singular values that the device could not tell from zero, computed on the host.
 *
 * At rank r < p the null vectors N of the device say that σ_{r+1} is below its rounding, no more. What S can take back of their
 * leak is taken (`leastLeak`), in double-double; with Q an orthonormal basis of the D that is left, Cauchy's interlacing gives
 *
 *     σ_{r+i}(Ã) ≤ σ_i(Ã Q),   i = 1 … p − r,
 *
 * an upper bound, thus a proof of the rank r in float64 when σ₁(Ã Q) ≤ τ₆₄ σ₁ with τ₆₄ = max(n, p) 2⁻⁵². Otherwise Ã Q is what the
 * device hid: T = [S D] block-diagonalises TᵀÃᵀÃT at the fixed point, so that [S Q/σ(Ã Q)] is a root of the inverse.
 *
 * At rank p the smallest singular value may still be the device's rounding, when it is within the backward error of 0. Then the
 * direction that belongs to it is refined in the same way, against the rest of S.
 *
 * Source: Golub and Van Loan, Matrix Computations (2013), Theorem 8.1.7 (interlacing, for ÃᵀÃ); §5.4.1 (the threshold).
 */
export function confirmedRank<F extends Factorization>(
  system: ScaledSystem,
  factorization: F,
  unitRoundoff: number,
): F | RankEvidence {
  const { rows, columns } = system;
  const { solver, outcome, rank, singularValues } = factorization;
  // No matrix of n rows has a rank above n: nothing is left to prove.
  if (!(unitRoundoff > U) || outcome !== 'ok' || (rank === rows && rows < columns)) return factorization;
  if (rank < columns) return withHidden(system, factorization, nullVectors(factorization, columns));
  const ratio = at(singularValues, columns - 1) / at(singularValues, 0);
  const blur = backwardError(solver, { rows, columns, unitRoundoff });
  if ((solver === 'cholesky' ? ratio ** 2 : ratio) > blur) return factorization;
  const direction = nearestDependence(factorization.inverseRoot, columns);
  const rest = { ...factorization, rank: columns - 1, inverseRoot: without(factorization.inverseRoot, direction) };
  const found = withHidden(system, rest, [direction]);
  return found === rest ? { ...rest, threshold: rankThreshold(rows, columns, U), nullSpace: direction } : factorization;
}

/** `given` where all that leaks from its `directions` is rounding in float64 too, else with what they add to its rank. */
function withHidden<F extends RankEvidence>(
  system: ScaledSystem,
  given: F,
  directions: readonly Float64Array[],
): F | RankEvidence {
  const { rows, columns } = system;
  const { rank, singularValues, inverseRoot } = given;
  const threshold = rankThreshold(rows, columns, U);
  const negligible = threshold * at(singularValues, 0);
  const leaks = orthogonalLeaks(
    directions.map((direction) =>
      leastLeak(system, { inverseRoot, rank }, fromFloat64(direction), FAR_BELOW * negligible * norm(direction)),
    ),
  );
  const hidden = leaks.filter(({ size }) => size > negligible);
  if (hidden.length === 0) return given;
  const nothing = leaks.filter(({ size }) => !(size > negligible)).map(({ direction }) => direction);
  const known = rank + hidden.length;
  const sizes = [...singularValues.subarray(0, rank), ...leaks.map(({ size }) => size)].sort((a, b) => b - a);
  return {
    outcome: given.outcome,
    rank: known,
    threshold,
    singularValues: Float64Array.from(sizes.slice(0, Math.min(rows, columns))),
    nullSpace: Float64Array.from({ length: columns * nothing.length }, (_, index) =>
      at(nothing[index % nothing.length] as Float64Array, Math.floor(index / nothing.length)),
    ),
    inverseRoot: Float64Array.from({ length: columns * known }, (_, index) => {
      const [row, k] = [Math.floor(index / known), index % known];
      const leak = hidden[k - rank];
      return leak ? at(leak.direction, row) / leak.size : at(inverseRoot, row * rank + k);
    }),
  };
}

function nullVectors({ rank, nullSpace }: Factorization, columns: number): readonly Float64Array[] {
  const dimension = columns - rank;
  return Array.from({ length: dimension }, (_, k) =>
    Float64Array.from({ length: columns }, (_unused, j) => at(nullSpace, j * dimension + k)),
  );
}

/** S (I − z zᵀ), z = Sᵀv ÷ ‖Sᵀv‖: the root without the part that reaches the direction v. */
function without(root: Float64Array, v: Float64Array): Float64Array {
  const p = v.length;
  const z = new Float64Array(p);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) z[k] = at(z, k) + at(root, j * p + k) * at(v, j);
  const length = norm(z);
  const rest = root.slice();
  for (let j = 0; j < p; j++) {
    let along = 0;
    for (let k = 0; k < p; k++) along += (at(root, j * p + k) * at(z, k)) / length;
    for (let k = 0; k < p; k++) rest[j * p + k] = at(rest, j * p + k) - (along * at(z, k)) / length;
  }
  return rest;
}
