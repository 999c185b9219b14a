import { referenceSets } from '@wellposed/conformance';
import type { ReferenceSet } from '@wellposed/conformance';
import { markdownTable } from '../markdown-table.js';
import type { Answers } from './answers.js';
import { digitsText } from './digits-text.js';
import type { Estimates } from './program.js';
import { worstDigits } from './worst-digits.js';

/** What a table judges: some of the numbers that a program found, against the right ones. */
export interface Question {
  readonly found: (estimates: Estimates) => readonly number[] | undefined;
  readonly truth: (set: ReferenceSet) => readonly string[];
}

/** Where a program does not offer the model or the quantity. */
const NOT_OFFERED = '–';
const LEFT_COLUMNS = 2;

/** Digits of the worst number: a row for each program that answers the question at all, a column for each data set. */
export function accuracyTable(answers: readonly Answers[], question: Question): string {
  const rows = answers.map(({ program, estimates }) => ({
    program,
    cells: referenceSets.map((set, i) => cell(estimates[i], set, question)),
  }));
  return markdownTable({
    head: ['program', 'version', ...referenceSets.map(({ name }) => name)],
    rows: rows
      .filter(({ cells }) => cells.some((text) => text !== NOT_OFFERED))
      .map(({ program, cells }) => [program.name, program.version, ...cells]),
    leftColumns: LEFT_COLUMNS,
  });
}

function cell(estimates: Answers['estimates'][number], set: ReferenceSet, { found, truth }: Question): string {
  if (estimates === undefined) return NOT_OFFERED;
  if (estimates === 'failed') return digitsText(NaN);
  const numbers = found(estimates);
  return numbers ? digitsText(worstDigits(numbers, truth(set))) : NOT_OFFERED;
}
