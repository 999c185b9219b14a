import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the code on a page sees of the repository. */
const VISIBLE = ['node_modules', 'examples'];

/** A folder where the code of one page runs as if in the repository root, but leaves its files out of the repository. */
export interface ScratchFolder {
  readonly path: string;
  /** Deletes the folder. */
  readonly dispose: () => void;
}

/**
 * Makes a scratch folder.
 *
 * @param root the repository
 */
export function scratchFolder(root: string): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), 'wellposed-docs-'));
  for (const name of VISIBLE) symlinkSync(join(root, name), join(path, name));
  return { path, dispose: () => rmSync(path, { recursive: true }) };
}
