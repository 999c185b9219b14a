import type { Solution } from '@wellposed/core';

/** The solution with every number of its S changed. */
export function withRoot(solution: Solution, change: (value: number) => number): Solution {
  const { hi, lo } = solution.working.inverseRoot!;
  return { ...solution, working: { ...solution.working, inverseRoot: { hi: hi.map(change), lo: lo.map(change) } } };
}
