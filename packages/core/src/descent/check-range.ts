import { at } from '../at.js';
import type { LinearSystem } from '../contracts/backend.js';
import { FitError } from '../fit-error.js';

/** Below, float64 has fewer than 53 bits. */
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * A descent in the units of the data squares them, in the objective and in the Hessian: what overflows there, or vanishes, leaves no learning
 * rate to descend with. (A closed form scales by powers of two, and a user can too.)
 *
 *     f(0) = Σ wᵢ ρ(yᵢ) ÷ divisor,   λ₁ ≤ sup ρ″ ‖√W A‖_F² ÷ divisor ≤ p λ₁
 *
 * @param names of the p columns
 * @param divisor what the loss is divided by
 * @throws FitError 'NON_FINITE_INPUT' for y, or x with the column, and what to divide it by
 */
export function checkRange(system: LinearSystem, names: readonly string[], divisor: number): void {
  const { rows, columns, targets, weights, loss } = system;
  const weightOf = (row: number): number => (weights ? at(weights, row) : 1);
  let value = 0;
  for (let row = 0; row < rows; row++) value += (weightOf(row) * loss.rho(at(targets, row))) / divisor;
  if (!Number.isFinite(value)) {
    const row = largestOf(targets);
    const remedy = `divide y by ${unitOf(at(targets, row))} first, which divides the coefficients too`;
    throw refusal('y', `the ${loss.name} loss of y overflows float64 (row ${row}): ${remedy}`, at(targets, row), {
      row,
    });
  }
  const squares = new Float64Array(columns);
  const { design } = system;
  for (let k = 0; k < design.length; k++) {
    const j = k % columns;
    squares[j] =
      at(squares, j) + loss.maximalCurvature * ((weightOf((k - j) / columns) / divisor) * at(design, k) ** 2);
  }
  const bound = squares.reduce((sum, square) => sum + square, 0);
  const isThere = bound > 0 || design.some((entry) => entry !== 0);
  if (Number.isFinite(bound) && (bound >= SMALLEST_NORMAL || !isThere)) return;
  const entry = largestOf(design);
  const column = entry % columns;
  const size = Math.abs(at(design, entry));
  const what = bound < 1 ? 'vanishes in' : 'overflows';
  throw refusal(
    'x',
    `column '${names[column] ?? ''}' is of the size of ${size.toPrecision(3)}, the square of which, an eigenvalue of the Hessian, ${what} float64, so that ` +
      `there is no learning rate for it: divide it by ${unitOf(size)} first, which multiplies its coefficient, or choose a basis that scales`,
    size,
    { column },
  );
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) if (Math.abs(at(values, k)) > Math.abs(at(values, largest))) largest = k;
  return largest;
}

/** The power of ten near a number, as one writes it. */
function unitOf(value: number): string {
  return `1e${Math.floor(Math.log10(Math.abs(value)))}`;
}

function refusal(
  argument: string,
  message: string,
  value: number,
  where: { readonly row?: number; readonly column?: number },
): FitError {
  return new FitError('NON_FINITE_INPUT', message, { argument, value, ...where });
}
