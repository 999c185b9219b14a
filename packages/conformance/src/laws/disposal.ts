import type { Backend, LinearSystem } from '@wellposed/core';
import { FitError } from '@wellposed/core';
import type { BackendLaw } from '../law.js';
import { featureCalls } from './feature-calls.js';
import { numbersIn } from './numbers-in.js';
import type { SessionAnswer } from './numbers-in.js';
import { once } from './once.js';
import { refusal } from './refusal.js';
import { sameBits } from './same-bits.js';
import { sessionCalls } from './session-calls.js';
import { smallSystem } from './small-system.js';
import { withSession } from './with-session.js';

/** Turns of the microtask queue after which a session is disposed of while it answers: at once, soon, and later. */
const DELAYS = [0, 1, 10];

export const disposal: BackendLaw = {
  name: 'disposal',
  scope: 'backend',
  statement:
    'after `dispose` every call is refused with SESSION_DISPOSED, one under way too unless it is right, a second `dispose` is harmless, other sessions go on',
  source: 'Contract of Session',
  remedy:
    'Keep a flag or drop the data at dispose, check it first in every call and once more when a late answer comes; core’s `guardSession` does both.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      const system = smallSystem();
      const bystander = await backend.open(system);
      const before = numbersIn(await bystander.evaluate({ theta: new Float64Array(system.columns) }));
      const broken = (await answersAfterwards(backend, system)) ?? (await answersUnderWay(backend, system));
      if (broken) return broken;
      const after = numbersIn(await bystander.evaluate({ theta: new Float64Array(system.columns) }));
      bystander.dispose();
      return sameBits(after, before) ? undefined : 'disposing of one session broke another';
    });
  },
};

async function answersAfterwards(backend: Backend, system: LinearSystem): Promise<string | undefined> {
  const { solvers, features } = backend.supports;
  const session = await backend.open(system);
  const factorizations = await Promise.all(solvers.map(async (solver) => session.factor(solver)));
  session.dispose();
  session.dispose();
  const calls: readonly (readonly [string, () => unknown])[] = [
    ['evaluate', () => session.evaluate({ theta: new Float64Array(system.columns) })],
    ...solvers.map((solver) => [`factor('${solver}')`, () => session.factor(solver)] as const),
    ...factorizations.map(
      (one) => [`solve of '${one.solver}'`, () => one.solve(new Float64Array(system.rows))] as const,
    ),
    ...featureCalls(system)
      .filter(({ feature }) => features.includes(feature))
      .map(({ what, run }) => [what, () => run(session)] as const),
  ];
  for (const [what, call] of calls) {
    const broken = await refusal(`${what} after dispose`, 'SESSION_DISPOSED', call);
    if (broken) return broken;
  }
  return undefined;
}

/** Each call alone, then all of them at once, with `dispose` before they have answered. */
async function answersUnderWay(backend: Backend, system: LinearSystem): Promise<string | undefined> {
  const calls = sessionCalls(backend, system);
  const expected = new Map<string, Float64Array>();
  await withSession(backend, system, async (session) => {
    for (const { what, run } of calls) expected.set(what, numbersIn(await run(session)));
  });
  // Two evaluations of one session may share a buffer: one of them is enough.
  const together = calls.filter(({ feature }) => feature !== 'batches');
  for (const some of [...calls.map((call) => [call]), together]) {
    for (const delay of DELAYS) {
      const session = await backend.open(system);
      const outcomes = some.map(async ({ what, run }) => ({ what, outcome: await outcomeOf(() => run(session)) }));
      for (let k = 0; k < delay; k++) await Promise.resolve();
      session.dispose();
      for (const { what, outcome } of await Promise.all(outcomes)) {
        if (outcome instanceof FitError && outcome.code === 'SESSION_DISPOSED') continue;
        const right = expected.get(what) ?? new Float64Array();
        if (outcome instanceof Float64Array && sameBits(outcome, right)) continue;
        return `${what}, disposed of while under way, ended in ${String(outcome)}; right is ${String(right)}`;
      }
    }
  }
  return undefined;
}

/** The numbers of an answer, or what was thrown instead. The call is made before this returns. */
async function outcomeOf(call: () => SessionAnswer | Promise<SessionAnswer>): Promise<unknown> {
  try {
    return numbersIn(await call());
  } catch (error) {
    return error;
  }
}
