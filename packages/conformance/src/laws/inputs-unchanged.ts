import type { BackendLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { featureCalls } from './feature-calls.js';
import { sameBits } from './same-bits.js';

export const inputsUnchanged: BackendLaw = {
  name: 'inputs-unchanged',
  scope: 'backend',
  statement:
    'design, targets, weights and every array that a call is given hold the same bits after every call as before',
  source: 'Contract of LinearSystem: a backend may keep the arrays, and must not write to them',
  remedy: 'Copy before working in place.',
  async check(trial) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const { design, targets, weights } = known.system;
      const inputs = {
        design: design.slice(),
        targets: targets.slice(),
        ...(weights && { weights: weights.slice() }),
        theta: known.randomNumbers(known.system.columns, 5),
        f: known.f.slice(),
        g: new Float64Array(known.system.columns),
        v: known.randomNumbers(known.system.columns, 10),
        u: known.randomNumbers(known.system.rows, 11),
        velocity: known.randomNumbers(known.system.columns, 12),
      };
      const before = Object.entries(inputs).map(([name, array]) => [name, array, array.slice()] as const);
      const changed = (when: string): string | undefined => {
        const bad = before.find(([, array, copy]) => !sameBits(array, copy));
        return bad && `${when} wrote to ${bad[0]}`;
      };
      const system = { ...known.system, ...inputs };
      const session = await backend.open(system);
      try {
        await session.evaluate({ theta: inputs.theta });
        let broken = changed('open or evaluate');
        for (const solver of backend.supports.solvers) {
          const factorization = await session.factor(solver);
          if (factorization.outcome === 'ok') await factorization.solve(inputs.f, inputs.g);
          broken ??= changed(`factor or solve of '${solver}'`);
        }
        const { v, u, velocity } = inputs;
        const rows = Uint32Array.of(0, system.rows - 1);
        for (const { feature, what, run } of featureCalls(system, { v, u, velocity, rows })) {
          if (backend.supports.features.includes(feature)) await run(session);
          broken ??= changed(what);
        }
        if (rows[0] !== 0 || rows[1] !== system.rows - 1) broken ??= 'evaluate wrote to rows';
        return broken;
      } finally {
        session.dispose();
      }
    });
  },
};
