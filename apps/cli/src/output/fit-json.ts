import type { FitDocument } from 'wellposed';
import type { TargetFit } from '../fit/run-fit.js';

/** How a degree was chosen, as JSON: null where a quantity is not defined, with the reason in `notes`. */
function choiceJson(choice: NonNullable<TargetFit['choice']>) {
  const { criterion, level, candidates, chosen, advice } = choice;
  return {
    criterion,
    level: level ?? null,
    chosen: chosen ?? null,
    advice,
    candidates: candidates.map((candidate) => ({
      degree: candidate.degree,
      status: candidate.solution.status,
      degreesOfFreedom: candidate.degreesOfFreedom,
      residualSumOfSquares: candidate.residualSumOfSquares ?? null,
      looError: candidate.loo ?? null,
      aic: candidate.aic ?? null,
      bic: candidate.bic ?? null,
      f: candidate.f ?? null,
      p: candidate.p ?? null,
      notes: candidate.reasons.map(({ quantity, reason }) => `${quantity}: ${reason}`),
    })),
  };
}

/** The document of one fit on the command line: the library's, with where it comes from. */
export function fitJson({ target, fit, choice }: TargetFit, engine: string): FitJson {
  return { ...fit.toJSON(), degreeSelection: choice ? choiceJson(choice) : null, target, engine };
}

/** What `fitJson` makes. */
export type FitJson = FitDocument & {
  readonly degreeSelection: ReturnType<typeof choiceJson> | null;
  readonly target: string;
  readonly engine: string;
};
