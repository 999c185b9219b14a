import { readFileSync, writeFileSync } from 'node:fs';
import { agreementMatrix } from '@wellposed/conformance';
import { engines } from '@wellposed/engines';
import { machine } from './cost/machine.js';
import type { AgreementPlace } from './engines/agreement-place.js';
import { browserAgreement } from './engines/browser-agreement.js';
import { enginesSection } from './engines/engines-section.js';
import { readAgreement } from './engines/read-agreement.js';
import { replaceSection } from './engines/replace-section.js';

/**
 * Compares all engines of this machine with the exact answers and with each other, and writes the section "engines" of README.md.
 * `--browser FILE` takes what was measured in a browser from a file, `--browser none` leaves it out; default: it is measured too.
 */
const RUNS = 1000;
const SEED = 20260301;

const page = new URL('../../../README.md', import.meta.url);
const node: AgreementPlace = {
  where: `Node.js ${process.versions.node.split('.')[0] ?? ''}`,
  matrix: await agreementMatrix(
    engines.map(({ backend }) => backend),
    { runs: RUNS, seed: SEED },
  ),
};
const browser = await fromBrowser(process.argv[process.argv.indexOf('--browser') + 1]);
const section = enginesSection({ places: [node, ...(browser ? [browser] : [])], machine: machine() });
writeFileSync(page, replaceSection(readFileSync(page, 'utf8'), section));
for (const { release } of engines) await release?.();

async function fromBrowser(file: string | undefined): Promise<AgreementPlace | undefined> {
  if (!process.argv.includes('--browser')) {
    try {
      return await browserAgreement(RUNS, SEED);
    } catch (error) {
      process.stderr.write(`without a browser: ${String(error)}\n`);
      return undefined;
    }
  }
  return file === undefined || file === 'none' ? undefined : readAgreement(readFileSync(file, 'utf8'));
}
