import type { Reason } from './inference.js';
import type { Obstacle } from './obstacle.js';

/** One undefined quantity of one coefficient, or of the whole fit. */
export interface Finding {
  /** The key that is undefined. */
  readonly key: string;
  readonly obstacle: Obstacle;
  /** Name of the coefficient; absent for a quantity of the whole fit. */
  readonly coefficient?: string;
}

/**
 * Reasons in the order of the findings: keys of the same coefficient with the same obstacle are told together, and so
 * are coefficients to which the same happened.
 *
 * @param coefficients how many there are: a reason names those that it concerns unless it concerns all
 */
export function reasonsOf(findings: readonly Finding[], coefficients: number): readonly Reason[] {
  const byCoefficient = group(findings, ({ coefficient, obstacle }) => JSON.stringify([coefficient, obstacle]));
  const told = byCoefficient.map((same) => ({ ...same[0], quantity: same.map(({ key }) => key).join(', ') }));
  return group(told, ({ quantity, coefficient, obstacle }) =>
    JSON.stringify([quantity, coefficient === undefined, obstacle]),
  ).map((same) => {
    const { quantity, obstacle } = same[0];
    const names = same.flatMap(({ coefficient }) => coefficient ?? []);
    if (names.length === 0) return { quantity, ...obstacle };
    const which = names.length < coefficients ? ` (${names.join(', ')})` : '';
    return { quantity, code: obstacle.code, reason: obstacle.reason + which, coefficients: names };
  });
}

/** The items in groups of the same key, in the order of their first. */
function group<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const existing = groups.get(key(item));
    if (existing) existing.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}
