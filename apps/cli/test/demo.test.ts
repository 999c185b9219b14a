import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { randomStart } from '../src/demo/random-start.js';
import { stepsPerFactor } from '../src/demo/steps-per-factor.js';
import { terminalChart } from '../src/output/terminal-chart.js';
import { demoDocument } from '../src/schemas/demo-document.js';
import { runInProcess } from './run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-demo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const demo = async (...args: string[]) => {
  const { code, stdout, stderr } = await runInProcess(['demo', '--json', ...args]);
  expect([code, stderr]).toEqual([0, '']);
  return v.parse(demoDocument, JSON.parse(stdout));
};

// Expected numbers: computed apart from this project, in numpy, from x = linspace(2, 5, 6), y = sin x.
describe('the experiment', () => {
  test('bounds, condition numbers and eigenvalues', async () => {
    const { largestStableLearningRate, conditionNumber, modes } = await demo();
    expect(largestStableLearningRate.sum).toBeCloseTo(1.622778e-6, 11);
    expect(largestStableLearningRate.mean).toBeCloseTo(9.736669e-6, 11);
    expect(conditionNumber.monomial / 141472.77).toBeCloseTo(1, 7);
    expect(conditionNumber.hessian / 20014546000).toBeCloseTo(1, 6);
    expect(conditionNumber.chebyshev).toBeCloseTo(1.7514, 4);
    [1232454.37, 986.9, 6.921, 0.04717, 6.158e-5].forEach((eigenvalue, i) =>
      expect((modes[i]?.eigenvalue ?? 0) / eigenvalue).toBeCloseTo(1, 3),
    );
    [4.7, 7000, 1e6, 1.5e8, 1.1e11].forEach((steps, i) =>
      expect(Math.abs((modes[i]?.stepsPerFactor1000 ?? 0) / steps - 1)).toBeLessThan(0.05),
    );
  });

  test('the closed form', async () => {
    const { closedForm } = await demo();
    expect(closedForm.residualSumOfSquares).toBeCloseTo(1.8102836e-5, 12);
    [-2.72291681, 5.05883689, -2.20639821, 0.31877843, -0.01314764].forEach((coefficient, i) =>
      expect(closedForm.coefficients[i]).toBeCloseTo(coefficient, 8),
    );
    expect(closedForm.digits).toBeGreaterThan(12);
  });

  test.each([1, 2, 3, 4, 5])(
    'the descents, from start %d: one stalls near 1, one diverges, one is there in a few steps',
    async (seed) => {
      const { descents, stepsToExcess, modes } = await demo('--seed', String(seed));
      const [stalled, diverged, cured] = descents;
      expect(stalled).toMatchObject({ learningRate: 1e-6, status: 'max-iterations', iterations: 10_000 });
      expect(stalled?.loss).toBeGreaterThan(0.24);
      expect(stalled?.loss).toBeLessThan(4.9);
      expect(diverged).toMatchObject({ learningRate: 2e-6, status: 'diverged' });
      expect(cured?.loss).toBeCloseTo(1.8102836e-5, 10);
      expect(Math.abs((stepsToExcess.steps ?? Infinity) - 16)).toBeLessThanOrEqual(2);
      expect(modes.reduce((sum, mode) => sum + mode.shareOfLoss, 0)).toBeCloseTo(1, 12);
      expect(modes.reduce((sum, mode) => sum + mode.shareOfError, 0)).toBeCloseTo(1, 12);
      // The modes are the loss: what they hold is what the descent has left above the minimum.
      expect(modes[2]?.shareOfLoss).toBeGreaterThan(0.5);
    },
  );

  test('the same seed gives the same, another gives another', async () => {
    expect(await demo('--seed', '7')).toEqual(await demo('--seed', '7'));
    expect((await demo('--seed', '7')).start).not.toEqual((await demo('--seed', '8')).start);
  });
});

test('the report tells what was computed', async () => {
  const { code, stdout, stderr } = await runInProcess(['demo']);
  expect([code, stderr]).toEqual([0, '']);
  const { descents, stepsToExcess } = await demo();
  const told = ['1.6228e-6', '9.7367e-6', '1.4147e5', '2.0015e10', '1.1e11', '1.8103e-5', '1.7514', 'diverged after'];
  told.push(`loss ${Number(descents[0]?.loss.toPrecision(4))}`, `after ${stepsToExcess.steps} steps`);
  expect(told.filter((text) => !stdout.includes(text))).toEqual([]);
});

test('draws in the terminal, and writes a file only where it is told to', async () => {
  const [here, before] = [process.cwd(), readdirSync('.')];
  const { stdout } = await runInProcess(['demo']);
  expect([process.cwd(), readdirSync('.')]).toEqual([here, before]);
  const chart = stdout.slice(stdout.indexOf('  loss: sum of squared residuals\n'));
  expect(chart.split('\n').filter((line) => line.length > 80)).toEqual([]);
  // The start has a loss of some 1e2 to 1e5, the least is 1.8e-5, and 1e4 steps are four times 15 columns, and one.
  expect(chart).toMatch(/^ {4}1e0 \| {0,40}o+$/m);
  expect(chart).toMatch(/^ {3}1e-5 \|\.*\++\.+$/m);
  expect(chart).toMatch(/\n {2}steps {2}1 {14}10 {13}100 {12}1000 {11}10000\n/);

  const picture = join(folder, 'demo.svg');
  const drawn = await runInProcess(['demo', '--plot', picture]);
  expect(drawn).toEqual({ code: 0, stdout, stderr: `wellposed: picture written to ${picture}\n` });
  expect(readFileSync(picture, 'utf8')).toContain('Chebyshev');
});

test('the chart: one line for each power of ten, one column for each step that is asked for', () => {
  const chart = terminalChart({
    title: '',
    valueName: 'loss',
    ceiling: 1e4,
    runs: [
      { label: 'falls', iterations: [0, 1, 10, 100], values: [1e4, 500, 50, 5] },
      { label: 'leaves', iterations: [0, 1, 2, 3], values: [60, 60, 600, 60_000] },
    ],
    reference: { label: 'least', value: 2 },
  });
  expect(chart.split('\n')).toEqual([
    '  loss',
    // Columns are 10^(k/15): 2 steps are reached at k = 5, 3 at k = 8.
    `    1e2 |${'o'.repeat(15)}`,
    `    1e1 |xxxxx${' '.repeat(10)}${'o'.repeat(15)}`,
    `    1e0 |${'.'.repeat(30)}o`,
    `         ${`+${'-'.repeat(14)}`.repeat(2)}+`,
    `  steps  1${' '.repeat(14)}10${' '.repeat(13)}100`,
    '',
    '  o falls',
    '  x leaves',
    '  . least',
  ]);
});

describe('its parts', () => {
  test('random starts lie in (−0.5, 0.5), with the mean and variance of a uniform', () => {
    const values = randomStart(1, 100_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(values.every((value) => value >= -0.5 && value < 0.5)).toBe(true);
    // Five standard errors: √(1/12 / n) for the mean, √((1/80 − 1/144) / n) for the variance.
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(1 / 12 / values.length));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt((1 / 80 - 1 / 144) / values.length));
  });

  test('steps per factor are those of the recurrence e ← (1 − αλ) e', () => {
    for (const decrease of [0.1, 0.5, 1.2, 1.9]) {
      const steps = stepsPerFactor(1000, 1, decrease);
      expect(Math.abs(1 - decrease) ** steps).toBeCloseTo(1e-3, 12);
    }
    expect(stepsPerFactor(1000, 1, 1)).toBe(0);
    expect(stepsPerFactor(1000, 1, 2)).toBe(Infinity);
    expect(stepsPerFactor(1000, 1, 0)).toBe(Infinity);
    expect(stepsPerFactor(1000, 1, 1e-20) / (Math.log(1000) * 1e20)).toBeCloseTo(1, 12);
  });
});
