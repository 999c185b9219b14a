import { reference } from '@wellposed/backend-reference';
import type { Backend, Problem } from '@wellposed/core';
import { fit, linearProblem } from '@wellposed/core';
import { engines } from '@wellposed/engines';
import { infer } from '@wellposed/inference';
import { machine } from './cost/machine.js';
import { spread } from './cost/spread.js';
import { markdownTable } from './markdown-table.js';

/**
 * From what size on does a fit end sooner on a device than on the reference backend? Measures for some minutes, and prints a
 * table: the rule of `wellposed fit --backend auto`. Names on the command line pick backends; default: all that can run here.
 */
const SIZES: readonly (readonly [rows: number, columns: number])[] = [
  [1000, 10],
  [100_000, 10],
  [20_000, 50],
  [4000, 300],
];
const ROUNDS = 3;

const wanted = process.argv.slice(2);
const devices: Backend[] = [];
for (const { backend } of engines.filter((each) => each.backend.supports.precision === 'f32')) {
  if (wanted.length > 0 && !wanted.includes(backend.name)) continue;
  const answer = await backend.available();
  if (answer.ok) devices.push(backend);
  else process.stderr.write(`${backend.name}: ${answer.reason}\n`);
}

// What comes first in a process pays for compiling it.
const small = randomColumns(100, 10);
for (const backend of [reference, ...devices]) infer(small, await fit(small, { backend }));

const rows: string[][] = [];
for (const [n, p] of SIZES) {
  const problem = randomColumns(n, p);
  const start = performance.now();
  infer(problem, await fit(problem, { backend: reference }));
  const whole = performance.now() - start;
  const times = new Map<Backend, number[]>([reference, ...devices].map((backend) => [backend, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [backend, list] of times) {
      const begun = performance.now();
      await fit(problem, { backend });
      list.push(performance.now() - begun);
    }
  }
  const own = spread(times.get(reference) ?? []).median;
  const statistics = Math.max(0, whole - own);
  for (const backend of devices) {
    const taken = spread(times.get(backend) ?? []).median;
    const ratio = (taken + statistics) / (own + statistics);
    rows.push([
      backend.name,
      ...[n, p, own, statistics, taken].map((value) => value.toFixed(0)),
      (taken / own).toFixed(2),
      ratio.toFixed(2),
    ]);
    process.stderr.write(`${rows.at(-1)?.join('  ')}\n`);
  }
}
process.stdout.write(`On ${machine()}, medians of ${ROUNDS} rounds, milliseconds:\n\n`);
process.stdout.write(
  markdownTable({
    head: ['backend', 'n', 'p', 'reference', 'statistics', 'device', 'device ÷ reference', 'with statistics'],
    rows,
    leftColumns: 1,
  }),
);

/** Independent columns in [0, 1), and y their sum with a disturbance: the same numbers every time. */
function randomColumns(n: number, p: number): Problem {
  const next = lehmer();
  const x = Array.from({ length: n }, () => Array.from({ length: p - 1 }, next));
  return linearProblem({ x, y: x.map((row) => row.reduce((sum, value) => sum + value, next())) });
}

/** xₖ₊₁ = 48271 xₖ mod 2³¹ − 1, from 1, as fractions. Park & Miller, "Technical correspondence", CACM 36(7) (1993) 108. */
function lehmer(): () => number {
  const modulus = 2 ** 31 - 1;
  let state = 1;
  return () => {
    state = (48_271 * state) % modulus;
    return state / modulus;
  };
}
