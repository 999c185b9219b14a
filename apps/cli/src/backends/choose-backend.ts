import type { BackendPackage } from './catalogue.js';
import { findBackend } from './find-backend.js';
import type { BackendNeeds, UsableBackend } from './usable-backend.js';
import { usableBackend } from './usable-backend.js';

/** The answer to `--backend auto`. */
export interface BackendChoice {
  readonly requested: 'auto';
  /** A clause, to be read after 'because'. */
  readonly reason: string;
}

/** A backend to fit on. */
export interface ChosenBackend extends UsableBackend {
  /** Why this one; null when it was asked for by name. */
  readonly choice: BackendChoice | null;
}

/**
 * The backend of this name.
 *
 * @throws CommandError: exit code 2 when there is none or it does not do what is needed, 4 when it cannot run here
 */
export async function chooseBackend(
  name: string,
  needs: BackendNeeds,
  catalogue: readonly BackendPackage[],
): Promise<ChosenBackend> {
  const usable = usableBackend(await findBackend(name, catalogue), needs);
  if (usable instanceof Error) throw usable;
  return { ...usable, choice: null };
}
