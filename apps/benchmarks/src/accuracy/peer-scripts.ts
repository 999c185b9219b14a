/** A program outside JavaScript: how to run it, and where what it printed is kept. */
export interface PeerScript {
  readonly name: string;
  /** Found on the PATH. */
  readonly command: string;
  /** In `peers/`. */
  readonly script: string;
  /** In `recorded/`. */
  readonly recording: string;
}

export const peerScripts: readonly PeerScript[] = [
  {
    name: 'numpy',
    command: process.env['WELLPOSED_PYTHON'] ?? 'python3',
    script: 'polyfit.py',
    recording: 'numpy.json',
  },
  { name: 'R', command: 'Rscript', script: 'lm.R', recording: 'r.json' },
];
