import type { DegreeCandidate, DegreeCriterion, DegreeSelection } from '@wellposed/inference';

/** One degree that was tried; null where a quantity is not defined, with the reason in `notes`. */
export interface DegreeCandidateDocument {
  readonly degree: number;
  readonly status: string;
  readonly degreesOfFreedom: number;
  readonly residualSumOfSquares: number | null;
  /** Root mean square of the leave-one-out residuals. */
  readonly looError: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  /** F of the terms beyond the degree before, and its probability. */
  readonly f: number | null;
  readonly p: number | null;
  readonly notes: readonly string[];
}

/** A choice among degrees as one JSON document. */
export interface DegreeSelectionDocument {
  readonly criterion: DegreeCriterion;
  /** Level of the F tests; null for other criteria. */
  readonly level: number | null;
  readonly chosen: number | null;
  readonly advice: string;
  readonly candidates: readonly DegreeCandidateDocument[];
}

/** Puts a choice into its document. */
export function degreeSelectionDocument(selection: DegreeSelection): DegreeSelectionDocument {
  const { criterion, level, chosen, advice, candidates } = selection;
  return {
    criterion,
    level: level ?? null,
    chosen: chosen ?? null,
    advice,
    candidates: candidates.map(candidateDocument),
  };
}

function candidateDocument(candidate: DegreeCandidate): DegreeCandidateDocument {
  const { degree, degreesOfFreedom, residualSumOfSquares, loo, aic, bic, f, p, solution, reasons } = candidate;
  return {
    degree,
    status: solution.status,
    degreesOfFreedom,
    residualSumOfSquares: residualSumOfSquares ?? null,
    looError: loo ?? null,
    aic: aic ?? null,
    bic: bic ?? null,
    f: f ?? null,
    p: p ?? null,
    notes: reasons.map(({ quantity, reason }) => `${documentKeys(quantity)}: ${reason}`),
  };
}

/** The criterion's own value is one of the others, and the leave-one-out error has a longer name here. */
function documentKeys(quantity: string): string {
  const keys = quantity.split(', ').map((key) => (key === 'loo' ? 'looError' : key));
  return keys.filter((key) => key !== 'value' || keys.length === 1).join(', ');
}
