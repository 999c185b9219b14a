/** A table of text, as prettier writes it. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many of the first columns are aligned to the left; the others are to the right. */
  readonly leftColumns: number;
}

/** Shortest rule under a heading. */
const SHORTEST_RULE = 3;

/** Markdown of a table, its columns aligned; ends with a line break. */
export function markdownTable({ head, rows, leftColumns }: Table): string {
  const widths = head.map((title, column) =>
    Math.max(SHORTEST_RULE, ...[head, ...rows].map((row) => row[column]?.length ?? 0), title.length),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, j) => (j < leftColumns ? (cells[j] ?? '').padEnd(width) : (cells[j] ?? '').padStart(width))).join(' | ')} |\n`;
  const rule = widths.map((width, j) => (j < leftColumns ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [head, rule, ...rows].map(line).join('');
}
