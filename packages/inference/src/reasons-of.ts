import type { Obstacle } from './obstacle.js';
import type { Reason } from './reason.js';

/** One undefined quantity of one coefficient, of one row, or of the whole fit. */
export interface Finding {
  /** The key that is undefined. */
  readonly key: string;
  readonly obstacle: Obstacle;
  /** Name of the coefficient, or index of the row; absent for a quantity of the whole fit. */
  readonly of?: string | number;
}

/**
 * Reasons in the order of the findings: keys of the same coefficient or row with the same obstacle are told together,
 * and so are coefficients and rows to which the same happened.
 *
 * @param count how many coefficients or rows there are: a reason names those that it concerns unless it concerns all
 */
export function reasonsOf(findings: readonly Finding[], count: number): readonly Reason[] {
  const together = group(findings, ({ of, obstacle }) => JSON.stringify([of, obstacle]));
  const told = together.map((same) => ({ ...same[0], quantity: [...new Set(same.map(({ key }) => key))].join(', ') }));
  return group(told, ({ quantity, of, obstacle }) => JSON.stringify([quantity, typeof of, obstacle])).map((same) => {
    const { quantity, obstacle } = same[0];
    const coefficients = same.flatMap(({ of }) => (typeof of === 'string' ? of : []));
    const rows = same.flatMap(({ of }) => (typeof of === 'number' ? of : []));
    return {
      quantity,
      code: obstacle.code,
      reason: obstacle.reason + whichOf(coefficients, rows, count),
      ...(coefficients.length > 0 && { coefficients }),
      ...(rows.length > 0 && { rows }),
    };
  });
}

/** The names of coefficients or a few of the rows, unless they are all. */
function whichOf(coefficients: readonly string[], rows: readonly number[], count: number): string {
  const [some, word] = coefficients.length > 0 ? [coefficients, ''] : [rows, rows.length === 1 ? 'row ' : 'rows '];
  if (some.length === 0 || some.length === count) return '';
  const shown = some.length > 8 ? [...some.slice(0, 8), '…'] : some;
  return ` (${word}${shown.join(', ')})`;
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
