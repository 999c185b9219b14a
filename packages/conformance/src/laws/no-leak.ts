import type { Backend } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { sessionCalls } from './session-calls.js';
import { smallSystem } from './small-system.js';

const TIMES = 20;

export const noLeak: BackendLaw = {
  name: 'no-leak',
  scope: 'backend',
  statement:
    'sessions that were opened, used, refused things and disposed of, also while they answered, leave as many device resources alive as before; evaluations leave none',
  source: 'Contract of Session.dispose: gives everything back',
  remedy:
    'Free at dispose what open, factor and solve allocated, also when they throw or end after it; temporaries of evaluate, products and descend at once.',
  async check({ backend, seed, resources = () => 0 }) {
    return once(seed, { sessions: TIMES }, async () => {
      for (const [how, use] of [
        ['were used', useAll],
        ['were disposed of while they answered', abandon],
      ] as const) {
        // The first use may fill caches that last, such as compiled kernels.
        await use(backend);
        const before = resources();
        for (let k = 0; k < TIMES; k++) await use(backend);
        const after = resources();
        if (after !== before) return `${before} resources before, ${after} after ${TIMES} sessions that ${how}`;
      }
      return evaluations(backend, resources);
    });
  },
};

/** Every call, and calls that are refused. */
async function useAll(backend: Backend): Promise<void> {
  const system = smallSystem();
  const session = await backend.open(system);
  for (const { run } of sessionCalls(backend, system)) await run(session);
  const short = new Float64Array(system.columns - 1);
  await refused(() => session.evaluate({ theta: short }));
  await refused(() => session.multiply(short));
  await refused(() => session.evaluate({ theta: new Float64Array(system.columns), rows: Uint32Array.of(system.rows) }));
  for (const solver of backend.supports.solvers) {
    const factorization = await session.factor(solver);
    await refused(() => factorization.solve(short));
  }
  session.dispose();
  session.dispose();
  await refused(() => session.evaluate({ theta: new Float64Array(system.columns) }));
}

/** `dispose` while every answer is still to come. */
async function abandon(backend: Backend): Promise<void> {
  const system = smallSystem();
  const session = await backend.open(system);
  const outcomes = sessionCalls(backend, system).map(async ({ run }) => refused(() => run(session)));
  session.dispose();
  await Promise.all(outcomes);
}

/** Evaluations in one session: none may add to what is alive. */
async function evaluations(backend: Backend, resources: () => number): Promise<string | undefined> {
  const system = smallSystem();
  const session = await backend.open(system);
  const theta = new Float64Array(system.columns);
  const rows = backend.supports.features.includes('batches') ? { rows: Uint32Array.of(1, 2) } : {};
  const evaluate = async (): Promise<void> => {
    await session.evaluate({ theta });
    await session.evaluate({ theta, ...rows });
  };
  await evaluate();
  const before = resources();
  for (let k = 0; k < TIMES; k++) await evaluate();
  const after = resources();
  session.dispose();
  return after === before ? undefined : `${before} resources before, ${after} after ${2 * TIMES} evaluations`;
}

/** Makes a call that may be refused. Anything but a FitError is passed on. */
async function refused(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
  }
}
