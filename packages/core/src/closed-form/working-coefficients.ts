import { at } from '../at.js';
import { addTo } from '../double-double/add-to.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { matrixProduct } from '../double-double/matrix-product.js';
import { multiply } from '../double-double/multiply.js';
import { U, U_EXTENDED, UNDERFLOW } from '../error-bounds/unit-roundoff.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { norm } from '../norm.js';
import { leastLeak } from './least-leak.js';
import { minimumNorm } from './minimum-norm.js';
import { nullStep } from './null-step.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import type { ScaledSystem } from './scaled-system.js';

/** The first pass finds the shortest solution where columns are well scaled; a pass more is for what rounding left of it. */
const MOST_PASSES = 5;

/** θ of the working model. */
export interface WorkingCoefficients {
  readonly theta: DoubleDoubleArray;
  /** Of many solutions: whether this is the shortest in the user's basis, or that is out of rounding's reach. */
  readonly shortest: boolean;
  /** Of many solutions: bound on ‖√W Ā δ‖₂ for what the way to the shortest has changed of the fitted values, in units of the scaled system. */
  readonly leak?: number;
  /** The solution from which the way began, whose errors are bounded. */
  readonly found: DoubleDoubleArray;
}

/** θ out of the coordinates, unscaled, and the shortest in the user's basis where there are many. */
export function workingCoefficients(posed: PosedProblem, outcome: ClosedFormOutcome): WorkingCoefficients {
  const { system: full, changeOfBasis } = posed;
  const { factorization, scaled, system } = outcome;
  const { columns, columnScales } = full;
  const { targetScale } = system;
  const unscaled = (phi: DoubleDoubleArray): DoubleDoubleArray =>
    unscale(fromCoordinates(phi, outcome), columnScales, targetScale);
  const theta = unscaled(scaled.theta);
  const isOnly = factorization.rank === system.columns;
  if (scaled.status !== 'rank-deficient' || isOnly) return { theta, shortest: true, found: theta };
  const dimension = system.columns - factorization.rank;
  const toUser = (v: DoubleDoubleArray, unit: number): Float64Array =>
    changeOfBasis ? productOf(changeOfBasis, v, columns, unit) : v.hi;
  // In double-double until they are in the user's basis, where digits can cancel: a + 1000 and a, far from 0, differ by 1000.
  const userNullSpace = mapColumns(factorization.nullSpace, dimension, (given) => {
    const { direction } = leastLeak(system, factorization, fromFloat64(given), 0);
    return toUser(toWorking(direction, full, outcome), 1);
  });
  const phi = { hi: scaled.theta.hi.slice(), lo: scaled.theta.lo.slice() };
  let shorter = theta;
  let before = Infinity;
  let leak = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const user = toUser(shorter, targetScale);
    const z = minimumNorm(user, userNullSpace);
    const rest = norm(productOf(fromFloat64(userNullSpace), fromFloat64(z), columns, targetScale));
    // ‖θ‖² = ‖shortest‖² + ‖rest‖²: with a rest of √u ‖θ‖, the length is right to u.
    if (pass > 0 && rest <= Math.sqrt(U) * norm(user)) return { theta: shorter, shortest: true, leak, found: theta };
    if (!(rest < before / 2)) break;
    before = rest;
    const step = nullStep(
      system,
      factorization,
      z.map((value) => value / targetScale),
    );
    if (!step) break;
    addTo(phi, step.direction);
    leak += step.leak;
    shorter = unscaled(phi);
  }
  return { theta: shorter, shortest: false, leak, found: theta };
}

/** Bounds on the absolute error of each working coefficient. */
export function workingErrors(posed: PosedProblem, outcome: ClosedFormOutcome, theta: DoubleDoubleArray): Float64Array {
  const { columns, columnScales } = posed.system;
  const { targetScale } = outcome.system;
  const scaled = scaledErrors(outcome, columns);
  const unscaled = fromCoordinates(outcome.scaled.theta, outcome).hi;
  return theta.hi.map((value, j) => {
    // What is 0 in the scaled system is 0; anything else can underflow when it is unscaled.
    const underflow = at(unscaled, j) === 0 && at(scaled, j) === 0 ? 0 : UNDERFLOW;
    return (at(scaled, j) / at(columnScales, j)) * targetScale + U_EXTENDED * Math.abs(value) + underflow;
  });
}

/** Bounds on the errors of θ̄ = Z φ + z/t: what φ brings, and the error of Z and z. */
function scaledErrors(
  { coordinates, scaled, system, atBound = [], uncertain = [] }: ClosedFormOutcome,
  columns: number,
): Float64Array {
  if (!coordinates) return scaled.errors;
  const { dimension, matrix, offset, error } = coordinates;
  const errors = new Float64Array(columns).fill((error * maximumMagnitude(offset.hi)) / system.targetScale);
  for (let k = 0; k < dimension; k++) {
    const column = Float64Array.from({ length: columns }, (_, j) => at(matrix.hi, j * dimension + k));
    const scale = at(system.columnScales, k);
    const own = (error * maximumMagnitude(column) * Math.abs(at(scaled.theta.hi, k))) / scale;
    for (let j = 0; j < columns; j++) {
      const share = Math.abs(at(column, j));
      errors[j] = at(errors, j) + own + (share > 0 ? (share * at(scaled.errors, k)) / scale : 0);
    }
  }
  // A coefficient at its bound is exactly 0, when it is certain that it belongs there.
  for (const j of atBound) errors[j] = scaled.error < Infinity && !uncertain.includes(j) ? 0 : scaled.error;
  return errors;
}

/** S in the units of the working basis, p × rank: diag(1/c) Z diag(1/c′) S̄ ÷ √(weight scale). */
export function inverseRootOf({ system: full }: PosedProblem, outcome: ClosedFormOutcome): DoubleDoubleArray {
  const { coordinates, factorization, system } = outcome;
  const { rank, inverseRoot } = factorization;
  const rootScale = Math.sqrt(full.weightScale);
  const unscaled = (scales: Float64Array, divisor: number) => (value: number, k: number) =>
    value / (at(scales, Math.floor(k / rank)) * divisor);
  if (!coordinates) return fromFloat64(inverseRoot.map(unscaled(full.columnScales, rootScale)));
  const root = fromFloat64(inverseRoot.map(unscaled(system.columnScales, 1)));
  const sizes = { rows: full.columns, inner: coordinates.dimension, columns: rank };
  const { hi, lo } = matrixProduct(coordinates.matrix, root, sizes);
  const scale = unscaled(full.columnScales, rootScale);
  return { hi: hi.map(scale), lo: lo.map(scale) };
}

/** Z diag(1/c′) v: a direction in the coordinates as one of the scaled coefficients, p numbers. */
export function toScaled(
  direction: DoubleDoubleArray,
  { coordinates, system }: Pick<ClosedFormOutcome, 'coordinates' | 'system'>,
): DoubleDoubleArray {
  if (!coordinates) return direction;
  const { dimension, matrix } = coordinates;
  return multiply(matrix, over(direction, system.columnScales), matrix.hi.length / Math.max(1, dimension));
}

/** The same direction in the units of the working basis, columns unscaled. */
export function toWorking(
  direction: DoubleDoubleArray,
  { columnScales }: ScaledSystem,
  outcome: Pick<ClosedFormOutcome, 'coordinates' | 'system'>,
): DoubleDoubleArray {
  return over(toScaled(direction, outcome), columnScales);
}

/** Each number ÷ its own scale. */
function over({ hi, lo }: DoubleDoubleArray, scales: Float64Array): DoubleDoubleArray {
  const byScale = (value: number, k: number): number => value / at(scales, k);
  return { hi: hi.map(byScale), lo: lo.map(byScale) };
}

/** A v, rounded once. In units of a power of two near the size of v, so that no product is beyond double-double's range. */
export function productOf(a: DoubleDoubleArray, v: DoubleDoubleArray, rows: number, unit: number): Float64Array {
  return multiply(a, inUnits(v, unit), rows).hi.map((value) => value * unit);
}

/** v ÷ unit, a power of two. */
export function inUnits(v: DoubleDoubleArray, unit: number): DoubleDoubleArray {
  return { hi: v.hi.map((value) => value / unit), lo: v.lo.map((value) => value / unit) };
}

/** θ̄ = Z (φ̄ ÷ c′) + z/t, p numbers. */
export function fromCoordinates(
  phi: DoubleDoubleArray,
  { coordinates, system }: Pick<ClosedFormOutcome, 'coordinates' | 'system'>,
): DoubleDoubleArray {
  if (!coordinates) return phi;
  const { matrix, offset } = coordinates;
  const { columnScales, targetScale } = system;
  const theta = multiply(matrix, over(phi, columnScales), offset.hi.length);
  addTo(theta, inUnits(offset, targetScale));
  return theta;
}

/** θ = t θ̄ ÷ c in an order that overflows only when θ does. */
function unscale(theta: DoubleDoubleArray, columnScales: Float64Array, targetScale: number): DoubleDoubleArray {
  const apply = (value: number, j: number): number => {
    const ratio = targetScale / at(columnScales, j);
    return ratio > 0 && ratio < Infinity ? value * ratio : (value / at(columnScales, j)) * targetScale;
  };
  return { hi: theta.hi.map(apply), lo: theta.lo.map(apply) };
}

/** Applies a linear map to each of the `count` columns of a row-major matrix. */
function mapColumns(matrix: Float64Array, count: number, map: (column: Float64Array) => Float64Array): Float64Array {
  const length = matrix.length / Math.max(1, count);
  const columns = Array.from({ length: count }, (_, k) =>
    map(Float64Array.from({ length }, (_, j) => at(matrix, j * count + k))),
  );
  const rows = columns[0]?.length ?? 0;
  return Float64Array.from({ length: rows * count }, (_, index) =>
    at(columns[index % count] as Float64Array, Math.floor(index / count)),
  );
}
