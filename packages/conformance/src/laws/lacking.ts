import type { SessionFeature } from '@wellposed/core';
import type { BackendTrial, Finding } from '../law.js';
import { featureCalls } from './feature-calls.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';
import { withSession } from './with-session.js';

/** The opposite of a law about a feature, for a backend that lacks it: every call of it is refused with UNSUPPORTED. */
export async function lacking({ backend, seed }: BackendTrial, feature: SessionFeature): Promise<Finding | undefined> {
  return once(seed, undefined, async () => {
    const system = smallSystem();
    return withSession(backend, system, async (session) => {
      for (const { what, run } of featureCalls(system).filter((call) => call.feature === feature)) {
        const broken = await refusal(`${what} without '${feature}'`, 'UNSUPPORTED', () => run(session));
        if (broken) return broken;
      }
      return undefined;
    });
  });
}
