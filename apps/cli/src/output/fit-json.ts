import type { BackendChoice, ChosenBackend } from '../backends/choose-backend.js';
import type { DegreeSelectionDocument, FitDocument } from 'wellposed';
import type { TargetFit } from '../fit/run-fit.js';

/** The document of one fit on the command line: the library's, with how its degree and its backend were chosen, and where it comes from. */
export type FitJson = FitDocument & {
  readonly degreeSelection: DegreeSelectionDocument | null;
  readonly target: string;
  readonly engine: string;
  readonly backendChoice: BackendChoice | null;
};

/** Puts a fit into its document. */
export async function fitJson(
  { target, fit, choice }: TargetFit,
  { engine, choice: backendChoice }: ChosenBackend,
): Promise<FitJson> {
  const { degreeSelectionDocument } = await import('wellposed');
  const degreeSelection = choice ? degreeSelectionDocument(choice) : null;
  return { ...fit.toJSON(), degreeSelection, target, engine, backendChoice };
}
