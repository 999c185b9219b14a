import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { backendCatalogue } from '../src/backends/catalogue.js';
import { fitDocument, savedModel } from '../src/schemas/fit-document.js';
import { correctDigits } from './correct-digits.js';
import { exampleData } from './example-data.js';
import { namesOfAvailable } from './names-of-available.js';
import { runInProcess } from './run-in-process.js';

const available = await namesOfAvailable(backendCatalogue);

const folder = mkdtempSync(join(tmpdir(), 'wellposed-fit-'));
afterAll(() => rmSync(folder, { recursive: true }));
const sine = ['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y'];

async function fitJson(...args: string[]) {
  const { code, stdout, stderr } = await runInProcess([...args, '--json']);
  expect(stderr).toBe('');
  return { code, document: v.parse(fitDocument, JSON.parse(stdout)) };
}

const estimates = (document: v.InferOutput<typeof fitDocument>) => document.coefficients.map((c) => c.estimate ?? NaN);

describe('NIST reference data: every digit of float64, since decimals are read exactly', () => {
  // Data: https://www.itl.nist.gov/div898/strd/lls/lls.shtml. Coefficients: solved exactly, in rational arithmetic, from the
  // printed decimals; the first 15 digits are NIST's certified ones. Standard errors and R² as certified.
  test('Longley', async () => {
    const { code, document } = await fitJson('fit', exampleData('longley.csv'), '--x', 'x1,x2,x3,x4,x5,x6', '--y', 'y');
    expect(code).toBe(0);
    expect(document.coefficients.map((c) => c.name)).toEqual(['1', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6']);
    const exact = [
      '-3482258.63459581832527',
      '15.0618722713732949699',
      '-0.0358191792925910166168',
      '-2.02022980381682508565',
      '-1.03322686717359197549',
      '-0.0511041056535807144706',
      '1829.15146461355184522',
    ];
    expect(correctDigits(estimates(document), exact)).toBeGreaterThanOrEqual(15);
    const errors = ['890420.383607373', '84.9149257747669', '0.0334910077722432', '0.488399681651699'];
    errors.push('0.214274163161675', '0.226073200069370', '455.478499142212');
    const standardErrors = document.coefficients.map((c) => c.standardError ?? NaN);
    expect(correctDigits(standardErrors, errors)).toBeGreaterThanOrEqual(12);
    expect(correctDigits([document.rSquared ?? NaN], ['0.995479004577296'])).toBeGreaterThanOrEqual(12);
  });

  test('Norris, on every backend that is here', async () => {
    for (const backend of available) {
      const args = ['fit', exampleData('norris.csv'), '--x', 'x', '--y', 'y', '--backend', backend];
      const { document } = await fitJson(...args);
      expect(document.backend).toBe(backend);
      expect(
        correctDigits(estimates(document), ['-0.262323073774029495282', '1.00211681802045439894']),
      ).toBeGreaterThanOrEqual(15);
    }
  });

  test('Filip, a polynomial of degree 10', async () => {
    const { document } = await fitJson('fit', exampleData('filip.csv'), '--x', 'x', '--y', 'y', '--degree', '10');
    const exact = [
      '-1467.48961422979588228',
      '-2772.17959193342392802',
      '-2316.37108160893075882',
      '-1127.97394098371569857',
      '-354.478233703348771610',
      '-75.1242017393757138905',
      '-10.8753180355342510852',
      '-1.06221498588946766459',
      '-0.0670191154593408375926',
      '-0.00246781078275478650840',
      '-4.02962525080403671297e-5',
    ];
    expect(correctDigits(estimates(document), exact)).toBeGreaterThanOrEqual(15);
  });
});

describe('methods', () => {
  test.each(available)('every closed form of %s finds the least sum of squares', async (backend) => {
    for (const solver of ['cholesky', 'qr', 'svd']) {
      const { code, document } = await fitJson(...sine, '--degree', '4', '--backend', backend, '--solver', solver);
      expect(code).toBe(0);
      expect(document.solver).toBe(solver);
      expect(document.residualSumOfSquares).toBeCloseTo(1.8102836e-5, 11);
    }
  });

  test.each(['gradient-descent', 'heavy-ball'])(
    '%s at the best learning rate ends at the closed form',
    async (optimizer) => {
      const basis = [...sine, '--degree', '4', '--basis', 'chebyshev'];
      const { code, document } = await fitJson(...basis, '--optimizer', optimizer, '--lr', 'auto');
      const { document: closed } = await fitJson(...basis);
      expect(code).toBe(0);
      expect(document.optimizer).toBe(optimizer);
      expect(document.solver).toBeNull();
      // The stopping test promises ‖θ − θ*‖ ≤ 1e-8 ‖θ‖.
      const norm = Math.hypot(...estimates(closed));
      const error = estimates(closed).map((value, i) => value - (estimates(document)[i] ?? NaN));
      expect(Math.hypot(...error)).toBeLessThanOrEqual(1e-8 * norm);
    },
  );

  test('a learning rate above the bound diverges: exit code 1, and the document all the same', async () => {
    const descent = ['--degree', '4', '--optimizer', 'gradient-descent', '--lr', '2e-6'];
    const { code, document } = await fitJson(...sine, ...descent);
    expect(code).toBe(1);
    expect(document.status).toBe('diverged');
    expect(document.descent?.largestStableLearningRate).toBeCloseTo(1.622778e-6, 11);
  });

  test('the mean reduction moves the bound by n', async () => {
    const descent = ['--degree', '4', '--optimizer', 'gradient-descent', '--iterations', '10'];
    const { document } = await fitJson(...sine, ...descent, '--reduction', 'mean');
    expect(document.descent?.largestStableLearningRate).toBeCloseTo(9.736669e-6, 11);
    expect(document.status).toBe('max-iterations');
  });

  test('too few rows: rank-deficient, exit code 1', async () => {
    const { code, document } = await fitJson(...sine, '--degree', '7');
    expect(code).toBe(1);
    expect(document.status).toBe('rank-deficient');
  });

  test('weights: a weight of 2 is a row twice, a weight of 0 is no row', async () => {
    const weighted = join(folder, 'weighted.csv');
    const repeated = join(folder, 'repeated.csv');
    writeFileSync(weighted, 'x,y,w\n1,1,1\n2,3,2\n3,4,1\n4,99,0\n');
    writeFileSync(repeated, 'x,y\n1,1\n2,3\n2,3\n3,4\n');
    const { document } = await fitJson('fit', weighted, '--x', 'x', '--y', 'y', '--weights', 'w');
    const { document: other } = await fitJson('fit', repeated, '--x', 'x', '--y', 'y');
    expect(document.observations).toBe(3);
    estimates(document).forEach((value, i) => expect(value).toBeCloseTo(estimates(other)[i] ?? NaN, 13));
  });

  test('huber holds an outlier down; without an optimizer it is refused', async () => {
    const file = join(folder, 'outlier.csv');
    writeFileSync(file, 'x,y\n0,0\n1,1\n2,2\n3,3\n4,50\n');
    const args = ['fit', file, '--x', 'x', '--y', 'y', '--loss', 'huber:0.1'];
    const { code, document } = await fitJson(...args, '--optimizer', 'gradient-descent', '--lr', 'auto');
    expect(code).toBe(0);
    expect(document.coefficients[1]?.estimate).toBeLessThan(2);
    expect((await runInProcess(args)).code).toBe(2);
  });

  test('--no-intercept leaves the constant out', async () => {
    const { document } = await fitJson(...sine, '--no-intercept');
    expect(document.coefficients.map((c) => c.name)).toEqual(['x']);
    expect(document.basis.intercept).toBe(false);
  });
});

describe('output', () => {
  test('text without colours by default, with colours on a terminal, without again by NO_COLOR', async () => {
    const plain = await runInProcess(sine);
    const coloured = await runInProcess(sine, { terminal: true });
    const refused = await runInProcess(sine, { terminal: true, env: { NO_COLOR: '1' } });
    expect(plain.stdout).toMatch(/^converged: 6 observations/);
    expect(plain.stdout).not.toContain('\u001b');
    expect(coloured.stdout).toContain('\u001b[32mconverged');
    expect(refused.stdout).toBe(plain.stdout);
  });

  test('control characters in a column name do not reach the terminal', async () => {
    const stdin = '\u001b[31mx,y\n1,2\n2,3\n3,5\n';
    const { code, stdout } = await runInProcess(['fit', '-', '--x', '\u001b[31mx', '--y', 'y'], { stdin });
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\ufffd[31mx');
  });

  test('--save and --plot write their files, say so on stderr, and leave nothing else', async () => {
    const [save, plot] = [join(folder, 'model.json'), join(folder, 'fit.png')];
    const { code, stdout, stderr } = await runInProcess([...sine, '--json', '--save', save, '--plot', plot]);
    expect(code).toBe(0);
    const { timings, ...model } = v.parse(fitDocument, JSON.parse(stdout));
    expect(timings.fitMilliseconds).toBeGreaterThan(0);
    expect(v.parse(savedModel, JSON.parse(readFileSync(save, 'utf8')))).toEqual(model);
    expect(readFileSync(plot).subarray(1, 4).toString()).toBe('PNG');
    expect(stderr.split('\n')).toEqual([
      `wellposed: model written to ${save}`,
      `wellposed: picture written to ${plot}`,
      '',
    ]);
  });

  test('an SVG of several columns is of observed over fitted values', async () => {
    const plot = join(folder, 'longley.svg');
    const args = ['fit', exampleData('longley.csv'), '--x', 'x1,x6', '--y', 'y', '--plot', plot];
    expect((await runInProcess(args)).code).toBe(0);
    expect(readFileSync(plot, 'utf8')).toContain('<desc>Observed y over fitted y');
  });
});
