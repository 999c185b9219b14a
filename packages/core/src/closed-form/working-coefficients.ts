import { at } from '../at.js';
import { addTo } from '../double-double/add-to.js';
import type { DoubleDoubleArray, WideArray } from '../double-double/double-double-array.js';
import { fromFloat64 } from '../double-double/double-double-array.js';
import { matrixProduct } from '../double-double/matrix-product.js';
import { multiply } from '../double-double/multiply.js';
import { rowsInRange, wideProduct } from '../double-double/wide-product.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { norm } from '../norm.js';
import { exponentOf, scaleByPower } from '../power-of-two.js';
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
  readonly theta: WideArray;
  /** Of many solutions: whether this is the shortest in the user's basis, or that is out of rounding's reach. */
  readonly shortest: boolean;
  /** Of many solutions: bound on ‖√W Ā δ‖₂ for what the way to the shortest has changed of the fitted values, in units of the scaled system. */
  readonly leak?: number;
  /** The solution from which the way began, whose errors are bounded. */
  readonly found: WideArray;
}

/** θ out of the coordinates, unscaled, and the shortest in the user's basis where there are many. */
export function workingCoefficients(posed: PosedProblem, outcome: ClosedFormOutcome): WorkingCoefficients {
  const { system: full, changeOfBasis } = posed;
  const { factorization, scaled, system } = outcome;
  const { columns } = full;
  const exponents = workingExponents(posed, outcome);
  const inUnits = (phi: DoubleDoubleArray): WideArray => ({ ...fromCoordinates(phi, outcome), exponents });
  const theta = inUnits(scaled.theta);
  const isOnly = factorization.rank === system.columns;
  if (scaled.status !== 'rank-deficient' || isOnly) return { theta, shortest: true, found: theta };
  const dimension = system.columns - factorization.rank;
  const toUser = (v: WideArray): WideArray => (changeOfBasis ? wideProduct(changeOfBasis, v, columns) : v);
  // Directions in one unit each, so that none is beyond float64's range: what underflows adds nothing to their lengths. In double-double
  // until they are in the user's basis, where digits can cancel: a + 1000 and a, far from 0, differ by 1000.
  const units = new Float64Array(dimension);
  const userNullSpace = mapColumns(factorization.nullSpace, dimension, (given, k) => {
    const { direction } = leastLeak(system, factorization, fromFloat64(given), 0);
    const user = toUser(toWorking(direction, full, outcome));
    units[k] = largestExponent(user);
    return inUnit(user, at(units, k));
  });
  const unit = largestExponent(toUser(theta));
  const phi = { hi: scaled.theta.hi.slice(), lo: scaled.theta.lo.slice() };
  let shorter = theta;
  let before = Infinity;
  let leak = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const user = inUnit(toUser(shorter), unit);
    const z = minimumNorm(user, userNullSpace);
    const rest = norm(multiply(fromFloat64(userNullSpace), fromFloat64(z), columns).hi);
    // ‖θ‖² = ‖shortest‖² + ‖rest‖²: with a rest of √u ‖θ‖, the length is right to u.
    if (pass > 0 && rest <= Math.sqrt(U) * norm(user)) return { theta: shorter, shortest: true, leak, found: theta };
    if (!(rest < before / 2)) break;
    before = rest;
    const inTargets = unit - exponentOf(system.targetScale);
    const step = nullStep(
      system,
      factorization,
      z.map((value, k) => scaleByPower(value, inTargets - at(units, k))),
    );
    if (!step) break;
    addTo(phi, step.direction);
    leak += step.leak;
    shorter = inUnits(phi);
  }
  return { theta: shorter, shortest: false, leak, found: theta };
}

/** Exponents of t ÷ c: what a scaled coefficient is times 2 to. */
function workingExponents({ system: { columnScales } }: PosedProblem, { system }: ClosedFormOutcome): Float64Array {
  const target = exponentOf(system.targetScale);
  return columnScales.map((scale) => target - exponentOf(scale));
}

/** Bounds on the absolute error of each working coefficient, in its unit. */
export function workingErrors(posed: PosedProblem, outcome: ClosedFormOutcome, theta: WideArray): Float64Array {
  const { columns } = posed.system;
  const scaled = scaledErrors(outcome, columns);
  return theta.hi.map((value, j) => at(scaled, j) + U_EXTENDED * Math.abs(value));
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
export function inverseRootOf({ system: full }: PosedProblem, outcome: ClosedFormOutcome): WideArray {
  const { coordinates, factorization, system } = outcome;
  const { rank, inverseRoot } = factorization;
  const rootScale = exponentOf(full.weightScale) / 2;
  const exponents = full.columnScales.map((scale) => -exponentOf(scale) - rootScale);
  if (!coordinates) return rowsInRange({ ...fromFloat64(inverseRoot), exponents }, rank);
  const root = inverseRoot.map((value, k) => value / at(system.columnScales, Math.floor(k / rank)));
  const sizes = { rows: full.columns, inner: coordinates.dimension, columns: rank };
  return rowsInRange({ ...matrixProduct(coordinates.matrix, fromFloat64(root), sizes), exponents }, rank);
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
): WideArray {
  return unscaled(toScaled(direction, outcome), { columnScales });
}

/** Scaled coefficients in the units of the working basis, p numbers ÷ c. */
export function unscaled(theta: DoubleDoubleArray, { columnScales }: Pick<ScaledSystem, 'columnScales'>): WideArray {
  return { ...theta, exponents: columnScales.map((scale) => -exponentOf(scale)) };
}

/** The largest e with a number in [2ᵉ, 2ᵉ⁺¹); 0 where all are 0. */
export function largestExponent({ hi, exponents }: WideArray): number {
  const largest = hi.reduce(
    (most, value, j) => (value === 0 ? most : Math.max(most, exponentOf(value) + (exponents ? at(exponents, j) : 0))),
    -Infinity,
  );
  return largest === -Infinity ? 0 : largest;
}

/** v ÷ 2^unit, rounded once; what underflows is 0. */
export function inUnit({ hi, exponents }: WideArray, unit: number): Float64Array {
  return hi.map((value, j) => scaleByPower(value, (exponents ? at(exponents, j) : 0) - unit));
}

/** v in the unit of its largest number. */
export function inLargestUnit(v: WideArray): Float64Array {
  return inUnit(v, largestExponent(v));
}

/** Each number ÷ its own scale. */
function over({ hi, lo }: DoubleDoubleArray, scales: Float64Array): DoubleDoubleArray {
  const byScale = (value: number, k: number): number => value / at(scales, k);
  return { hi: hi.map(byScale), lo: lo.map(byScale) };
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
  const byTarget = (value: number): number => value / targetScale;
  addTo(theta, { hi: offset.hi.map(byTarget), lo: offset.lo.map(byTarget) });
  return theta;
}

/** Applies a linear map to each of the `count` columns of a row-major matrix. */
function mapColumns(
  matrix: Float64Array,
  count: number,
  map: (column: Float64Array, k: number) => Float64Array,
): Float64Array {
  const length = matrix.length / Math.max(1, count);
  const columns = Array.from({ length: count }, (_, k) =>
    map(
      Float64Array.from({ length }, (_, j) => at(matrix, j * count + k)),
      k,
    ),
  );
  const rows = columns[0]?.length ?? 0;
  return Float64Array.from({ length: rows * count }, (_, index) =>
    at(columns[index % count] as Float64Array, Math.floor(index / count)),
  );
}
