import { at } from '../at.js';
import { rankThreshold } from '../backend-kit/rank-threshold.js';
import type { Factorization, SynchronousFactorization } from '../contracts/backend.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { matrixProduct } from '../double-double/matrix-product.js';
import { backwardError } from '../error-bounds/backward-error.js';
import { U } from '../error-bounds/unit-roundoff.js';
import { norm } from '../norm.js';
import { leastLeak } from './least-leak.js';
import { nearestDependence } from './nearest-dependence.js';
import type { Pair, UnitLeak } from './orthogonal-leaks.js';
import { makeLeaksOrthogonal, orthogonalLeaks } from './orthogonal-leaks.js';
import { rootSolver } from './root-solver.js';
import type { ScaledSystem } from './scaled-system.js';
import { weightedBy } from './weighted-by.js';

/** So far below what counts as 0 that no combination of a few such leaks adds up to it. */
const FAR_BELOW = 2 ** -10;

/** A root S of the inverse, p × rank, and directions, p numbers each, that it leaves out. */
interface Part {
  readonly rank: number;
  readonly inverseRoot: Float64Array;
  readonly left: readonly Float64Array[];
}

/**
 * The factorisation of a device of lower precision with the rank that float64 gives the design: the given one where it agrees, else
 * one on the host with the singular values that the device could not tell from zero.
 *
 * At rank r < p the null vectors N of the device say that σ_{r+1} is below its rounding, no more. What S can take back of their
 * leak is taken (`leastLeak`), in double-double; with Q an orthonormal basis of the D that is left, Cauchy's interlacing gives
 *
 *     σ_{r+i}(Ã) ≤ σ_i(Ã Q),   i = 1 … p − r,
 *
 * an upper bound, thus a proof of the rank r in float64 when σ₁(Ã Q) ≤ τ₆₄ σ₁ with τ₆₄ = max(n, p) 2⁻⁵². Otherwise Ã Q is what the
 * device hid: T = [S D] block-diagonalises TᵀÃᵀÃT at the fixed point, so that [S Q/σ(Ã Q)] is a root of the inverse, rough where S is. Made
 * orthogonal (`orthogonalised`), it solves in the place of the device (`rootSolver`), with the digits of float64.
 *
 * At rank p the smallest singular value may still be the device's rounding, when it is within the backward error of 0. Then the
 * direction that belongs to it is refined in the same way, against the rest of S, and dropped if float64 finds nothing in it.
 *
 * Source: Golub and Van Loan, Matrix Computations (2013), Theorem 8.1.7 (interlacing, for ÃᵀÃ); §5.4.1 (the threshold).
 *
 * @param unitRoundoff u of the device
 */
export function confirmedFactorization(
  system: ScaledSystem,
  given: Factorization,
  unitRoundoff: number,
): Factorization {
  const { rows, columns } = system;
  const { solver, outcome, rank, singularValues, inverseRoot } = given;
  // No matrix of n rows has a rank above n: nothing is left to prove.
  if (!(unitRoundoff > U) || outcome !== 'ok' || (rank === rows && rows < columns)) return given;
  if (rank < columns) {
    const leaks = leaksOf(system, { rank, inverseRoot, left: nullVectors(given, columns) }, at(singularValues, 0));
    return leaks.some(({ hidden }) => hidden) ? completed(system, given, leaks) : given;
  }
  const ratio = at(singularValues, columns - 1) / at(singularValues, 0);
  const blur = backwardError(solver, { rows, columns, unitRoundoff });
  if ((solver === 'cholesky' ? ratio ** 2 : ratio) > blur) return given;
  const direction = nearestDependence(inverseRoot, columns);
  const rest = { rank: columns - 1, inverseRoot: without(inverseRoot, direction), left: [direction] };
  const leaks = leaksOf(system, rest, at(singularValues, 0));
  return leaks.some(({ hidden }) => hidden) ? given : completed(system, { ...given, ...rest }, leaks);
}

/** A direction that S leaves out, and whether float64 sees something in it. */
interface LeftOut extends UnitLeak {
  readonly hidden: boolean;
}

function leaksOf(system: ScaledSystem, { rank, inverseRoot, left }: Part, largest: number): readonly LeftOut[] {
  const negligible = rankThreshold(system.rows, system.columns, U) * largest;
  const leaks = left.map((direction) =>
    leastLeak(system, { inverseRoot, rank }, fromFloat64(direction), FAR_BELOW * negligible * norm(direction)),
  );
  return orthogonalLeaks(leaks).map((leak) => ({ ...leak, hidden: leak.size > negligible }));
}

/** A factorisation that float64 on the host has completed, and that solves there. */
export interface HostFactorization extends SynchronousFactorization {
  /** How many singular values the device could not tell from 0, although they are not. */
  readonly hidden: number;
}

/** Whether a factorisation is the host's and no longer the device's. */
export function isOnHost(factorization: Factorization): factorization is HostFactorization {
  return 'hidden' in factorization;
}

/** The factorisation on the host: S and what it left out but float64 sees; the rest is the null space. */
function completed(
  system: ScaledSystem,
  { solver, rank, singularValues, inverseRoot }: Factorization,
  leaks: readonly LeftOut[],
): HostFactorization {
  const { rows, columns } = system;
  const hidden = leaks.filter((leak) => leak.hidden);
  const nothing = leaks.filter((leak) => !leak.hidden);
  const known = rank + hidden.length;
  const rough = Float64Array.from({ length: columns * known }, (_, index) => {
    const [row, k] = [Math.floor(index / known), index % known];
    const leak = hidden[k - rank];
    return leak ? at(leak.direction, row) / leak.size : at(inverseRoot, row * rank + k);
  });
  const root = orthogonalised(system, rough, known);
  return {
    solver,
    outcome: 'ok',
    rank: known,
    threshold: rankThreshold(rows, columns, U),
    singularValues: mergedSingularValues(singularValues.subarray(0, rank), root, leaks).subarray(
      0,
      Math.min(rows, columns),
    ),
    nullSpace: Float64Array.from({ length: columns * nothing.length }, (_, index) =>
      at((nothing[index % nothing.length] as UnitLeak).direction, Math.floor(index / nothing.length)),
    ),
    inverseRoot: root,
    solve: rootSolver(system, root, known),
    hidden: hidden.length,
  };
}

/**
 * S ← S V diag(1/‖Ã S vₖ‖), V from one-sided Jacobi on Ã S, which is formed in double-double: a root that came from float32 leaves Ã S as
 * far from orthonormal as κ of the part that the device saw, and refinement with it would contract no faster.
 */
function orthogonalised(
  { rows, columns, design, rootWeights }: ScaledSystem,
  root: Float64Array,
  rank: number,
): Float64Array {
  const { hi } = matrixProduct(design, fromFloat64(root), { rows, inner: columns, columns: rank });
  const column = (matrix: Float64Array, k: number): Float64Array => matrix.filter((_, index) => index % rank === k);
  const pairs = Array.from({ length: rank }, (_, k) => ({
    direction: column(root, k),
    fitted: weightedBy(rootWeights, column(hi, k)),
  }));
  makeLeaksOrthogonal(pairs);
  const sizes = pairs.map(({ fitted }) => norm(fitted));
  return root.map((_, index) => {
    const k = index % rank;
    return at((pairs[k] as Pair).direction, Math.floor(index / rank)) / (sizes[k] as number);
  });
}

/** Above this fraction of the largest, a singular value is the device's: it has as many digits there as the inverse root has below. */
const RESOLVED = 2 ** -12;

/**
 * The singular values of Ã: the large ones as the device found them, the small ones as the inverses of those of S, S Sᵀ = (ÃᵀÃ)⁻¹, whose
 * largest rounding hardly moves; and what the null vectors leak.
 */
function mergedSingularValues(seen: Float64Array, root: Float64Array, leaks: readonly LeftOut[]): Float64Array {
  const nothing = leaks.filter(({ hidden }) => !hidden).map(({ size }) => size);
  const known = seen.length + leaks.length - nothing.length;
  const inverses = Array.from({ length: known }, (_, k) => {
    const fitted = root.filter((_value, index) => index % known === k);
    return { direction: new Float64Array(0), fitted };
  });
  makeLeaksOrthogonal(inverses);
  const found = inverses.map(({ fitted }) => 1 / norm(fitted)).sort((a, b) => b - a);
  const merged = found.map((value, k) =>
    k < seen.length && at(seen, k) > RESOLVED * at(seen, 0) ? at(seen, k) : value,
  );
  return Float64Array.from([...merged, ...nothing].sort((a, b) => b - a));
}

function nullVectors({ rank, nullSpace }: Factorization, columns: number): readonly Float64Array[] {
  const dimension = columns - rank;
  return Array.from({ length: dimension }, (_, k) =>
    Float64Array.from({ length: columns }, (_unused, j) => at(nullSpace, j * dimension + k)),
  );
}

/**
 * The first p − 1 columns of S H, H the Householder reflection that takes z = Sᵀv ÷ ‖Sᵀv‖ to the last axis: the root without the part
 * that reaches the direction v.
 */
function without(root: Float64Array, v: Float64Array): Float64Array {
  const p = v.length;
  const w = new Float64Array(p);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) w[k] = at(w, k) + at(root, j * p + k) * at(v, j);
  const length = norm(w);
  for (let k = 0; k < p; k++) w[k] = at(w, k) / length;
  w[p - 1] = at(w, p - 1) + (at(w, p - 1) < 0 ? -1 : 1);
  const square = norm(w) ** 2;
  const rest = new Float64Array(p * (p - 1));
  for (let j = 0; j < p; j++) {
    let along = 0;
    for (let k = 0; k < p; k++) along += at(root, j * p + k) * at(w, k);
    for (let k = 0; k < p - 1; k++) rest[j * (p - 1) + k] = at(root, j * p + k) - (2 * along * at(w, k)) / square;
  }
  return rest;
}
