import type { Violation } from './violation.js';

/** What a suite throws when a law is broken: the whole violation as text, and as data. */
export class BrokenLawError extends Error {
  override readonly name = 'BrokenLawError';

  constructor(readonly violation: Violation) {
    const { law, subject, statement, message, counterexample, seed, remedy, source } = violation;
    super(
      [
        `${subject} breaks the law "${law}": ${statement}`,
        `  measured: ${message}`,
        `  counterexample: ${JSON.stringify(counterexample, nonFiniteAsText)}`,
        `  seed: ${seed}`,
        `  to fix: ${remedy}`,
        `  source: ${source}`,
      ].join('\n'),
    );
  }
}

function nonFiniteAsText(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
