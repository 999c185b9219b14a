import type { Finding, Law } from './law.js';

/** A broken law, with what breaks it and how to fix it. Plain data. */
export interface Violation extends Finding {
  /** Name of the law. */
  readonly law: string;
  readonly statement: string;
  readonly source: string;
  readonly remedy: string;
  /** What the law was checked on: a backend, a backend's solver or an optimizer. */
  readonly subject: string;
}

/** Puts a law and its finding together. */
export function violation(law: Law, subject: string, finding: Finding): Violation {
  const { name, statement, source, remedy } = law;
  return { law: name, subject, statement, source, remedy, ...finding };
}
