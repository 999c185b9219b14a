import { existsSync, readdirSync } from 'node:fs';
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
/** Turns of the event loop that let what was closed be gone. */
const TURNS = 3;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Measures what this process holds now, garbage aside. */
export async function footprint({ resources }: Engine): Promise<Footprint> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    collectGarbage();
  }
  return {
    ...(resources && { resources: resources() }),
    ...(existsSync(TASKS) && { threads: readdirSync(TASKS).length }),
    active: process.getActiveResourcesInfo().sort().join(' '),
    heap: process.memoryUsage().heapUsed,
  };
}
