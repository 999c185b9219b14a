import { truthCase } from '@wellposed/conformance';
import type { TruthKind } from '@wellposed/conformance';
import { judgeCase } from './judge-case.js';
import type { Judgement } from './judge-case.js';
import { shrinkCase } from './shrink-case.js';
import type { Violation } from './violation.js';

/** What many cases of a kind came to. */
export interface KindReport {
  readonly kind: TruthKind;
  readonly problems: number;
  /** Fits by status, and refusals by code. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Medians of the least claim of a coefficient and of the claim of the fitted values; NaN where there is none. */
  readonly refined: MedianClaims;
  readonly unrefined: MedianClaims;
  /** Cases in which every coefficient has a standard error, t and interval. */
  readonly withStatistics: number;
  readonly faults: readonly Fault[];
}

interface MedianClaims {
  readonly digits: number;
  readonly fittedDigits: number;
}

/** Cases that break the same law in the same number. */
export interface Fault {
  readonly law: Violation['law'];
  readonly what: string;
  readonly seeds: readonly number[];
  /** The first of them, made small: the sentence and the case as JSON. */
  readonly example: string;
}

/** Judges the cases of a kind with these seeds. */
export function reportKind(kind: TruthKind, seeds: readonly number[]): KindReport {
  const judged = seeds
    .map((seed) => ({ seed, truth: truthCase(kind, seed) }))
    .map(({ seed, truth }) => ({ seed, refine: truth.method.refine, ...judgeCase(truth) }));
  const outcomes = new Map<string, number>();
  for (const { status, refused } of judged) {
    const outcome = status ?? refused ?? 'thrown';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const medians = (refine: boolean): MedianClaims => {
    const own = judged.filter((each) => each.refine === refine && each.digits !== undefined);
    return {
      digits: median(own.map(({ digits = NaN }) => digits)),
      fittedDigits: median(own.map(({ fittedDigits = NaN }) => fittedDigits)),
    };
  };
  return {
    ...{ kind, problems: seeds.length, outcomes, refined: medians(true), unrefined: medians(false) },
    withStatistics: judged.filter(({ hasStatistics }) => hasStatistics === true).length,
    faults: faultsOf(kind, judged),
  };
}

/** The report as text: a head, and a section for each fault. */
export function reportText({
  kind,
  problems,
  outcomes,
  refined,
  unrefined,
  withStatistics,
  faults,
}: KindReport): string {
  const claims = ({ digits, fittedDigits }: MedianClaims): string => `${digits} (fitted values ${fittedDigits})`;
  return [
    `# ${kind}: ${problems} problems`,
    `${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}; ${withStatistics} with all statistics`,
    `median claim: refined ${claims(refined)}, unrefined ${claims(unrefined)}`,
    ...faults.map(({ law, what, seeds, example }) => {
      return `## ${law}: ${what}, ${seeds.length} of ${problems}, seeds ${seeds.slice(0, 5).join(' ')}\n\n${example}`;
    }),
  ].join('\n\n');
}

function faultsOf(kind: TruthKind, judged: readonly (Judgement & { readonly seed: number })[]): readonly Fault[] {
  const groups = new Map<string, { readonly violation: Violation; readonly seeds: number[] }>();
  for (const { seed, violations } of judged) {
    for (const violation of violations) {
      const key = `${violation.law}: ${violation.what}`;
      const group = groups.get(key) ?? { violation, seeds: [] };
      if (!group.seeds.includes(seed)) group.seeds.push(seed);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .sort((a, b) => b.seeds.length - a.seeds.length)
    .map(({ violation: { law, what }, seeds }) => ({
      law,
      what,
      seeds,
      example: exampleOf(kind, seeds[0] ?? 0, { law, what }),
    }));
}

function exampleOf(kind: TruthKind, seed: number, { law, what }: Pick<Violation, 'law' | 'what'>): string {
  const same = (each: Violation): boolean => each.law === law && each.what === what;
  const small = shrinkCase(truthCase(kind, seed), (simpler) => judgeCase(simpler).violations.some(same));
  return `${judgeCase(small).violations.find(same)?.sentence}\n${JSON.stringify(small)}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
