import { truthKinds } from '@wellposed/conformance';
import type { TruthKind } from '@wellposed/conformance';
import fc from 'fast-check';
import { appendFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Fault, KindReport } from './report-kind.js';
import { reportKind, reportText } from './report-kind.js';

/** WELLPOSED_RUNS and WELLPOSED_SEED make the random part longer or different; its title prints both. */
const runs = Number(process.env['WELLPOSED_RUNS'] ?? 60);
const seed = Number(process.env['WELLPOSED_SEED'] ?? 20260301);
/** Where to append what each kind came to: counts, median claims, and an example of each fault. */
const file = process.env['WELLPOSED_TRUTH_REPORT'];
vi.setConfig({ testTimeout: Math.max(60_000, 600 * runs) });

function reported(kind: TruthKind, seeds: readonly number[]): KindReport {
  const report = reportKind(kind, seeds);
  if (file !== undefined) appendFileSync(file, `${reportText(report)}\n\n`);
  return report;
}

/** The kinds of which this holds; a report looks at all. */
const held: readonly TruthKind[] = ['healthy'];

const told = ({ law, what, seeds, example }: Fault): string => `${law}: ${what} (seed ${seeds[0]}): ${example}`;

describe(`no claim above the truth, no finite number without its flag, no NaN (${runs} of each kind, seed ${seed})`, () => {
  it.each(file === undefined ? held : truthKinds)('%s', (kind) => {
    expect(reported(kind, fc.sample(fc.nat(), { seed, numRuns: runs })).faults.map(told)).toEqual([]);
  });
});

describe('withholding is no cure', () => {
  /**
   * The first 200 healthy cases on the sources of commit 5b7c2f1, where claims and statistics were not yet held against exact ones: median
   * claims, and how many had a standard error, t and interval for every coefficient.
   */
  const before = {
    refined: { digits: 15.9, fittedDigits: 15.9 },
    unrefined: { digits: 11.5, fittedDigits: 12.1 },
    withStatistics: 168,
  };

  it('healthy cases keep their digits, to 0.3, and their statistics', () => {
    const now = reported(
      'healthy',
      Array.from({ length: 200 }, (_, own) => own),
    );
    for (const how of ['refined', 'unrefined'] as const) {
      expect(now[how].digits).toBeGreaterThanOrEqual(before[how].digits - 0.3);
      expect(now[how].fittedDigits).toBeGreaterThanOrEqual(before[how].fittedDigits - 0.3);
    }
    expect(now.withStatistics).toBeGreaterThanOrEqual(before.withStatistics);
    expect([...now.outcomes]).toEqual([['converged', 200]]);
  });
});
