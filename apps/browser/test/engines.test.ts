import { afterAll, describe, it, vi } from 'vitest';
import { ConformanceBrowser } from '../src/browser/conformance-browser.js';
import { findChromium } from '../src/browser/find-chromium.js';
import { itIsSkipped } from './it-is-skipped.js';

/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; the titles print both. */
const limits = {
  runs: Number(process.env['WELLPOSED_RUNS'] ?? 20),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};
const checkLimit = Math.max(60_000, 3000 * limits.runs);
vi.setConfig({ testTimeout: checkLimit + 10_000 });

const chromium = findChromium(process.env);
const browser = chromium.ok ? await ConformanceBrowser.open(chromium.executablePath, limits) : undefined;
const reports = (await browser?.list(checkLimit)) ?? [];
afterAll(async () => browser?.close());

describe('in headless Chromium', () => {
  if (!chromium.ok) itIsSkipped(chromium);
  reports.forEach(({ title, availability, checks }, engine) => {
    describe(title, () => {
      if (!availability.ok) itIsSkipped(availability);
      checks.forEach((check, place) => {
        it(check, async () => browser?.run(engine, place, checkLimit));
      });
    });
  });
  if (browser) it('reports no error after the last check', async () => browser.settle(checkLimit));
});
