import type { BackendLaw } from '../law.js';
import { systemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { featureCalls } from './feature-calls.js';
import { numbersIn } from './numbers-in.js';
import { sameBits } from './same-bits.js';
import { withSession } from './with-session.js';

export const determinism: BackendLaw = {
  name: 'determinism',
  scope: 'backend',
  statement:
    'the same call gives the same bits, in the same session, in another and side by side with others, and an answer is not overwritten by a later solve',
  source: 'Contract of AugmentedSolution: fresh arrays, the caller’s to keep',
  remedy: 'Reset accumulators between calls, give sessions nothing to share, return fresh arrays from solve.',
  async check(trial) {
    const { backend } = trial;
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const theta = known.randomNumbers(known.system.columns, 4);
      const elsewhere = theta.map((value) => 3 * value + 1);
      return withSession(backend, known.system, async (one) =>
        withSession(backend, known.system, async (other) => {
          const first = await one.evaluate({ theta });
          const kept = { value: first.value, gradient: first.gradient.slice() };
          const away = numbersIn(await one.evaluate({ theta: elsewhere }));
          for (const session of [one, other]) {
            const again = await session.evaluate({ theta });
            if (again.value !== kept.value) return `evaluate gives ${kept.value}, then ${again.value}`;
            if (!sameBits(again.gradient, kept.gradient)) return 'evaluate gives two gradients for one θ';
          }
          const [here, there] = await Promise.all([one.evaluate({ theta }), other.evaluate({ theta: elsewhere })]);
          if (!sameBits(here.gradient, kept.gradient) || !sameBits(numbersIn(there), away)) {
            return 'two sessions that evaluate at the same time give other numbers than one after the other';
          }
          for (const { feature, what, run } of featureCalls(known.system)) {
            if (!backend.supports.features.includes(feature)) continue;
            const alone = numbersIn(await run(one));
            const [, together] = await Promise.all([one.evaluate({ theta: elsewhere }), run(other)]);
            if (!sameBits(numbersIn(together), alone)) return `${what}: two sessions on one system disagree`;
          }
          for (const solver of backend.supports.solvers) {
            const factorization = await one.factor(solver);
            if (factorization.outcome !== 'ok') continue;
            const solution = await factorization.solve(known.f);
            const held = { theta: solution.theta.slice(), residual: solution.residual.slice() };
            await factorization.solve(known.f.map((value) => value + 1));
            if (!sameBits(solution.theta, held.theta) || !sameBits(solution.residual, held.residual)) {
              return `${solver}: a later solve overwrote an earlier solution`;
            }
            const repeat = await (await other.factor(solver)).solve(known.f);
            if (!sameBits(repeat.theta, held.theta)) return `${solver}: two sessions on one system disagree`;
          }
          return undefined;
        }),
      );
    });
  },
};
