import type { Finding } from '../law.js';

/** A law about behaviour that needs no random input: the first sentence that a check returns is the finding. */
export async function once(
  seed: number,
  counterexample: unknown,
  check: () => Promise<string | undefined>,
): Promise<Finding | undefined> {
  try {
    const message = await check();
    return message === undefined ? undefined : { message, counterexample, seed };
  } catch (error) {
    return { message: `threw ${String(error)}`, counterexample, seed };
  }
}
