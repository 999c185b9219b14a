import { engines } from '@wellposed/engines';
import { machine } from './cost/machine.js';
import { fitLoop } from './leaks/fit-loop.js';
import { loopRow, leaksTable } from './leaks/leaks-table.js';
import { remains } from './leaks/remains.js';

/** A thousand fits on every engine of this machine: prints what they left behind, and exits with 1 when it is anything. */
const LOOP = { warmUp: 300, fits: 1000 };

const rows: (readonly string[])[] = [];
for (const engine of engines) {
  const availability = await engine.backend.available();
  if (!availability.ok) {
    process.stderr.write(`${engine.backend.name}: skipped: ${availability.reason}\n`);
    continue;
  }
  process.stderr.write(`${engine.backend.name}\n`);
  const report = await fitLoop(engine, LOOP);
  rows.push(loopRow(engine.backend.name, availability.device, report));
  for (const sentence of remains(report)) {
    process.stderr.write(`${engine.backend.name}: ${sentence}\n`);
    process.exitCode = 1;
  }
  await engine.release?.();
}
process.stdout.write(`${LOOP.fits} fits each, after ${LOOP.warmUp}; ${machine()}\n\n${leaksTable(rows)}`);
