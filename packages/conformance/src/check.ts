import type { Finding, Law } from './law.js';

/** One law on one subject, ready to run. */
export interface Check {
  readonly law: Law;
  readonly subject: string;
  readonly run: () => Promise<Finding | undefined>;
}
