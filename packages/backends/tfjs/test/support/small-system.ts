import { squared } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';

/** The line through (0, 1), (1, 3), (2, 5), (3, 7): θ = [1, 2], exactly. */
export function smallSystem(): LinearSystem {
  return {
    rows: 4,
    columns: 2,
    design: Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3),
    targets: Float64Array.of(1, 3, 5, 7),
    loss: squared({ reduction: 'sum' }),
  };
}
