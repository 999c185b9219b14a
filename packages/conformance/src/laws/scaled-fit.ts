import { at, fit } from '@wellposed/core';
import type { LinearSystem } from '@wellposed/core';
import type { SolverLaw } from '../law.js';
import { columnProblem } from '../problems/column-problem.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';

export const scaledFit: SolverLaw = {
  name: 'scaled-fit',
  scope: 'solver',
  statement:
    'fit: scaling y, a column or (by powers of four) the weights by powers of two scales the coefficients exactly, bit for bit',
  source: 'Higham (2002), §2.1: exact scaling; van der Sluis (1969): columns are equilibrated by powers of two',
  remedy:
    'Equilibrate columns before ranking or pivoting, keep thresholds relative, keep √w exact under powers of four.',
  async check(trial, solver) {
    const { backend } = trial;
    return search(trial, systemRecipes.tall, async (recipe) => {
      const known = systemCase(recipe);
      const { system } = known;
      const powers = known.randomNumbers(system.columns + 2, 6).map((value) => Math.round(200 * value));
      const one = await fit(columnProblem(system), { backend, solver });
      const other = await fit(columnProblem(scaled(system, powers)), { backend, solver });
      if (other.status !== one.status) return `status '${one.status}' becomes '${other.status}'`;
      if (one.status === 'rank-deficient') return undefined;
      for (let j = 0; j < system.columns; j++) {
        const power = at(powers, system.columns) - at(powers, j);
        const expected = at(one.coefficients, j) * 2 ** power;
        if (!sameNumber(at(other.coefficients, j), expected)) {
          return `coefficient ${j} is ${at(other.coefficients, j)}, not ${at(one.coefficients, j)}·2^${power} = ${expected}`;
        }
        const digits = [one, other].map(({ certificate }) => certificate && at(certificate.digits, j));
        if (digits[0] !== digits[1]) return `digits of coefficient ${j} go from ${digits[0]} to ${digits[1]}`;
      }
      return undefined;
    });
  },
};

/** Equal, or both NaN: a factorisation that broke down gives no numbers, scaled or not. */
function sameNumber(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

/** Column j by 2^powers[j], y by 2^powers[p], weights by 4^(powers[p + 1] / 4 rounded). */
function scaled(system: LinearSystem, powers: Float64Array): LinearSystem {
  const { columns, design, targets, weights } = system;
  const weightScale = 4 ** Math.round(at(powers, columns + 1) / 4);
  return {
    ...system,
    design: design.map((value, k) => value * 2 ** at(powers, k % columns)),
    targets: targets.map((value) => value * 2 ** at(powers, columns)),
    ...(weights && { weights: weights.map((value) => value * weightScale) }),
  };
}
