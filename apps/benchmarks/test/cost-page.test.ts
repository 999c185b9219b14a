import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { costCase, costCases } from '../src/cost/cost-case.js';
import { costPage } from '../src/cost/cost-page.js';
import { machine } from '../src/cost/machine.js';
import { measure, ratio } from '../src/cost/measure.js';
import { spread } from '../src/cost/spread.js';
import { stagesOf } from '../src/cost/stages.js';

const COMMAND = 'npm run cost -w @wellposed/benchmarks';
const each = { kind: 'columns', rows: 10_000, coefficients: 3 } as const;
const timings = { plain: [2, 2, 4], refined: [4, 6, 6], mlMatrix: [1, 1, 1], mlRegression: [0.5, 0.5, 0.5] };
const stages = { total: 10, factor: 1, solves: 2, solveCount: 3, core: 7 };
const report = {
  machine: 'a machine',
  date: '2026-03-01',
  rounds: 3,
  measured: [{ each, timings }],
  staged: [{ each, stages }],
  rate: 2e6,
};

it('docs/cost.md names its command, day and machine', () => {
  const page = readFileSync(new URL('../../../docs/cost.md', import.meta.url), 'utf8');
  expect(page).toContain(COMMAND);
  expect(page).toMatch(/^on \d{4}-\d\d-\d\d, on .+ cores, .+ Node\.js \d+\.\d+\.\d+\./m);
  expect(page.match(/^\| (polynomial|columns) +\| +[\d,]+ \|/gm)).toHaveLength(2 * [...costCases()].length + 6);
});

it('names command, day and machine, and writes ratios, times and shares', () => {
  const page = costPage(report);
  expect(page).toContain(COMMAND);
  expect(page).toContain('on 2026-03-01, on a machine.');
  expect(page).toMatch(/\| columns \| 10,000 \| +3 \| +2 \(1\.5–3\) \| +2 \(2–4\) \| +6 \(4–6\) \| +12 \(8–12\) \|\n/);
  expect(page).toMatch(/\| columns \| 10,000 \| +3 \| +6 \| +2 \| +1 \| +0\.5 \|\n/);
  // 2 · 10⁴ · 9 − ⅔ · 27 flops in 1 ms, over 2 · 10⁶ flops in 1 ms.
  expect(page).toMatch(/\| columns \| 10,000 \| +3 \| +10 \| +10 % \| +20 % \| +70 % \| +3 \| +9 % \|\n/);
  expect(costPage(report)).toBe(page);
});

it('takes ratios round by round, so that a slow round counts for both', () => {
  expect(ratio({ ...timings, plain: [1, 100, 1], refined: [2, 200, 2] }, 'refined', 'plain')).toEqual(
    spread([2, 2, 2]),
  );
});

it.each([
  [[3], { median: 3, low: 3, high: 3 }],
  [[10, 2, 3], { median: 3, low: 2, high: 10 }],
  [[4, 1, 2, 10], { median: 3, low: 1, high: 10 }],
])('median and spread of %j', (values, expected) => {
  expect(spread(values)).toEqual(expected);
});

it('measures every contender in every round', () => {
  const effort = { rounds: 2, time: 1, iterations: 1 };
  const { plain, refined, mlMatrix, mlRegression } = measure(costCase('polynomial', 500, 3), effort);
  for (const values of [plain, refined, mlMatrix, mlRegression]) {
    expect(values).toHaveLength(2);
    expect(Math.min(...values)).toBeGreaterThan(0);
  }
});

it('divides a fit into stages that add up, one solve at least for the start and one for a correction', () => {
  const { total, factor, solves, core, solveCount } = stagesOf(costCase('columns', 5000, 4), 1);
  expect(solveCount).toBeGreaterThanOrEqual(2);
  expect(factor + solves + core).toBeCloseTo(total, 6);
  expect(Math.min(factor, solves, core)).toBeGreaterThan(0);
});

it('poses full-rank problems of the size that it says', () => {
  for (const kind of ['polynomial', 'columns'] as const) {
    const { x, y, problem } = costCase(kind, 100, 15);
    expect([x.length, y.length, problem.y.length]).toEqual([100, 100, 100]);
    expect(new Set(x.map((row) => row.join())).size).toBe(100);
    expect(problem.x).toHaveLength(100 * (kind === 'columns' ? 14 : 1));
  }
});

it('names the processor and Node.js', () => {
  expect(machine()).toMatch(/^.+, \d+ cores, \w+ \w+, Node\.js \d+\.\d+\.\d+$/);
});
