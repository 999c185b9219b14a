import type { ReasonCode } from './reason.js';
import { scaleBy } from './scale-by.js';

/** What stands in the way of a quantity, in its place. */
export interface Obstacle {
  readonly code: ReasonCode;
  /** The cause, as a clause. */
  readonly reason: string;
}

/** A quantity or what stands in its way. */
export type Quantity<T = number> = T | Obstacle;

/** Whether something stands in the way. */
export function isObstacle(quantity: Quantity<unknown>): quantity is Obstacle {
  return typeof quantity === 'object' && quantity !== null && 'code' in quantity;
}

/** The least size at which float64, whose numbers are then multiples of 2⁻¹⁰⁷⁴, keeps half of its digits. */
const SMALLEST = 2 ** -1048;
/** The largest relative error of a number that is given: half the digits of float64 are right. */
export const LARGEST_ERROR = 2 ** -26;

/** The result of an operation that cannot underflow: `value` when it is finite, else the obstacle 'OUT_OF_RANGE'. */
export function finiteQuantity(value: number): Quantity {
  return Number.isFinite(value) ? value : outOfRange;
}

/** value · powers of two; the obstacle 'OUT_OF_RANGE' when that overflows, or underflows to fewer than half the digits. */
export function scaledQuantity(value: number, ...powers: readonly number[]): Quantity {
  const result = scaleBy(value, ...powers);
  return value === 0 || Math.abs(result) >= SMALLEST ? finiteQuantity(result) : outOfRange;
}

/** A number above 0; 'OUT_OF_RANGE' when it underflowed. */
export function positiveQuantity(value: number): Quantity {
  return value >= SMALLEST ? finiteQuantity(value) : outOfRange;
}

/** Beyond float64's range, at either end. */
export const outOfRange: Obstacle = {
  code: 'OUT_OF_RANGE',
  reason: "the result is beyond float64's range: too large, or too small for half of its digits",
};

/** A number of whose digits fewer than half are certain. */
export const tooFewDigits: Obstacle = {
  code: 'PRECISION_EXHAUSTED',
  reason: 'rounding, in double-double, leaves fewer than half of its digits certain',
};
