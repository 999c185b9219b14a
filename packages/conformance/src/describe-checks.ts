import { BrokenLawError } from './broken-law-error.js';
import type { Check } from './check.js';
import type { Runner } from './runner.js';
import { violation } from './violation.js';

/** One test for each check, in one group. */
export function describeChecks(runner: Runner, title: string, checks: readonly Check[]): void {
  runner.describe(title, () => {
    for (const { law, subject, run } of checks) {
      runner.it(`${law.name} [${subject}]: ${law.statement}`, async () => {
        const finding = await run();
        if (finding) throw new BrokenLawError(violation(law, subject, finding));
      });
    }
  });
}
