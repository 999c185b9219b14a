import type { BackendLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { sameBits } from './same-bits.js';

export const inputsUnchanged: BackendLaw = {
  name: 'inputs-unchanged',
  scope: 'backend',
  statement: 'design, targets, weights, θ, f and g hold the same bits after every call as before',
  source: 'Contract of LinearSystem: a backend may keep the arrays, and must not write to them',
  remedy: 'Copy before working in place.',
  async check(trial) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const { design, targets, weights } = known.system;
      const inputs: Record<string, Float64Array> = {
        design: design.slice(),
        targets: targets.slice(),
        ...(weights && { weights: weights.slice() }),
        theta: known.randomNumbers(known.system.columns, 5),
        f: known.f.slice(),
        g: new Float64Array(known.system.columns),
      };
      const before = Object.entries(inputs).map(([name, array]) => [name, array, array.slice()] as const);
      const changed = (when: string): string | undefined => {
        const bad = before.find(([, array, copy]) => !sameBits(array, copy));
        return bad && `${when} wrote to ${bad[0]}`;
      };
      const system = { ...known.system, ...inputs };
      const session = await backend.open(system);
      try {
        await session.evaluate({ theta: inputs['theta'] ?? new Float64Array() });
        let broken = changed('open or evaluate');
        for (const solver of backend.supports.solvers) {
          const factorization = await session.factor(solver);
          if (factorization.outcome === 'ok') await factorization.solve(inputs['f'] ?? new Float64Array(), inputs['g']);
          broken ??= changed(`factor or solve of '${solver}'`);
        }
        return broken;
      } finally {
        session.dispose();
      }
    });
  },
};
