import type { Backend, LinearSystem, MaybePromise, Session, SessionFeature } from '@wellposed/core';
import { featureCalls } from './feature-calls.js';
import type { SessionAnswer } from './numbers-in.js';

/** A call that a session answers with numbers. */
export interface SessionCall {
  /** Absent: the call is there in every session. */
  readonly feature?: SessionFeature;
  readonly what: string;
  readonly run: (session: Session) => MaybePromise<SessionAnswer>;
}

/** Everything that can be asked of a session of this backend: evaluate, factor and solve, and the features that it has. */
export function sessionCalls({ supports }: Backend, system: LinearSystem): readonly SessionCall[] {
  const theta = new Float64Array(system.columns);
  return [
    { what: 'evaluate', run: (session) => session.evaluate({ theta }) },
    ...supports.solvers.map((solver): SessionCall => ({
      what: `factor and solve by '${solver}'`,
      run: async (session) => (await session.factor(solver)).solve(system.targets.slice()),
    })),
    ...featureCalls(system).filter(({ feature }) => supports.features.includes(feature)),
  ];
}
