import type { Availability } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { smallSystem } from './small-system.js';

export const availability: BackendLaw = {
  name: 'availability',
  scope: 'backend',
  statement:
    '`available` never throws and says on which device, or why not and what to do; where it says no, `open` refuses',
  source: 'Contract of Backend and Availability',
  remedy:
    'Catch everything in `available`; return { ok: false, engine, reason, remedy } and throw BACKEND_UNAVAILABLE from `open`.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      if (!/^[a-z][a-z0-9-]*$/.test(backend.name)) return `name '${backend.name}' is not a lower-case word`;
      const answer: Availability = await backend.available();
      const texts = answer.ok ? [answer.engine, answer.device] : [answer.engine, answer.reason, answer.remedy];
      if (texts.some((text) => typeof text !== 'string' || text === ''))
        return `available() left out a text: ${JSON.stringify(answer)}`;
      if (answer.ok) return undefined;
      return refusal('open although unavailable', 'BACKEND_UNAVAILABLE', () => backend.open(smallSystem()));
    });
  },
};
