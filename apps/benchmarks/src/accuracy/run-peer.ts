import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { referenceSets } from '@wellposed/conformance';
import { float64Data } from './float64-data.js';
import type { PeerScript } from './peer-scripts.js';

const TIMEOUT_MS = 60_000;

/**
 * Runs a script of `peers/` on all data sets, which it reads as JSON.
 *
 * @returns what it printed; undefined when the program or its packages are not installed
 */
export function runPeer({ command, script }: PeerScript): string | undefined {
  const sets = referenceSets.map((set) => {
    const { x, y } = float64Data(set);
    return { name: set.name, model: set.model, x, y };
  });
  const { status, stdout } = spawnSync(command, [fileURLToPath(new URL(`../../peers/${script}`, import.meta.url))], {
    input: JSON.stringify({ sets }),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
  return status === 0 ? stdout : undefined;
}
