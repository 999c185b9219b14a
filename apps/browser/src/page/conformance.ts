import { backendLaws, describeBackend } from '@wellposed/conformance';
import type { Availability } from '@wellposed/core';
import type { Engine } from './engine.js';
import type { Limits } from './limits.js';

/** What the page says of one engine. Plain data, since it crosses from the page to Node. */
export interface EngineReport {
  /** With the seed and the number of runs. */
  readonly title: string;
  readonly availability: Availability;
  /** The checks that can run here, by their titles: all where the engine is there, else only that it refuses as it should. */
  readonly checks: readonly string[];
}

interface Check {
  readonly title: string;
  readonly run: () => Promise<void>;
}

interface Suite {
  readonly report: EngineReport;
  readonly checks: readonly Check[];
}

/**
 * The laws of `@wellposed/conformance`, held in a page: `list` says which, `run` runs one, by its place in the list.
 *
 * One a call, so that a check that hangs is seen to hang, and costs the others nothing.
 */
export class Conformance {
  readonly #suites: Promise<readonly Suite[]>;

  constructor(engines: readonly Engine[], limits: Limits) {
    this.#suites = Promise.all(engines.map(async (engine) => suiteOf(engine, limits)));
  }

  /** The engines, available or not, and their checks. */
  async list(): Promise<readonly EngineReport[]> {
    return (await this.#suites).map(({ report }) => report);
  }

  /**
   * Runs one check of the list.
   *
   * @returns what breaks the law, with the smallest problem found that does; absent when it holds
   * @throws RangeError when the list has no such check
   */
  async run(engine: number, check: number): Promise<string | undefined> {
    const found = (await this.#suites)[engine]?.checks[check];
    if (found === undefined) throw new RangeError(`no check ${check} of engine ${engine}`);
    try {
      await found.run();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** The suite of one backend, taken down by a runner that runs nothing yet. */
async function suiteOf({ backend, share, resources }: Engine, { runs, seed }: Limits): Promise<Suite> {
  const availability = await backend.available();
  const titles: string[] = [];
  const checks: Check[] = [];
  const runner = {
    describe(title: string, body: () => void): void {
      titles.push(title);
      body();
    },
    it: (title: string, run: () => Promise<void>) => checks.push({ title, run }),
  };
  describeBackend(runner, backend, {
    runs: Math.max(1, Math.round(runs * share)),
    seed,
    laws: availability.ok ? backendLaws : backendLaws.filter(({ name }) => name === 'availability'),
    ...(resources === undefined ? {} : { resources }),
  });
  return { report: { title: titles.join(' '), availability, checks: checks.map(({ title }) => title) }, checks };
}
