import type { ScaledSystem } from '../closed-form/scaled-system.js';
import type { WeightedRows } from '../problem/weighted-rows.js';
import { withoutZeroWeights } from '../problem/weighted-rows.js';

/** The rows of positive weight as they are, in the form that refinement takes: all scales are 1. */
export function unscaledSystem(all: WeightedRows): ScaledSystem {
  const { design, targets, weights, targetsLow, weightsLow, rows } = withoutZeroWeights(all);
  const columns = design.hi.length / rows;
  return {
    rows,
    columns,
    design,
    targets,
    columnScales: new Float64Array(columns).fill(1),
    targetScale: 1,
    weightScale: 1,
    ...(targetsLow && { targetsLow }),
    ...(weights && { weights, rootWeights: weights.map(Math.sqrt) }),
    ...(weights && weightsLow && { weightsLow }),
  };
}
