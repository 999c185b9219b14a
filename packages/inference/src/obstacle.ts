import type { ReasonCode } from './reason.js';

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

/** `value` when it is finite, else the obstacle 'OUT_OF_RANGE'. */
export function finiteQuantity(value: number): Quantity {
  return Number.isFinite(value)
    ? value
    : { code: 'OUT_OF_RANGE', reason: 'the result is not a finite number in float64' };
}
