import { readFileSync, writeFileSync } from 'node:fs';
import { readPeerOutput } from './peer-output.js';
import type { PeerOutput } from './peer-output.js';
import { peerScripts } from './peer-scripts.js';
import { runPeer } from './run-peer.js';

/** What a program outside JavaScript answered, when last run. */
export interface Recording {
  readonly name: string;
  readonly output: PeerOutput;
}

/** Reads what was recorded, in the order of the tables. */
export function readRecordings(): readonly Recording[] {
  return peerScripts.map(({ name, recording }) => ({
    name,
    output: readPeerOutput(readFileSync(fileOf(recording), 'utf8')),
  }));
}

/**
 * Runs the programs that are installed and records what they print.
 *
 * @returns a line for each program: whether its figures are of this run
 */
export function refreshRecordings(): readonly string[] {
  return peerScripts.map((peer) => {
    const printed = runPeer(peer);
    if (printed === undefined) return `${peer.name}: not installed here, figures as recorded`;
    const output = readPeerOutput(printed);
    writeFileSync(fileOf(peer.recording), `${JSON.stringify(output, undefined, 2)}\n`);
    return `${peer.name} ${output.version}: run now, and recorded`;
  });
}

function fileOf(recording: string): URL {
  return new URL(`../../recorded/${recording}`, import.meta.url);
}
