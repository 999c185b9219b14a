import type { BackendDocument } from '../schemas/backends-document.js';
import type { Colours } from './colours.js';
import { printable } from './printable.js';
import { wrapWords } from './wrap-words.js';

/** Of a terminal that nobody has widened. */
const width = 80;
const gap = '  ';
const indent = '    ';
const titles = ['backend', 'available', 'precision'] as const;

/**
 * One line for each backend; below it the reason and the remedy when it cannot run here, or what is worth knowing when it can.
 *
 * Engines and devices are what the backends say they are, of any length: they stand last and go on below.
 */
export function backendsTable(documents: readonly BackendDocument[], paint: Colours): string {
  const cells = documents.map(({ name, available, precision }) => [
    printable(name),
    available ? 'yes' : 'no',
    precision ?? '–',
  ]);
  const widths = titles.map((title, j) => Math.max(title.length, ...cells.map((row) => row[j]?.length ?? 0)));
  const line = (row: readonly string[], rest: string): string => {
    const start = row.map((cell, j) => cell.padEnd(widths[j] ?? 0) + gap).join('');
    return wrapWords(start + rest, width, ' '.repeat(start.length));
  };
  const blocks = documents.map(({ available, engine, device, reason, remedy }, i) => {
    const about = printable(device === null ? engine : `${engine} on ${device}`);
    return [
      (available ? paint.green : paint.red)(line(cells[i] ?? [], about)),
      ...(reason === null ? [] : [wrapWords(indent + printable(reason), width, indent)]),
      ...(remedy === null ? [] : [wrapWords(`${indent}→ ${printable(remedy)}`, width, `${indent}  `)]),
    ];
  });
  return [paint.bold(line(titles, 'engine and device')), ...blocks.flat()].join('\n');
}
