/*
 * The condition number of the user's own design, in the user's basis and units, although another basis was solved in:
 *
 *     κ₂ = ‖√W A‖₂ ‖(√W A P)⁺‖₂ = ‖√W A‖₂ ‖M S‖₂,
 *
 * with M the change from the working basis to the user's, S Sᵀ = (ÃᵀÃ)⁻¹ in the working basis and P the projection onto the
 * directions that constraints leave free (without any, P = I and κ₂ is the quotient of the extreme singular values). Both
 * norms are largest singular values, which rounding hardly moves: κ₂ is right to a few digits even where it is far above 1/u, and no
 * singular value of A could be computed in float64.
 *
 * Source: of κ under constraints, Cox & Higham, "Accuracy and stability of the null space method for solving the equality
 * constrained least squares problem", BIT 39 (1999) 34–50, §3; of the power iteration, Golub & Van Loan, Matrix
 * Computations (2013), §8.2.1.
 */
import { at } from '../at.js';
import { doubleDoubleArray, fromFloat64 } from '../double-double/double-double-array.js';
import { wideProduct } from '../double-double/wide-product.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { norm } from '../norm.js';
import { powerOfTwo, scaleByPower } from '../power-of-two.js';
import { inputsOf } from '../problem/inputs-of.js';
import type { ClosedFormOutcome } from './outcome.js';
import type { PosedProblem } from './posed-problem.js';
import { inUnit, inverseRootOf, largestExponent } from './working-coefficients.js';

/** κ₂ of √W A as the user wrote it, the penalty's rows included; Infinity when it is singular, undefined beyond float64's range. */
export function designConditionNumber(posed: PosedProblem, outcome: ClosedFormOutcome): number | undefined {
  const { factorization, system } = outcome;
  if (factorization.outcome !== 'ok') return undefined;
  if (factorization.rank < system.columns) return Infinity;
  if (system.columns === 0) return 1;
  const condition = designNorm(posed) * pseudoinverseNorm(posed, outcome);
  return Number.isFinite(condition) ? condition : undefined;
}

/** ‖√W A‖₂ in the user's basis, from √W A scaled by a power of two and its Gram matrix, one row at a time. */
function designNorm({ problem, changeOfBasis, rows }: PosedProblem): number {
  const { basis, intercept } = problem.model;
  const p = basis.size + Number(intercept);
  const row = doubleDoubleArray(p);
  const x = inputsOf(problem);
  if (intercept) row.hi[0] = 1;
  const entriesOf = (i: number): Float64Array => {
    if (!changeOfBasis) return rows.design.hi.subarray(i * p, (i + 1) * p);
    basis.evaluate(x, i, row, Number(intercept));
    return row.hi;
  };
  const gram = new Float64Array(p * p);
  // The unit grows with the entries, so that no square overflows; what underflows is nothing beside the largest.
  let unit = 0;
  for (let i = 0; i < rows.targets.length; i++) {
    const root = rows.weights ? Math.sqrt(at(rows.weights, i)) : 1;
    if (root === 0) continue;
    const entries = entriesOf(i);
    const largest = root * maximumMagnitude(entries);
    if (largest > unit) {
      const next = powerOfTwo(largest);
      if (unit > 0) gram.forEach((sum, k) => (gram[k] = sum * (unit / next) ** 2));
      unit = next;
    }
    if (unit === 0) continue;
    for (let j = 0; j < p; j++) {
      const left = (at(entries, j) / unit) * root;
      for (let k = 0; k <= j; k++) gram[j * p + k] = at(gram, j * p + k) + left * ((at(entries, k) / unit) * root);
    }
  }
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) gram[k * p + j] = at(gram, j * p + k);
  return unit * Math.sqrt(spectralNorm(gram, p));
}

/** ‖M S‖₂. */
function pseudoinverseNorm(posed: PosedProblem, outcome: ClosedFormOutcome): number {
  const { hi, exponents = new Float64Array(posed.names.length) } = inverseRootOf(posed, outcome);
  const { rank } = outcome.factorization;
  const p = posed.names.length;
  const { changeOfBasis } = posed;
  const columns = Array.from({ length: rank }, (_, k) => {
    const column = { ...fromFloat64(exponents.map((_, j) => at(hi, j * rank + k))), exponents };
    return changeOfBasis ? wideProduct(changeOfBasis, column, p) : column;
  });
  const unit = Math.max(...columns.map(largestExponent));
  const scaled = columns.map((column) => inUnit(column, unit));
  const user = Float64Array.from({ length: p * rank }, (_, k) =>
    at(scaled[k % rank] as Float64Array, Math.floor(k / rank)),
  );
  return scaleByPower(spectralNorm(user, rank), unit);
}

/** Enough for a few digits even where the two largest singular values are close. */
const MOST_ITERATIONS = 1000;
/** A change of ‖B‖₂ below this fraction of it ends the iteration. */
const NEGLIGIBLE = 2 ** -40;

/** ‖B‖₂ by power iteration on BᵀB, to a few digits and never above; B has `columns` columns, row-major. */
function spectralNorm(b: Float64Array, columns: number): number {
  const largest = maximumMagnitude(b);
  if (!(largest > 0 && largest < Infinity)) return largest;
  const scaled = b.map((value) => value / largest);
  const rows = b.length / columns;
  // A start without structure, so that no design is orthogonal to it.
  let direction = Float64Array.from({ length: columns }, (_, j) => 1 + Math.abs(Math.sin(j + 1)));
  let size = 0;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const length = norm(direction);
    const next = new Float64Array(columns);
    let squares = 0;
    for (let i = 0; i < rows; i++) {
      let product = 0;
      for (let j = 0; j < columns; j++) product += at(scaled, i * columns + j) * (at(direction, j) / length);
      squares += product * product;
      for (let j = 0; j < columns; j++) next[j] = at(next, j) + at(scaled, i * columns + j) * product;
    }
    const before = size;
    size = Math.sqrt(squares);
    if (size - before <= NEGLIGIBLE * size) break;
    direction = next;
  }
  return largest * size;
}
