import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import { FitError } from '@wellposed/core';
import type { Backend, Evaluation, Query, Session } from '@wellposed/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeviceLoss } from '../src/page/device-loss.js';
import type { LossMoment, LossReport } from '../src/page/device-loss.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a session does with an evaluation once its device is lost. */
type AfterLoss = (query: Query, session: Session) => Promise<Evaluation>;

/** The reference, on a device that can be lost; a new session has a new device, or is refused. */
function onDevice(afterLoss: AfterLoss, reopen: 'works' | 'refuses'): { loss: DeviceLoss; backend: Backend } {
  let losses = 0;
  const backend: Backend = {
    ...reference,
    name: 'on-device',
    async open(system) {
      if (losses > 0 && reopen === 'refuses') throw new FitError('BACKEND_UNAVAILABLE', 'no device');
      const session = reference.open(system);
      const opened = losses;
      return {
        ...session,
        evaluate: async (query) => (losses > opened ? afterLoss(query, session) : session.evaluate(query)),
      };
    },
  };
  const devices = { lose: () => ++losses };
  return { backend, loss: new DeviceLoss([{ backend, share: 1, losable: true }], devices) };
}

async function report(loss: DeviceLoss, moment: LossMoment = 'between calls'): Promise<LossReport> {
  const [result] = await Promise.all([loss.run(0, moment), vi.runAllTimersAsync()]);
  return result;
}

const refuses: AfterLoss = async () => {
  throw new FitError('DEVICE_FAILED', 'the device is lost');
};

it.each(['between calls', 'right after calls', 'during calls'] as const)(
  'reports every call of an engine that is right throughout as right, %s',
  async (moment) => {
    for (const backend of [reference, mlMatrix]) {
      const { session, next } = await report(
        new DeviceLoss([{ backend, share: 1, losable: true }], { lose: () => 1 }),
        moment,
      );
      expect(new Set([...Object.values(session), ...Object.values(next)])).toEqual(new Set(['right']));
      expect(Object.keys(session).filter((call) => call.endsWith('(waiting)')).length > 0).toBe(
        moment !== 'between calls',
      );
    }
  },
);

it('reports the code of a refusal, and the new session on its own', async () => {
  const { lost, session, next } = await report(onDevice(refuses, 'works').loss);
  expect(lost).toBe(1);
  expect(session['evaluate']).toBe('refused: DEVICE_FAILED');
  expect(next['evaluate']).toBe('right');
});

it('reports that a new session is refused as a whole', async () => {
  const { next } = await report(onDevice(refuses, 'refuses').loss);
  expect(next).toEqual({ open: 'refused: BACKEND_UNAVAILABLE' });
});

const faults: readonly (readonly [title: string, afterLoss: AfterLoss, outcome: RegExp])[] = [
  ['zeros', async () => ({ value: 0, gradient: new Float64Array(3) }), /^wrong: 0 0 0 0$/],
  ['not a number', async () => ({ value: NaN, gradient: new Float64Array(3) }), /^wrong: NaN/],
  ['too few numbers', async () => ({ value: 0, gradient: new Float64Array(0) }), /^wrong: 0$/],
  [
    'too many numbers',
    async (query, session) => {
      const { value, gradient } = await session.evaluate(query);
      return { value, gradient: Float64Array.of(...gradient, 0) };
    },
    /^wrong: /,
  ],
  ['an error without a code', async () => Promise.reject(new TypeError('null')), /^threw TypeError: null$/],
  ['no answer', async () => new Promise<never>(() => undefined), /^no answer$/],
];
it.each(faults)('reports %s', async (_title, afterLoss, outcome) => {
  expect((await report(onDevice(afterLoss, 'works').loss)).session['evaluate']).toMatch(outcome);
});

it('does not take an engine that is wrong anyway', async () => {
  const wrong: Backend = {
    ...reference,
    open: (system) => reference.open({ ...system, targets: system.targets.map(() => 1) }),
  };
  const loss = new DeviceLoss([{ backend: wrong, share: 1, losable: true }], { lose: () => 1 });
  await expect(loss.run(0, 'between calls')).rejects.toThrow(/wrong before the loss/);
  await expect(loss.run(1, 'between calls')).rejects.toThrow(RangeError);
});

it('lists the engines that are there and can be lost, by their places', async () => {
  const { backend } = onDevice(refuses, 'works');
  const absent: Backend = {
    ...backend,
    available: () => ({ ok: false, engine: 'none', reason: 'no adapter', remedy: 'use another' }),
  };
  const engines = [
    { backend: reference, share: 1, losable: false },
    { backend: absent, share: 1, losable: true },
    { backend, share: 1, losable: true },
  ];
  expect(await new DeviceLoss(engines, { lose: () => 0 }).list()).toEqual([{ place: 2, name: 'on-device' }]);
});
