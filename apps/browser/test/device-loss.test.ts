import { afterAll, describe, expect, it, vi } from 'vitest';
import { ConformanceBrowser } from '../src/browser/conformance-browser.js';
import { findChromium } from '../src/browser/find-chromium.js';
import type { LossMoment } from '../src/page/device-loss.js';
import { itIsSkipped } from './it-is-skipped.js';

const TIME_LIMIT = 120_000;
vi.setConfig({ testTimeout: TIME_LIMIT + 10_000 });

const MOMENTS: readonly LossMoment[] = ['between calls', 'right after calls', 'during calls'];
/** A call may be refused with a code, or answered by an engine that was there in place of the lost one. */
const REFUSED = /^refused: (DEVICE_FAILED|BACKEND_UNAVAILABLE)$/;

const chromium = findChromium(process.env);
const browser = chromium.ok ? await ConformanceBrowser.open(chromium.executablePath, { runs: 1, seed: 1 }) : undefined;
const engines = (await browser?.losableEngines(TIME_LIMIT)) ?? [];
afterAll(async () => browser?.close());

describe('an engine in headless Chromium whose WebGL contexts and WebGPU devices are lost', () => {
  if (!chromium.ok) itIsSkipped(chromium);
  for (const { place, name } of engines) {
    describe(`${name}, lost`, () => {
      it.each(MOMENTS)(
        '%s: refuses with a code or answers rightly; a new session works or is refused',
        async (moment) => {
          const { lost, session, next } = await browser!.loseDevice(place, moment, TIME_LIMIT);
          expect(lost).toBeGreaterThan(0);
          expect(session).not.toEqual({});
          expect(faults(session, (_call, outcome) => REFUSED.test(outcome))).toEqual([]);
          expect(next).not.toEqual({});
          expect(faults(next, (call, outcome) => call === 'open' && REFUSED.test(outcome))).toEqual([]);
        },
      );
    });
  }
});

/** What was neither answered rightly nor refused where it may be. */
function faults(
  outcomes: Readonly<Record<string, string>>,
  mayBe: (call: string, outcome: string) => boolean,
): readonly (readonly [call: string, outcome: string])[] {
  return Object.entries(outcomes).filter(([call, outcome]) => outcome !== 'right' && !mayBe(call, outcome));
}
