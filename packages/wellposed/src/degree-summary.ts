import { criterionNames, type DegreeSelection } from '@wellposed/inference';
import type { DegreeCandidateDocument } from './degree-selection-document.js';
import { degreeSelectionDocument } from './degree-selection-document.js';
import { fixed, short } from './format-cells.js';
import { textTable, wrapped } from './text-table.js';

const width = 88;

/**
 * A choice among degrees as text: one line for each degree that was tried, the chosen one marked with an arrow. What is
 * not defined is '–', with a note that says why.
 */
export function degreeSummary(selection: DegreeSelection): string {
  const { criterion, level, candidates, chosen, advice } = degreeSelectionDocument(selection);
  const rule = level === null ? '' : ` below ${level}`;
  return [
    `Degrees, chosen by ${criterionNames[criterion]}${rule}:`,
    ...textTable([
      ['', 'degree', 'df', 'sum of squares', 'loo error', 'AIC', 'BIC', 'F', 'Pr(>F)', ''],
      ...candidates.map((candidate) => cells(candidate, candidate.degree === chosen)),
    ]),
    '',
    ...wrapped(advice, width, '  '),
    ...notes(candidates).flatMap((note) => wrapped(`note: ${note}`, width, '  ')),
  ].join('\n');
}

function cells(candidate: DegreeCandidateDocument, chosen: boolean): readonly string[] {
  const { degree, degreesOfFreedom, residualSumOfSquares, looError, aic, bic, f, p, status } = candidate;
  return [
    chosen ? '→' : '',
    ...[degree, degreesOfFreedom].map(String),
    ...[residualSumOfSquares, looError, aic, bic].map(short),
    ...[fixed(f), short(p)],
    status === 'converged' ? '' : status,
  ];
}

/** Each reason once, with the degrees it concerns. */
function notes(candidates: readonly DegreeCandidateDocument[]): readonly string[] {
  const degrees = new Map<string, number[]>();
  for (const candidate of candidates) {
    for (const note of candidate.notes) degrees.set(note, [...(degrees.get(note) ?? []), candidate.degree]);
  }
  return [...degrees].map(([note, of]) => `degree ${of.join(', ')}: ${note}`);
}
