import type { Availability, Backend } from '@wellposed/core';
import { backendChecks } from './backend-checks.js';
import { describeChecks } from './describe-checks.js';
import { availability } from './laws/availability.js';
import type { SkippingRunner } from './runner.js';

/**
 * A suite about a backend that may not be there, as `await describeIfAvailable({ describe, it }, backend, () => …)` at the top
 * level of a test file.
 *
 * Where the backend can run, the suite is `body`, once, with what it runs on. Where it cannot, the suite is one skipped test
 * "skipped: reason (remedy)", and the law "availability", which holds of every backend: it says why, and refuses to open.
 */
export async function describeIfAvailable(
  runner: SkippingRunner,
  backend: Backend,
  body: (answer: Extract<Availability, { readonly ok: true }>) => void,
): Promise<void> {
  const answer = await backend.available();
  if (answer.ok) {
    body(answer);
    return;
  }
  const { reason, remedy } = answer;
  const title = `backend '${backend.name}'`;
  runner.describe(title, () => {
    runner.it(`skipped: ${reason} (${remedy})`, async ({ skip }) => {
      skip(reason);
    });
  });
  describeChecks(runner, title, backendChecks(backend, { laws: [availability] }));
}
