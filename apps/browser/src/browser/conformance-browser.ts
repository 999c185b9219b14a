import type { Browser } from 'playwright-core';
import type { EngineReport } from '../page/conformance.js';
import { limitsToQuery } from '../page/limits.js';
import type { Limits } from '../page/limits.js';
import type { ConformancePage } from '../page/main.js';
import { launchChromium } from './launch-chromium.js';
import { PageSession } from './page-session.js';
import { servePage } from './serve-page.js';
import type { ServedPage } from './serve-page.js';

/** The conformance suite in a browser: bundled, served, and run one check at a time. */
export class ConformanceBrowser {
  readonly #served: ServedPage;
  readonly #browser: Browser;
  readonly #session: PageSession;

  private constructor(served: ServedPage, browser: Browser, limits: Limits) {
    this.#served = served;
    this.#browser = browser;
    this.#session = new PageSession(browser, new URL(limitsToQuery(limits), served.url).href);
  }

  /** Bundles the page, serves it and starts the browser. Whoever opens it closes it. */
  static async open(executablePath: string, limits: Limits): Promise<ConformanceBrowser> {
    const served = await servePage();
    try {
      return new ConformanceBrowser(served, await launchChromium(executablePath), limits);
    } catch (error) {
      await served.close();
      throw error;
    }
  }

  /** The engines that the page knows, with their checks. */
  async list(timeLimit: number): Promise<readonly EngineReport[]> {
    return this.#session.ask(
      async (page) => page.evaluate(async () => (globalThis as unknown as ConformancePage).conformance.list()),
      timeLimit,
    );
  }

  /**
   * Runs one check.
   *
   * @param engine its place in `list()`
   * @param check its place in the engine's checks
   * @param timeLimit in milliseconds
   * @throws Error what breaks the law, with a counterexample; or that the page gave no answer in time, or reported errors
   */
  async run(engine: number, check: number, timeLimit: number): Promise<void> {
    const broken = await this.#session.ask(
      async (page) =>
        page.evaluate(
          async ([engine, check]) => (globalThis as unknown as ConformancePage).conformance.run(engine, check),
          [engine, check] as const,
        ),
      timeLimit,
    );
    if (broken !== undefined) throw new Error(broken);
  }

  /** Waits until the page has done what it still had to do. @throws Error when it reported errors meanwhile */
  async settle(timeLimit: number): Promise<void> {
    await this.#session.ask(
      async (page) => page.evaluate(async () => new Promise((resolve) => setTimeout(resolve, 100))),
      timeLimit,
    );
  }

  /** Closes the page, the browser and the server. */
  async close(): Promise<void> {
    await this.#session.close();
    await this.#browser.close();
    await this.#served.close();
  }
}
