import { squared } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';

/** A full-rank system of 4 rows and 2 columns with weights: a new one each time, for laws about behaviour rather than numbers. */
export function smallSystem(): LinearSystem {
  return {
    rows: 4,
    columns: 2,
    design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 4),
    targets: Float64Array.of(1, 2, 2, 5),
    weights: Float64Array.of(1, 4, 1, 0.25),
    loss: squared({ reduction: 'sum' }),
  };
}
