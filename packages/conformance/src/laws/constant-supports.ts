import type { Backend } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { smallSystem } from './small-system.js';

const ROUNDOFF = { f64: 2 ** -53, f32: 2 ** -24 } as const;

export const constantSupports: BackendLaw = {
  name: 'constant-supports',
  scope: 'backend',
  statement: '`supports` is well-formed data, u belongs to the precision, and nothing that is called changes it',
  source: 'Contract of Capabilities',
  remedy: 'Make it a constant: what depends on the machine belongs in `available`.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      const before = snapshot(backend);
      const { precision, unitRoundoff, solvers } = backend.supports;
      if (unitRoundoff !== ROUNDOFF[precision]) return `unitRoundoff ${unitRoundoff} is not that of '${precision}'`;
      if (new Set(solvers).size !== solvers.length) return `a solver is listed twice: ${solvers.join(', ')}`;
      await backend.available();
      const system = smallSystem();
      const session = await backend.open(system);
      if (snapshot(backend) !== before) return `open changed supports from ${before} to ${snapshot(backend)}`;
      await session.evaluate({ theta: new Float64Array(system.columns) });
      for (const solver of solvers) await (await session.factor(solver)).solve(new Float64Array(system.rows));
      session.dispose();
      return snapshot(backend) === before ? undefined : `use changed supports from ${before} to ${snapshot(backend)}`;
    });
  },
};

function snapshot({ supports }: Backend): string {
  const { precision, unitRoundoff, solvers, generalLosses, features, synchronous } = supports;
  return JSON.stringify({ precision, unitRoundoff, solvers, generalLosses, features, synchronous });
}
