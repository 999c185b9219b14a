import type { SolverName } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';
import { withSession } from './with-session.js';

const ALL: readonly SolverName[] = ['cholesky', 'qr', 'svd', 'tsqr'];

export const declaredSolvers: BackendLaw = {
  name: 'declared-solvers',
  scope: 'backend',
  statement: '`factor` accepts the solvers in `supports.solvers`, and refuses every other with UNSUPPORTED',
  source: 'Contract of Session.factor',
  remedy: 'List the solver, or throw FitError UNSUPPORTED; never fall back to another one.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () =>
      withSession(backend, smallSystem(), async (session) => {
        for (const solver of ALL) {
          if (!backend.supports.solvers.includes(solver)) {
            const broken = await refusal(`factor('${solver}')`, 'UNSUPPORTED', () => session.factor(solver));
            if (broken) return broken;
            continue;
          }
          const factorization = await session.factor(solver);
          if (factorization.solver !== solver) return `factor('${solver}') says it is '${factorization.solver}'`;
          if (factorization.outcome !== 'ok')
            return `factor('${solver}') of a well-conditioned system: '${factorization.outcome}'`;
        }
        return undefined;
      }),
    );
  },
};
