import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { AgreementPlace } from './agreement-place.js';
import { readAgreement } from './read-agreement.js';

const run = promisify(execFile);
const LARGEST_OUTPUT = 2 ** 26;

/**
 * The same measurement in a browser: the app @wellposed/browser makes it and prints it as JSON.
 *
 * @param runs informative problems for each pair
 * @throws Error when there is no browser, with what the command said
 */
export async function browserAgreement(runs: number, seed: number): Promise<AgreementPlace> {
  const command = ['run', '--silent', 'agreement', '-w', '@wellposed/browser', '--', `${runs}`, `${seed}`];
  const { stdout } = await run('npm', command, { maxBuffer: LARGEST_OUTPUT });
  return readAgreement(stdout);
}
