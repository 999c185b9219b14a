import { huber } from '@wellposed/core';
import type { SessionFeature } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { featureCalls } from './feature-calls.js';
import { lacking } from './lacking.js';
import { numbersIn } from './numbers-in.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';
import { withSession } from './with-session.js';

const ALL: readonly SessionFeature[] = ['products', 'batches', 'compression', 'fused-descent'];

export const declaredFeatures: BackendLaw = {
  name: 'declared-features',
  scope: 'backend',
  statement:
    'a session answers for the features in `supports.features`, and refuses those of every other with UNSUPPORTED',
  source: 'Contract of Capabilities.features and Session',
  remedy:
    'List the feature and implement its members, or leave both out: core’s `guardSession` refuses what is not listed.',
  async check(trial) {
    const { backend, seed } = trial;
    const { features, generalLosses } = backend.supports;
    const unknown = features.find((feature, k) => !ALL.includes(feature) || features.indexOf(feature) !== k);
    if (unknown !== undefined) {
      return { message: `features lists '${unknown}' twice, or it is none`, counterexample: undefined, seed };
    }
    for (const feature of ALL.filter((each) => !features.includes(each))) {
      const finding = await lacking(trial, feature);
      if (finding) return finding;
    }
    return once(seed, undefined, async () => {
      const system = smallSystem();
      const calls = featureCalls(system).filter(({ feature }) => features.includes(feature));
      const broken = await withSession(backend, system, async (session) => {
        for (const { what, numbers, run } of calls) {
          const found = numbersIn(await run(session));
          if (found.length !== numbers) return `${what} answers with ${found.length} numbers, not ${numbers}`;
          if (!found.every(Number.isFinite)) return `${what} answers with [${found.join(', ')}]`;
        }
        return undefined;
      });
      if (broken !== undefined || !generalLosses || !features.includes('fused-descent')) return broken;
      const loss = huber({ delta: 1, reduction: 'sum' });
      return withSession(backend, { ...system, loss }, async (session) => {
        for (const { what, run } of calls.filter(({ feature }) => feature === 'fused-descent')) {
          const accepted = await refusal(`${what} with Huber’s loss`, 'UNSUPPORTED', () => run(session));
          if (accepted) return accepted;
        }
        return undefined;
      });
    });
  },
};
