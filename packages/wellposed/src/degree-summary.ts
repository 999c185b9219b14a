import type { DegreeCandidate, DegreeSelection } from '@wellposed/inference';
import { fixed, short } from './format-cells.js';
import { textTable, wrapped } from './text-table.js';

const width = 88;

/** What the criteria are called in words, for tables and pictures. */
export const criterionNames: Readonly<Record<DegreeSelection['criterion'], string>> = {
  loo: 'leave-one-out error',
  aic: 'AIC',
  bic: 'BIC',
  f: 'p of the F test of the highest terms',
};

/**
 * A choice among degrees as text: one line for each degree that was tried, the chosen one marked with an arrow. What is
 * not defined is '–', with a note that says why.
 */
export function degreeSummary(selection: DegreeSelection): string {
  const { criterion, level, candidates, chosen, advice } = selection;
  const rule = level === undefined ? '' : ` at the level ${level}`;
  const rows = candidates.map((candidate) => cells(candidate, candidate.degree === chosen));
  return [
    `Degrees, chosen by ${criterionNames[criterion]}${rule}:`,
    ...textTable([['', 'degree', 'df', 'sum of squares', 'loo error', 'AIC', 'BIC', 'F', 'Pr(>F)', 'status'], ...rows]),
    ...wrapped(advice, width, '  '),
    ...notes(candidates).flatMap((note) => wrapped(`note: ${note}`, width, '  ')),
  ].join('\n');
}

function cells(candidate: DegreeCandidate, chosen: boolean): readonly string[] {
  const { degree, degreesOfFreedom, residualSumOfSquares, loo, aic, bic, f, p, solution } = candidate;
  return [
    chosen ? '→' : '',
    ...[degree, degreesOfFreedom].map(String),
    ...[short(residualSumOfSquares ?? null), short(loo ?? null), short(aic ?? null), short(bic ?? null)],
    ...[fixed(f ?? null), short(p ?? null)],
    solution.status === 'converged' ? '' : solution.status,
  ];
}

/** Each reason once, with the degrees it concerns. */
function notes(candidates: readonly DegreeCandidate[]): readonly string[] {
  const degrees = new Map<string, number[]>();
  for (const { degree, reasons } of candidates) {
    for (const { quantity, reason } of reasons) {
      const text = `${quantity}: ${reason}`;
      degrees.set(text, [...(degrees.get(text) ?? []), degree]);
    }
  }
  return [...degrees].map(([text, of]) => `degree ${of.join(', ')}: ${text}`);
}
