import type { Check } from './check.js';
import { violation } from './violation.js';
import type { Violation } from './violation.js';

/** Runs checks one after the other and gathers what they find. */
export async function runChecks(checks: readonly Check[]): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for (const { law, subject, run } of checks) {
    const finding = await run();
    if (finding) found.push(violation(law, subject, finding));
  }
  return found;
}
