import type { AgreementMatrix } from '@wellposed/conformance';
import type { Browser } from 'playwright-core';
import type { ListedTest, Outcome } from '../page/conformance.js';
import type { LosableEngine, LossMoment, LossReport } from '../page/device-loss.js';
import { limitsToQuery } from '../page/limits.js';
import type { Limits } from '../page/limits.js';
import type { ConformancePage } from '../page/main.js';
import { launchChromium } from './launch-chromium.js';
import { PageSession } from './page-session.js';
import { servePage } from './serve-page.js';
import type { ServedPage } from './serve-page.js';

/** The conformance suite in a browser: bundled, served, and run one test at a time. */
export class ConformanceBrowser {
  readonly #served: ServedPage;
  readonly #browser: Browser;
  readonly #url: string;
  readonly #session: PageSession;

  private constructor(served: ServedPage, browser: Browser, limits: Limits) {
    this.#served = served;
    this.#browser = browser;
    this.#url = new URL(limitsToQuery(limits), served.url).href;
    this.#session = new PageSession(browser, this.#url);
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

  /** The tests that the page knows, in the order of their places. */
  async list(timeLimit: number): Promise<readonly ListedTest[]> {
    return this.#session.ask(
      async (page) => page.evaluate(async () => (globalThis as unknown as ConformancePage).conformance.list()),
      timeLimit,
    );
  }

  /**
   * Runs one test.
   *
   * @param place in `list()`
   * @param timeLimit in milliseconds
   * @throws Error when the page gives no answer in time, or reports errors meanwhile
   */
  async run(place: number, timeLimit: number): Promise<Outcome> {
    return this.#session.ask(
      async (page) =>
        page.evaluate(async (at) => (globalThis as unknown as ConformancePage).conformance.run(at), place),
      timeLimit,
    );
  }

  /** The engines that are there and live on a device that can be lost. */
  async losableEngines(timeLimit: number): Promise<readonly LosableEngine[]> {
    return this.#session.ask(
      async (page) => page.evaluate(async () => (globalThis as unknown as ConformancePage).deviceLoss.list()),
      timeLimit,
    );
  }

  /**
   * Takes the device of an engine away, in a page of its own.
   *
   * @param engine its place, from `losableEngines()`
   * @throws Error when the page gives no answer in time, or reports errors meanwhile
   */
  async loseDevice(engine: number, moment: LossMoment, timeLimit: number): Promise<LossReport> {
    const session = new PageSession(this.#browser, this.#url);
    try {
      return await session.ask(
        async (page) =>
          page.evaluate(async ([at, when]) => (globalThis as unknown as ConformancePage).deviceLoss.run(at, when), [
            engine,
            moment,
          ] as const),
        timeLimit,
      );
    } finally {
      await session.close();
    }
  }

  /** The name and the version of the browser. */
  get where(): string {
    return `Chromium ${this.#browser.version().split('.')[0] ?? ''}, headless`;
  }

  /**
   * Compares all engines of the page with the exact answers and with each other.
   *
   * @param runs problems on which every bound is finite
   * @throws Error when the page gives no answer in time, or reports errors meanwhile
   */
  async agreement(runs: number, seed: number, timeLimit: number): Promise<AgreementMatrix> {
    return this.#session.ask(
      async (page) =>
        page.evaluate(async ([count, from]) => (globalThis as unknown as ConformancePage).agreement(count, from), [
          runs,
          seed,
        ] as const),
      timeLimit,
    );
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
