import { ConformanceBrowser } from './browser/conformance-browser.js';
import { findChromium } from './browser/find-chromium.js';

/*
 * Prints as JSON how near the exact answers and each other the engines of a browser are: `agreement RUNS SEED`. Without a
 * browser it says so and exits with 1.
 */

/** Far more than a problem takes on all engines of the page. */
const SECONDS_A_PROBLEM = 10;

const [runs = 100, seed = 20260301] = process.argv.slice(2).map(Number);
const chromium = findChromium(process.env);
if (!(Number.isSafeInteger(runs) && runs >= 1 && Number.isSafeInteger(seed))) {
  process.stderr.write(
    `RUNS must be a whole number ≥ 1 and SEED a whole number, not ${process.argv.slice(2).join(' ')}\n`,
  );
  process.exitCode = 2;
} else if (chromium.ok) {
  const browser = await ConformanceBrowser.open(chromium.executablePath, { runs, seed });
  try {
    const matrix = await browser.agreement(runs, seed, 1000 * SECONDS_A_PROBLEM * runs);
    process.stdout.write(`${JSON.stringify({ where: browser.where, matrix })}\n`);
  } finally {
    await browser.close();
  }
} else {
  process.stderr.write(`${chromium.reason} (${chromium.remedy})\n`);
  process.exitCode = 1;
}
