import { reference } from '@wellposed/backend-reference';
import type { Backend, LinearSystem, Session } from '@wellposed/core';
import { later } from '../support/later.js';
import type { BrokenBackend } from './backends.js';

type Solver = 'cholesky' | 'qr' | 'svd';

/** The reference backend, later, with its sessions altered. */
function late(
  name: string,
  alter: (session: Session<Solver>, system: LinearSystem) => Session<Solver>,
): Backend<Solver> {
  const sound = later(reference);
  return { ...sound, name, open: async (system) => alter(await sound.open(system), system) };
}

/** A late answer of a session that is gone by then is made of what lies where its data were. */
const garbageWhenDisposed: BrokenBackend = {
  laws: ['disposal'],
  nothingElse: true,
  backend: late('garbage-when-disposed', (session, { columns }) => {
    let open = true;
    return {
      ...session,
      evaluate: async (query) => {
        const started = open;
        try {
          return await session.evaluate(query);
        } catch (error) {
          if (open || !started) throw error;
          return { value: 0, gradient: new Float64Array(columns) };
        }
      },
      dispose: () => {
        open = false;
        session.dispose();
      },
    };
  }),
};

/** Fails with an error of its own when it is disposed of under way. */
const diesWhenDisposed: BrokenBackend = {
  laws: ['disposal'],
  backend: late('dies-when-disposed', (session) => {
    let open = true;
    return {
      ...session,
      compress: async () => {
        const started = open;
        try {
          return await session.compress();
        } catch (error) {
          throw started ? new TypeError('cannot read properties of undefined') : error;
        }
      },
      dispose: () => {
        open = false;
        session.dispose();
      },
    };
  }),
};

/** All sessions put their θ where the kernel of the last one finds it. */
let shared = new Float64Array();
const crossedSessions: BrokenBackend = {
  laws: ['determinism'],
  nothingElse: true,
  backend: late('crossed-sessions', (session, { columns }) => ({
    ...session,
    evaluate: async (query) => {
      shared = query.theta.slice();
      await Promise.resolve();
      return session.evaluate(query.theta.length === columns ? { ...query, theta: shared } : query);
    },
  })),
};

const counted = (name: string, alter: Parameters<typeof late>[1], count: () => number): BrokenBackend => ({
  laws: ['no-leak'],
  nothingElse: true,
  backend: late(name, alter),
  resources: count,
});

/** What a call allocated is given back only if the session is still there when it ends. */
let held = 0;
const leaksWhenAbandoned = counted(
  'leaks-when-abandoned',
  (session) => {
    let open = true;
    return {
      ...session,
      multiply: async (v) => {
        if (open) held++;
        const answer = await session.multiply(v);
        held--;
        return answer;
      },
      dispose: () => {
        open = false;
        session.dispose();
      },
    };
  },
  () => held,
);

/** Allocates before it looks at what it was given. */
let refusedAlive = 0;
const leaksWhenRefusing = counted(
  'leaks-when-refusing',
  (session) => ({
    ...session,
    evaluate: async (query) => {
      refusedAlive++;
      const answer = await session.evaluate(query);
      refusedAlive--;
      return answer;
    },
  }),
  () => refusedAlive,
);

/** Keeps the temporaries of every evaluation until it is disposed of. */
let temporaries = 0;
const keepsTemporaries = counted(
  'keeps-temporaries',
  (session) => {
    let own = 0;
    return {
      ...session,
      evaluate: async (query) => {
        const answer = await session.evaluate(query);
        own++;
        temporaries++;
        return answer;
      },
      dispose: () => {
        temporaries -= own;
        own = 0;
        session.dispose();
      },
    };
  },
  () => temporaries,
);

/** One promise about answers that come later broken each. */
export const brokenLater: readonly BrokenBackend[] = [
  garbageWhenDisposed,
  diesWhenDisposed,
  crossedSessions,
  leaksWhenAbandoned,
  leaksWhenRefusing,
  keepsTemporaries,
];
