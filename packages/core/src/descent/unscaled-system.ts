import type { ScaledSystem } from '../closed-form/scaled-system.js';
import { columnErrorsOf } from '../closed-form/scaled-system.js';
import type { WeightedRows } from '../problem/weighted-rows.js';
import { withoutZeroWeights } from '../problem/weighted-rows.js';

/** The rows of positive weight as they are, in the form that refinement takes: all scales are 1. */
export function unscaledSystem(all: WeightedRows): ScaledSystem {
  const { design, designErrors, targets, weights, targetsLow, weightsLow, rows } = withoutZeroWeights(all);
  const columns = design.hi.length / rows;
  const rootWeights = weights?.map(Math.sqrt);
  const columnScales = new Float64Array(columns).fill(1);
  return {
    rows,
    columns,
    design,
    targets,
    columnScales,
    targetScale: 1,
    weightScale: 1,
    ...(targetsLow && { targetsLow }),
    ...(designErrors && { columnErrors: columnErrorsOf(designErrors, columnScales, rootWeights) }),
    ...(weights && rootWeights && { weights, rootWeights }),
    ...(weights && weightsLow && { weightsLow }),
  };
}
