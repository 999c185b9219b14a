import type { DegreeSelectionDocument, FitDocument } from 'wellposed';
import type { TargetFit } from '../fit/run-fit.js';

/** The document of one fit on the command line: the library's, with how its degree was chosen and where it comes from. */
export type FitJson = FitDocument & {
  readonly degreeSelection: DegreeSelectionDocument | null;
  readonly target: string;
  readonly engine: string;
};

/** Puts a fit into its document. */
export async function fitJson({ target, fit, choice }: TargetFit, engine: string): Promise<FitJson> {
  const { degreeSelectionDocument } = await import('wellposed');
  return { ...fit.toJSON(), degreeSelection: choice ? degreeSelectionDocument(choice) : null, target, engine };
}
