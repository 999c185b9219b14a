import { afterAll, describe, expect, it, vi } from 'vitest';
import { ConformanceBrowser } from '../src/browser/conformance-browser.js';
import { findChromium } from '../src/browser/find-chromium.js';
import type { LossMoment } from '../src/page/device-loss.js';
import { itIsSkipped } from './it-is-skipped.js';

const TIME_LIMIT = 120_000;
vi.setConfig({ testTimeout: TIME_LIMIT + 10_000 });

/** Nothing but a refusal with a code, or the answer of an engine that was there in place of the lost one. */
const WELL_BEHAVED = /^(right|refused: (DEVICE_FAILED|BACKEND_UNAVAILABLE))$/;
const MOMENTS: readonly LossMoment[] = ['between calls', 'during calls'];

const chromium = findChromium(process.env);
const browser = chromium.ok ? await ConformanceBrowser.open(chromium.executablePath, { runs: 1, seed: 1 }) : undefined;
const engines = (await browser?.engines(TIME_LIMIT)) ?? [];
afterAll(async () => browser?.close());

describe('an engine in headless Chromium whose WebGL contexts and WebGPU devices are lost', () => {
  if (!chromium.ok) itIsSkipped(chromium);
  for (const { place, name, losable } of engines) {
    it.each(MOMENTS)(
      `${name}, %s: refuses with a code or answers rightly, and so does a new session`,
      async (moment) => {
        const report = await browser!.loseDevice(place, moment, TIME_LIMIT);
        expect(report.lost > 0).toBe(losable);
        for (const outcomes of [report.session, report.next].map((calls) => Object.entries(calls))) {
          expect(outcomes).not.toEqual([]);
          expect(outcomes.filter(([, outcome]) => !WELL_BEHAVED.test(outcome))).toEqual([]);
        }
      },
    );
  }
});
