import { writeFileSync } from 'node:fs';
import { arithmeticRate } from './cost/arithmetic-rate.js';
import { costCase, costCases } from './cost/cost-case.js';
import { costPage } from './cost/cost-page.js';
import type { Measured } from './cost/cost-page.js';
import { machine } from './cost/machine.js';
import { measure } from './cost/measure.js';
import { stagesOf } from './cost/stages.js';

/** Measures for some minutes and writes docs/cost.md. */
const EFFORT = { rounds: 5, time: 100, iterations: 3 };
const STAGE_RUNS = 5;
const STAGED = [3, 7, 15].flatMap((p) => [costCase('polynomial', 100_000, p), costCase('columns', 100_000, p)]);

const measured: Measured[] = [];
for (const each of costCases()) {
  const { kind, rows, coefficients } = each;
  process.stderr.write(`${kind}, n = ${rows}, p = ${coefficients}\n`);
  measured.push({ each: { kind, rows, coefficients }, timings: measure(each, EFFORT) });
}
// Before and after the stages that it is compared with: a machine may be slower for a while.
const rateBefore = arithmeticRate();
const staged = STAGED.map((each) => ({ each, stages: stagesOf(each, STAGE_RUNS) }));
const rate = Math.max(rateBefore, arithmeticRate());
const date = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
const page = costPage({ machine: machine(), date, rounds: EFFORT.rounds, measured, staged, rate });
writeFileSync(new URL('../../../docs/cost.md', import.meta.url), page);
