import { markdownTable } from '../markdown-table.js';
import type { LoopReport } from './fit-loop.js';

const LEFT_COLUMNS = 2;
const MEBIBYTE = 2 ** 20;
const NOT_COUNTED = '–';

/** What loops of fits left behind, a row for each engine. */
export function leaksTable(rows: readonly (readonly string[])[]): string {
  return markdownTable({
    head: [
      'engine',
      'device',
      'tensors, arrays',
      'threads',
      'active handles',
      'heap, MiB',
      'heap, bytes a fit',
      'ms a fit',
    ],
    rows,
    leftColumns: LEFT_COLUMNS,
  });
}

/** One row: before → after. */
export function loopRow(
  name: string,
  device: string,
  { before, after, heapSlope, duration }: LoopReport,
): readonly string[] {
  const change = (a: number | string | undefined, b: number | string | undefined): string =>
    a === undefined ? NOT_COUNTED : `${a} → ${b ?? NOT_COUNTED}`;
  const count = (active: string): number => (active === '' ? 0 : active.split(' ').length);
  return [
    name,
    device,
    change(before.resources, after.resources),
    change(before.threads, after.threads),
    change(count(before.active), count(after.active)),
    change((before.heap / MEBIBYTE).toFixed(1), (after.heap / MEBIBYTE).toFixed(1)),
    heapSlope.toFixed(0),
    duration.toFixed(1),
  ];
}
