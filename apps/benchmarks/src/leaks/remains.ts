import type { Footprint } from './footprint.js';
import type { LoopReport } from './fit-loop.js';

/** A test runner or a console sets and ends timers of its own at any time: no count of them tells what the fits left. */
const TIMER = 'Timeout';

/** What a loop left behind of the things that can be counted, a sentence each; empty when there is no more of anything. */
export function remains({ before, after }: LoopReport): readonly string[] {
  const counts = [counted(before), counted(after)] as const;
  return [...counts[1]].flatMap(([what, count]) => {
    const earlier = counts[0].get(what) ?? 0;
    return count > earlier ? [`${what}: ${earlier} before, ${count} after`] : [];
  });
}

/** How many there are of each kind. */
function counted({ resources, threads, active }: Footprint): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (resources !== undefined) counts.set('resources', resources);
  if (threads !== undefined) counts.set('threads', threads);
  for (const kind of active.split(' ')) {
    if (kind !== '' && kind !== TIMER) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
