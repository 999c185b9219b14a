import type { BackendLaw } from '../law.js';
import { featureArguments, featureCalls } from './feature-calls.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';
import { withSession } from './with-session.js';

export const shapes: BackendLaw = {
  name: 'shapes',
  scope: 'backend',
  statement:
    'θ, f, g and what products and descents take are refused with SHAPE_MISMATCH when of another length than p or n, and the session goes on',
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
        const { v, u, velocity } = featureArguments(system);
        for (const change of [-1, 1]) {
          const [p, n] = [new Float64Array(columns + change), new Float64Array(rows + change)];
          const wrong = [
            ...featureCalls(system, { v: p, u: n, rows: Uint32Array.of(0), velocity }),
            ...featureCalls(system, { v, u, rows: Uint32Array.of(0), velocity: p }).filter(
              ({ feature }) => feature === 'fused-descent',
            ),
          ];
          for (const { feature, what, run } of wrong) {
            if (feature === 'compression' || !backend.supports.features.includes(feature)) continue;
            const broken = await refusal(`${what} with ${change} too many numbers`, 'SHAPE_MISMATCH', () =>
              run(session),
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
