import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';
import { withSession } from './with-session.js';

export const shapes: BackendLaw = {
  name: 'shapes',
  scope: 'backend',
  statement: 'θ, f and g of another length than p, n and p are refused with SHAPE_MISMATCH, and the session goes on',
  source: 'Contract of Session and Factorization',
  remedy: 'Check the lengths first; core’s `guardSession` does it for a synchronous backend.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      const system = smallSystem();
      const { rows, columns } = system;
      return withSession(backend, system, async (session) => {
        for (const length of [0, columns - 1, columns + 1]) {
          const theta = new Float64Array(length);
          const broken = await refusal(`evaluate at ${length} numbers for p = ${columns}`, 'SHAPE_MISMATCH', () =>
            session.evaluate({ theta }),
          );
          if (broken) return broken;
        }
        for (const solver of backend.supports.solvers) {
          const factorization = await session.factor(solver);
          for (const [n, p] of [
            [rows - 1, columns],
            [rows + 1, columns],
            [rows, columns - 1],
            [rows, columns + 1],
          ] as const) {
            const solve = (): unknown => factorization.solve(new Float64Array(n), new Float64Array(p));
            const broken = await refusal(
              `${solver}: solve of ${n} and ${p} for n = ${rows}, p = ${columns}`,
              'SHAPE_MISMATCH',
              solve,
            );
            if (broken) return broken;
          }
        }
        const { gradient } = await session.evaluate({ theta: new Float64Array(columns) });
        return gradient.length === columns ? undefined : 'a refusal broke the session';
      });
    });
  },
};
