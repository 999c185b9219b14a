import { afterAll, describe, it, vi } from 'vitest';
import { ConformanceBrowser } from '../src/browser/conformance-browser.js';
import { findChromium } from '../src/browser/find-chromium.js';
import { itIsSkipped } from './it-is-skipped.js';

/** WELLPOSED_RUNS and WELLPOSED_SEED make a run longer or different; the titles print both. */
const limits = {
  runs: Number(process.env['WELLPOSED_RUNS'] ?? 20),
  seed: Number(process.env['WELLPOSED_SEED'] ?? 20260301),
};
const timeLimit = Math.max(60_000, 3000 * limits.runs);
// The page's own limit comes first: it says which question had no answer.
vi.setConfig({ testTimeout: timeLimit + 10_000 });

const chromium = findChromium(process.env);
const browser = chromium.ok ? await ConformanceBrowser.open(chromium.executablePath, limits) : undefined;
const tests = (await browser?.list(timeLimit)) ?? [];
afterAll(async () => browser?.close());

describe('in headless Chromium', () => {
  if (!chromium.ok) itIsSkipped(chromium);
  if (browser === undefined) return;
  tests.forEach(({ suite, title }, place) => {
    describe(suite, () => {
      it(title, async ({ skip }) => {
        const outcome = await browser.run(place, timeLimit);
        if (outcome.kind === 'skipped') skip(outcome.reason);
        if (outcome.kind === 'broken') throw new Error(outcome.message);
      });
    });
  });
  it('the page reports no error after the last test', async () => browser.settle(timeLimit));
});
