import type { LoopReport } from './fit-loop.js';

/** What a loop left behind of the things that can be counted, a sentence each; empty when all is where it was. */
export function remains({ before, after }: LoopReport): readonly string[] {
  return (['resources', 'threads', 'active'] as const)
    .filter((what) => before[what] !== after[what])
    .map((what) => `${what}: '${String(before[what])}' before, '${String(after[what])}' after`);
}
