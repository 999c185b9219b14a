import { fit } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { columnProblem } from '../problems/column-problem.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { sameBits } from './same-bits.js';

export const zeroWeight: SolverLaw = {
  name: 'zero-weight',
  scope: 'solver',
  statement:
    'fit: a row of weight 0 counts for nothing: the coefficients have the same bits as without it, whatever the row holds',
  source: 'Contract of Problem and LinearSystem: rows of weight zero are gone before a backend sees them',
  remedy: 'Leave the row out rather than multiply it by 0; do not keep n from elsewhere.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const { system } = systemCase(recipe);
      const one = await fit(columnProblem(system), { backend, solver });
      const other = await fit(columnProblem(withDeadRow(system)), { backend, solver });
      if (other.status !== one.status) return `status '${one.status}' becomes '${other.status}'`;
      if (other.observations !== one.observations)
        return `observations ${one.observations} become ${other.observations}`;
      if (sameBits(one.coefficients, other.coefficients)) return undefined;
      return `coefficients [${one.coefficients.join(', ')}] become [${other.coefficients.join(', ')}]`;
    });
  },
};

/** A row in the middle with weight 0 and numbers that would dominate everything. */
function withDeadRow(system: LinearSystem): LinearSystem {
  const { rows, columns, design, targets } = system;
  const weights = system.weights ?? new Float64Array(rows).fill(1);
  const middle = Math.floor(rows / 2);
  return {
    ...system,
    rows: rows + 1,
    design: spliced(design, middle * columns, new Float64Array(columns).fill(1e200)),
    targets: spliced(targets, middle, Float64Array.of(-1e200)),
    weights: spliced(weights, middle, Float64Array.of(0)),
  };
}

function spliced(values: Float64Array, index: number, more: Float64Array): Float64Array {
  return Float64Array.of(...values.subarray(0, index), ...more, ...values.subarray(index));
}
