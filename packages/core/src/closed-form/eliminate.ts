import { at } from '../at.js';
import { rankThreshold } from '../backend-kit/rank-threshold.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { DoubleDoubleArray } from '../double-double/double-double-array.js';
import { doubleDoubleArray } from '../double-double/double-double-array.js';
import { U, U_EXTENDED } from '../error-bounds/unit-roundoff.js';
import { FitError } from '../fit-error.js';
import { maximumMagnitude } from '../maximum-magnitude.js';
import { powerOfTwo } from '../power-of-two.js';
import type { Coordinates } from './coordinates.js';

/** C θ = d, q equations in p unknowns. */
export interface Equations {
  /** C, q × p, row-major. */
  readonly matrix: DoubleDoubleArray;
  /** d, q numbers. */
  readonly values: DoubleDoubleArray;
  /** Bound on the error of each row of C, relative to its largest entry. */
  readonly error: number;
}

/**
 * All solutions of C θ = d: Gauss–Jordan elimination with complete pivoting, in double-double. The pivot columns B give
 *
 *     θ_B = C_B⁻¹ d − C_B⁻¹ C_N θ_N,
 *
 * hence Z = [−C_B⁻¹ C_N; I] and z = [C_B⁻¹ d; 0]. Equations that repeat others are left out. Its forward error is
 * bounded by 8 q κ∞(C_B) u, for the u of double-double.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems (1996), §5.1.2 (direct elimination); of the bound:
 * Higham, Accuracy and Stability of Numerical Algorithms (2002), Theorem 14.5 and Corollary 14.7.
 *
 * @throws FitError 'INCONSISTENT_CONSTRAINTS' when the equations contradict each other, or when rounding the coefficients of one
 *   to float64 could have made it depend on the others, so that nothing can tell.
 */
export function eliminate({ matrix, values, error }: Equations, parameters: number): Coordinates {
  const table = new Table(matrix, values, parameters, error);
  const pivots: number[] = [];
  for (let pivot = table.pivot(0, pivots); pivot; pivot = table.pivot(pivots.length, pivots)) {
    table.eliminate(pivots.length, pivot.row, pivot.column);
    pivots.push(pivot.column);
  }
  table.checkRedundant(pivots.length);
  return coordinates(table, pivots, error);
}

function coordinates(table: Table, pivots: readonly number[], error: number): Coordinates {
  const { parameters, entries, width } = table;
  const free = Array.from({ length: parameters }, (_, j) => j).filter((j) => !pivots.includes(j));
  const matrix = doubleDoubleArray(parameters * free.length);
  const offset = doubleDoubleArray(parameters);
  for (const [k, j] of free.entries()) matrix.hi[j * free.length + k] = 1;
  for (const [row, j] of pivots.entries()) {
    for (const [k, column] of free.entries()) {
      matrix.hi[j * free.length + k] = -at(entries.hi, row * width + column);
      matrix.lo[j * free.length + k] = -at(entries.lo, row * width + column);
    }
    offset.hi[j] = at(entries.hi, row * width + parameters);
    offset.lo[j] = at(entries.lo, row * width + parameters);
  }
  const bound = table.condition(pivots) * (8 * pivots.length * U_EXTENDED + parameters * error);
  return { dimension: free.length, matrix, offset, error: bound };
}

/** [C d I], its rows scaled by powers of two so that the largest entry of each row of C is in [1, 2). */
class Table {
  readonly entries: DoubleDoubleArray;
  readonly width: number;
  /** Which equation is in each row. */
  private readonly order: number[];
  /** What each entry would be if nothing cancelled: its rounding, and so what counts as 0, is relative to it. */
  private readonly sizes: Float64Array;
  private readonly scaled: Float64Array;
  /** The largest entry of C seen on the way. */
  private growth = 2;

  constructor(
    matrix: DoubleDoubleArray,
    values: DoubleDoubleArray,
    readonly parameters: number,
    /** Bound on the error of each row of C, relative to its largest entry. */
    private readonly error: number,
  ) {
    const equations = values.hi.length;
    this.width = parameters + 1 + equations;
    this.entries = doubleDoubleArray(equations * this.width);
    this.order = Array.from({ length: equations }, (_, row) => row);
    for (let row = 0; row < equations; row++) {
      const [from, to] = [row * parameters, (row + 1) * parameters];
      const scale = powerOfTwo(maximumMagnitude(matrix.hi.subarray(from, to)));
      for (const half of ['hi', 'lo'] as const) {
        this.entries[half].set(
          [...matrix[half].subarray(from, to), at(values[half], row)].map((value) => value / scale),
          row * this.width,
        );
      }
      this.entries.hi[row * this.width + parameters + 1 + row] = 1;
    }
    this.scaled = this.entries.hi.slice();
    this.sizes = this.scaled.map(Math.abs);
  }

  /**
   * The largest entry of C in the rows from `step` on that is not a rounding error; undefined when all are.
   *
   * @throws FitError 'INCONSISTENT_CONSTRAINTS' when none is above the rounding of float64, but some above that of double-double
   */
  pivot(step: number, pivots: readonly number[]): { readonly row: number; readonly column: number } | undefined {
    const near = rankThreshold(this.order.length, this.parameters, U);
    let best: { row: number; column: number; magnitude: number } | undefined;
    let doubtful: number | undefined;
    for (let row = step; row < this.order.length; row++) {
      for (let column = 0; column < this.parameters; column++) {
        const index = row * this.width + column;
        const magnitude = Math.abs(at(this.entries.hi, index));
        if (magnitude <= this.rounding(index) || pivots.includes(column)) continue;
        if (magnitude <= near * at(this.sizes, index)) doubtful = row;
        else if (!best || magnitude > best.magnitude) best = { row, column, magnitude };
      }
    }
    if (best || doubtful === undefined) return best;
    throw contradiction('are too nearly dependent on each other to tell', this.order[doubtful]);
  }

  /** Makes `column` the unit vector of `step`, after bringing `row` there. */
  eliminate(step: number, row: number, column: number): void {
    this.swap(step, row);
    const { entries, width } = this;
    const number = new DoubleDouble();
    const pivot = step * width + column;
    const [pivotHi, pivotLo] = [at(entries.hi, pivot), at(entries.lo, pivot)];
    for (let k = step * width; k < (step + 1) * width; k++) {
      const { hi, lo } = number.set(at(entries.hi, k), at(entries.lo, k)).divide(pivotHi, pivotLo);
      entries.hi[k] = hi;
      entries.lo[k] = lo;
      this.sizes[k] = at(this.sizes, k) / Math.abs(pivotHi);
    }
    for (let other = 0; other < this.order.length; other++) {
      if (other === step) continue;
      const [factorHi, factorLo] = [-at(entries.hi, other * width + column), -at(entries.lo, other * width + column)];
      if (factorHi === 0) continue;
      for (let k = 0; k < width; k++) {
        const [target, source] = [other * width + k, step * width + k];
        number.set(at(entries.hi, target), at(entries.lo, target));
        number.addProduct(factorHi, factorLo, at(entries.hi, source), at(entries.lo, source));
        entries.hi[target] = number.hi;
        entries.lo[target] = number.lo;
        this.sizes[target] = at(this.sizes, target) + Math.abs(factorHi) * at(this.sizes, source);
        if (k < this.parameters) this.growth = Math.max(this.growth, Math.abs(number.hi));
      }
    }
  }

  /** The rows from `step` on say 0 = d. @throws FitError 'INCONSISTENT_CONSTRAINTS' unless d is a rounding error. */
  checkRedundant(step: number): void {
    for (let row = step; row < this.order.length; row++) {
      const index = row * this.width + this.parameters;
      if (Math.abs(at(this.entries.hi, index)) > this.rounding(index)) {
        throw contradiction('contradict each other', this.order[row]);
      }
    }
  }

  /** What an entry can be although it is 0. The error of C reaches d by the factors of elimination, which are of C's size. */
  private rounding(index: number): number {
    const size = at(this.sizes, index);
    const isValue = index % this.width === this.parameters;
    return 8 * this.order.length * U_EXTENDED * size + this.error * this.growth * (isValue ? size : 1);
  }

  /** κ∞(C_B) of the rows and columns that were eliminated. */
  condition(pivots: readonly number[]): number {
    let norm = 0;
    let inverseNorm = 0;
    for (let row = 0; row < pivots.length; row++) {
      const origin = this.order[row] as number;
      norm = Math.max(
        norm,
        pivots.reduce((sum, column) => sum + Math.abs(at(this.scaled, origin * this.width + column)), 0),
      );
      const inverse = this.entries.hi.subarray(row * this.width + this.parameters + 1, (row + 1) * this.width);
      inverseNorm = Math.max(
        inverseNorm,
        inverse.reduce((sum, value) => sum + Math.abs(value), 0),
      );
    }
    return norm * inverseNorm;
  }

  private swap(a: number, b: number): void {
    const { entries, width, order, sizes } = this;
    for (const half of [entries.hi, entries.lo, sizes]) {
      const kept = half.slice(a * width, (a + 1) * width);
      half.copyWithin(a * width, b * width, (b + 1) * width);
      half.set(kept, b * width);
    }
    [order[a], order[b]] = [order[b] as number, order[a] as number];
  }
}

function contradiction(how: string, equation: number | undefined): FitError {
  return new FitError(
    'INCONSISTENT_CONSTRAINTS',
    `the equality constraints ${how}, as constraint ${equation} shows: remove or correct one of them`,
    { argument: 'constraints', row: equation ?? 0 },
  );
}
