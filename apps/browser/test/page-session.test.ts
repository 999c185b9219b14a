import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../src/browser/find-chromium.js';
import { launchChromium } from '../src/browser/launch-chromium.js';
import { PageSession } from '../src/browser/page-session.js';
import { itIsSkipped } from './it-is-skipped.js';

const chromium = findChromium(process.env);
const ENOUGH = 20_000;

describe('a page that is asked', () => {
  if (!chromium.ok) {
    itIsSkipped(chromium);
    return;
  }
  const { executablePath } = chromium;
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    browser = await launchChromium(executablePath);
  });
  afterAll(async () => browser.close());

  const faults: readonly (readonly [title: string, script: string, said: RegExp])[] = [
    ['an error in the console', 'console.error("lost")', /console: lost/],
    ['an exception that nobody caught', 'setTimeout(() => { throw new Error("lost") })', /uncaught: Error: lost/],
    ['a rejection that nobody handled', 'void Promise.reject(new Error("lost"))', /uncaught: Error: lost/],
    ['a request that failed', 'void fetch("http://127.0.0.1:1/").catch(() => undefined)', /request failed/],
  ];
  it.each(faults)(
    'does not answer well after %s, and the next question gets a new page',
    async (_title, script, said) => {
      const session = new PageSession(browser, 'data:text/html,<title>first</title>');
      const answer = session.ask(async (page) => {
        await page.evaluate(script);
        await page.waitForTimeout(200);
        return page.title();
      }, ENOUGH);
      await expect(answer).rejects.toThrow(said);
      expect(await session.ask(async (page) => page.evaluate('globalThis.count = 1'), ENOUGH)).toBe(1);
      await session.close();
    },
  );

  it.each([
    ['never ends', 'for (;;);'],
    ['never settles', 'new Promise(() => undefined)'],
  ])('is given up when its script %s, and the next question gets a new page', async (_title, script) => {
    const session = new PageSession(browser, 'data:text/html,<title>new</title>');
    await expect(session.ask(async (page) => page.evaluate(script), 500)).rejects.toThrow(/no answer within 0.5 s/);
    expect(await session.ask(async (page) => page.title(), ENOUGH)).toBe('new');
    await session.close();
  });

  it('is the same page as long as it answers', async () => {
    const session = new PageSession(browser, 'data:text/html,');
    const count = async (): Promise<unknown> =>
      session.ask(async (page) => page.evaluate('globalThis.count = (globalThis.count ?? 0) + 1'), ENOUGH);
    expect([await count(), await count()]).toEqual([1, 2]);
    await session.close();
  });
});
