import { describeBackend, describeIfAvailable } from '@wellposed/conformance';
import type { Engine } from './engine.js';
import type { Limits } from './limits.js';

/** A test that the page can run. Plain data, since it crosses from the page to Node. */
export interface ListedTest {
  /** The suite it belongs to: the backend, with the seed and the number of runs. */
  readonly suite: string;
  /** The law, what it is held on, and what it says. */
  readonly title: string;
}

/** What came of a test. Plain data. */
export type Outcome =
  | { readonly kind: 'holds' }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** With the smallest problem found that breaks the law. */
  | { readonly kind: 'broken'; readonly message: string };

interface Test extends ListedTest {
  readonly body: (context: { readonly skip: (reason: string) => void }) => Promise<void>;
}

/**
 * The laws of `@wellposed/conformance`, held in a page: `list` says which, `run` runs one, by its place in the list.
 *
 * One a call, so that a test that hangs is seen to hang, and costs the others nothing.
 */
export class Conformance {
  #taken: Promise<readonly Test[]> | undefined;

  constructor(
    private readonly engines: readonly Engine[],
    private readonly limits: Limits,
  ) {}

  /** Every law on every engine; of an engine that is not there, why, and the law that it refuses as it should. */
  async list(): Promise<readonly ListedTest[]> {
    return (await this.#tests()).map(({ suite, title }) => ({ suite, title }));
  }

  /** @throws RangeError when the list has no such place */
  async run(place: number): Promise<Outcome> {
    const test = (await this.#tests())[place];
    if (test === undefined) throw new RangeError(`no test at place ${place}`);
    let reason: string | undefined;
    try {
      await test.body({
        skip(said) {
          reason = said;
        },
      });
    } catch (error) {
      return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
    }
    return reason === undefined ? { kind: 'holds' } : { kind: 'skipped', reason };
  }

  /** No engine is asked anything before the first question. */
  async #tests(): Promise<readonly Test[]> {
    return (this.#taken ??= testsOf(this.engines, this.limits));
  }
}

/** The suites of the engines, taken down by a runner that runs nothing. */
async function testsOf(engines: readonly Engine[], { runs, seed }: Limits): Promise<readonly Test[]> {
  const tests: Test[] = [];
  let suite = '';
  const runner = {
    describe(title: string, body: () => void): void {
      suite = title;
      body();
    },
    it: (title: string, body: Test['body']) => tests.push({ suite, title, body }),
  };
  for (const { backend, share, resources } of engines) {
    await describeIfAvailable(runner, backend, () =>
      describeBackend(runner, backend, {
        runs: Math.max(1, Math.round(runs * share)),
        seed,
        ...(resources === undefined ? {} : { resources }),
      }),
    );
  }
  return tests;
}
