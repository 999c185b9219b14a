import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';

export const disposal: BackendLaw = {
  name: 'disposal',
  scope: 'backend',
  statement:
    'after `dispose` every call is refused with SESSION_DISPOSED, a second `dispose` is harmless, other sessions go on',
  source: 'Contract of Session',
  remedy:
    'Keep a flag or drop the data at dispose, check it first in evaluate, factor and solve; core’s `guardSession` does it.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      const system = smallSystem();
      const session = await backend.open(system);
      const bystander = await backend.open(system);
      const theta = new Float64Array(system.columns);
      const { solvers } = backend.supports;
      const factorizations = await Promise.all(solvers.map(async (solver) => session.factor(solver)));
      session.dispose();
      session.dispose();
      const calls: readonly (readonly [string, () => unknown])[] = [
        ['evaluate', () => session.evaluate({ theta })],
        ...solvers.map((solver) => [`factor('${solver}')`, () => session.factor(solver)] as const),
        ...factorizations.map(
          (one) => [`solve of '${one.solver}'`, () => one.solve(new Float64Array(system.rows))] as const,
        ),
      ];
      for (const [what, call] of calls) {
        const broken = await refusal(`${what} after dispose`, 'SESSION_DISPOSED', call);
        if (broken) return broken;
      }
      const { value } = await bystander.evaluate({ theta });
      bystander.dispose();
      return Number.isFinite(value) ? undefined : 'disposing of one session broke another';
    });
  },
};
