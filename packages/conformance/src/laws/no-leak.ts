import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { smallSystem } from './small-system.js';

const TIMES = 20;

export const noLeak: BackendLaw = {
  name: 'no-leak',
  scope: 'backend',
  statement: 'sessions that were opened, used and disposed of leave as many device resources alive as before',
  source: 'Contract of Session.dispose: gives everything back',
  remedy: 'Free at dispose what open, factor and solve allocated; temporaries of evaluate at once.',
  async check({ backend, seed, resources }) {
    return once(seed, { sessions: TIMES }, async () => {
      const use = async (): Promise<void> => {
        const system = smallSystem();
        const session = await backend.open(system);
        for (let k = 0; k < 3; k++) await session.evaluate({ theta: new Float64Array(system.columns) });
        for (const solver of backend.supports.solvers)
          await (await session.factor(solver)).solve(new Float64Array(system.rows));
        session.dispose();
        session.dispose();
      };
      // The first use may fill caches that last, such as compiled kernels.
      await use();
      const before = resources?.() ?? 0;
      for (let k = 0; k < TIMES; k++) await use();
      const after = resources?.() ?? 0;
      return after === before ? undefined : `${before} resources before, ${after} after ${TIMES} sessions`;
    });
  },
};
