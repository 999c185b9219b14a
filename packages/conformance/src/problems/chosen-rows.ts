import { at } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';

/** The system of the rows named, in that order, each as often as it is named; at least one. */
export function chosenRows(system: LinearSystem, rows: ArrayLike<number>): LinearSystem {
  const { columns, design, targets, weights } = system;
  const order = Array.from(rows);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => at(values, i));
  return {
    ...system,
    rows: order.length,
    design: Float64Array.from(order.flatMap((i) => [...design.subarray(i * columns, (i + 1) * columns)])),
    targets: pick(targets),
    ...(weights && { weights: pick(weights) }),
  };
}
