import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Engine } from '@wellposed/engines';

/** What a process holds. */
export interface Footprint {
  /** Tensors, arrays and kernels on the device; absent where the engine has no probe. */
  readonly resources?: number;
  /** Threads of the operating system, thus workers too; absent where they cannot be counted. */
  readonly threads?: number;
  /** What keeps Node.js' event loop going: open handles and requests, by kind. */
  readonly active: string;
  /** Bytes of JavaScript objects, after a collection of garbage. */
  readonly heap: number;
}

/** Where Linux lists the threads of a process. */
const TASKS = '/proc/self/task';
/** Samples of what comes and goes by itself, such as timers of a test runner: the least of them is what lasts. */
const SAMPLES = 5;
/** Milliseconds between samples. */
const PAUSE = 2;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Measures what this process holds now, garbage aside. */
export async function footprint({ resources }: Engine): Promise<Footprint> {
  const samples: { readonly active: readonly string[]; readonly threads: number }[] = [];
  for (let k = 0; k < SAMPLES; k++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    collectGarbage();
    // Asynchronous, so that Node.js' own threads for files are there before the first count.
    const threads = existsSync(TASKS) ? (await readdir(TASKS)).length : NaN;
    samples.push({ active: process.getActiveResourcesInfo().sort(), threads });
  }
  const [fewest] = samples.map(({ active }) => active).sort((a, b) => a.length - b.length);
  const threads = Math.min(...samples.map((sample) => sample.threads));
  return {
    ...(resources && { resources: resources() }),
    ...(!Number.isNaN(threads) && { threads }),
    active: fewest?.join(' ') ?? '',
    heap: process.memoryUsage().heapUsed,
  };
}
