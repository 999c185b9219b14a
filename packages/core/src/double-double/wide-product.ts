import { at } from '../at.js';
import { scaleByPower } from '../power-of-two.js';
import type { WideArray } from './double-double-array.js';
import { doubleDoubleArray } from './double-double-array.js';
import type { Steps } from '../fit/steps.js';
import { byRows, runSync } from '../fit/steps.js';
import { matrixProductSteps } from './matrix-product.js';
import { WideSum } from './wide-sum.js';

/** Numbers of this size or its inverse have products, and rounding errors of them, well within float64's range. */
const ORDINARY = 2 ** 400;

/**
 * The product A v in double-double, of numbers of any size: A rows × columns, row-major; v columns numbers. Each number of it has an error
 * of at most (columns + 2) · 32u² Σ |aₖ||vₖ|, underflow included: each row is summed in a unit of its own.
 */
export function wideProduct(a: WideArray, v: WideArray, rows: number): WideArray {
  return runSync(wideProductSteps(a, v, rows));
}

/** The same with pauses, for many rows. */
export function* wideProductSteps(a: WideArray, v: WideArray, rows: number): Steps<WideArray> {
  const columns = v.hi.length;
  const plain = inRange(v);
  if (!plain.exponents && plain.hi.every(isOrdinary) && a.hi.every(isOrdinary)) {
    const product = yield* matrixProductSteps(a, plain, { rows, inner: columns, columns: 1 });
    return { ...product, ...(a.exponents && { exponents: a.exponents }) };
  }
  const product = { ...doubleDoubleArray(rows), exponents: new Float64Array(rows) };
  const sum = new WideSum();
  const addRow = (i: number): void => {
    sum.reset();
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j;
      sum.addProduct(at(a.hi, k), at(a.lo, k), at(v.hi, j), at(v.lo, j), v.exponents?.[j]);
    }
    product.hi[i] = sum.hi;
    product.lo[i] = sum.lo;
    product.exponents[i] = sum.exponent + (a.exponents?.[i] ?? 0);
  };
  yield* byRows(rows, 64 * columns, (from, to) => {
    for (let i = from; i < to; i++) addRow(i);
  });
  return product;
}

/** The column without exponents where float64 holds all of it, both halves to the last bit; else as it is. */
export function inRange(v: WideArray): WideArray {
  return rowsInRange(v, 1);
}

/** The same of a matrix with `columns` numbers a row. */
export function rowsInRange(a: WideArray, columns: number): WideArray {
  const { exponents } = a;
  if (!exponents) return a;
  const byPower = (value: number, k: number): number => scaleByPower(value, at(exponents, Math.floor(k / columns)));
  const hi = a.hi.map(byPower);
  const isHeld = (value: number, k: number): boolean => at(a.hi, k) === 0 || Number.isNaN(value) || isNormal(value);
  return hi.every(isHeld) ? { hi, lo: a.lo.map(byPower) } : a;
}

/** Its numbers, each the float64 nearest to the leading half: ±Infinity, or 0, where there is none. */
export function toFloat64Array({ hi, exponents }: WideArray): Float64Array {
  return exponents ? hi.map((value, i) => scaleByPower(value, at(exponents, i))) : hi;
}

/** Large enough for a low half of its own, and small enough for the splitting of a product. */
function isNormal(value: number): boolean {
  const size = Math.abs(value);
  return size > 2 ** -900 && size < 2 ** 990;
}

function isOrdinary(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || (size < ORDINARY && size > 1 / ORDINARY);
}
