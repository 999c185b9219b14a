import { readFileSync, writeFileSync } from 'node:fs';
import { accuracyPage } from './accuracy/accuracy-page.js';
import { readRecordings, refreshRecordings } from './accuracy/recordings.js';

/** Writes docs/accuracy.md; with `--check` writes nothing and exits with 1 when the page is stale. */
const page = new URL('../../../docs/accuracy.md', import.meta.url);
if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== accuracyPage(readRecordings())) {
    process.stderr.write('docs/accuracy.md is stale: npm run accuracy -w @wellposed/benchmarks\n');
    process.exitCode = 1;
  }
} else {
  for (const line of refreshRecordings()) process.stdout.write(`${line}\n`);
  writeFileSync(page, accuracyPage(readRecordings()));
}
