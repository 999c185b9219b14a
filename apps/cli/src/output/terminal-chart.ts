import type { DescentFigure } from '@wellposed/plot';

/** Columns for each factor of ten in the steps, and the marks of the runs, in ASCII: as wide as they look everywhere. */
const columnsPerDecade = 15;
const marks = ['o', 'x', '+', '*', '#'];

/**
 * Loss over steps for several descents, on logarithmic axes, as lines of text: one line for each power of ten of the loss.
 * Where runs meet, the earlier one is shown.
 */
export function terminalChart({ runs, reference, valueName, ceiling = Infinity }: DescentFigure): string {
  const paths = runs.map((run) => sampled(run, ceiling));
  const levels = [...paths.flat(), reference?.value ?? NaN].map(decade).filter(Number.isFinite);
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  const width = Math.max(...paths.map((path) => path.length));
  const lines = Array.from({ length: high - low + 1 }, (_, i) => {
    const level = high - i;
    const ground = reference !== undefined && decade(reference.value) === level ? '.' : ' ';
    const cells = Array.from({ length: width }, (_, column) => {
      const run = paths.findIndex((path) => decade(path[column] ?? NaN) === level);
      return run < 0 ? ground : (marks[run % marks.length] ?? '');
    });
    return `  ${`1e${level}`.padStart(5)} |${cells.join('').trimEnd()}`;
  });
  const decades = Array.from({ length: Math.ceil(width / columnsPerDecade) }, (_, i) => i);
  return [
    `  ${valueName}`,
    ...lines,
    `  ${' '.repeat(7)}${decades
      .map(() => '+'.padEnd(columnsPerDecade, '-'))
      .join('')
      .slice(0, width)}`,
    `  steps  ${decades.map((i) => String(10 ** i).padEnd(columnsPerDecade)).join('')}`.trimEnd(),
    '',
    ...runs.map(({ label }, i) => `  ${marks[i % marks.length]} ${label}`),
    ...(reference === undefined ? [] : [`  . ${reference.label}`]),
  ].join('\n');
}

/** The loss at the step of each column, until the run ends or leaves the picture. */
function sampled({ iterations, values }: DescentFigure['runs'][number], ceiling: number): number[] {
  const path: number[] = [];
  const last = iterations.at(-1) ?? 0;
  let at = 0;
  for (let column = 0; ; column += 1) {
    const step = 10 ** (column / columnsPerDecade);
    if (step > last * (1 + 1e-12)) return path;
    while ((iterations[at + 1] ?? Infinity) <= step) at += 1;
    const value = values[at] ?? NaN;
    if (!(value <= ceiling)) return path;
    path.push(value);
  }
}

/** The power of ten at or below a number. */
function decade(value: number): number {
  return Math.floor(Math.log10(value));
}
