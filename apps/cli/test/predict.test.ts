import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitDocument } from '../src/schemas/fit-document.js';
import { predictionsDocument } from '../src/schemas/predictions-document.js';
import { exampleData } from './example-data.js';
import { runInProcess } from './run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-predict-'));
afterAll(() => rmSync(folder, { recursive: true }));
const model = join(folder, 'model.json');

beforeAll(async () => {
  const fit = ['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y', '--degree', '4'];
  expect((await runInProcess([...fit, '--save', model])).code).toBe(0);
});

describe('text of more digits than float64 and double-double have', () => {
  const shared = '1700000000.123456012';
  const ends = ['3451', '3459', '3463', '3470'];
  // θ₁ = −14/755 in units of the last digit, and the fitted values, by rational arithmetic.
  const fitted = [2.680794701986755, 2.532450331125828, 2.458278145695364, 2.328476821192053];

  test.each(['', '98765432', '9876543209876543210987654321', '98765432109876543210987654321098765432109'])(
    'is fitted, saved and predicted right: %s',
    async (more) => {
      const rows = ends.map((end, i) => `${shared}${more}${end},${[3, 1, 4, 2][i]}`);
      const saved = join(folder, 'long.json');
      const stdin = ['t,y', ...rows, ''].join('\n');
      const line = await runInProcess(['fit', '-', '--x', 't', '--y', 'y', '--json', '--save', saved], { stdin });
      const { coefficients, certificate } = v.parse(fitDocument, JSON.parse(line.stdout));
      const digits = 13 + more.length;
      expect(coefficients.map(({ digits: claimed }) => claimed)).toEqual([15.9, 15.9]);
      expect(certificate!.fittedDigits).toBe(15.9);
      expect(coefficients[1]!.estimate! / Number(`${-14 / 755}e${digits}`)).toBeCloseTo(1, 14);
      const { stdout } = await runInProcess(['predict', saved, '-'], { stdin });
      for (const [i, prediction] of stdout.trimEnd().split('\n').slice(1).entries()) {
        expect(Number(prediction) / fitted[i]!).toBeCloseTo(1, 14);
      }
    },
  );
});

describe('predict', () => {
  test('CSV: one column, one row each; the fit is within its residuals of the sine', async () => {
    const { code, stdout, stderr } = await runInProcess(['predict', model, exampleData('sine-6.csv')]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const [header, ...lines] = stdout.trimEnd().split('\n');
    expect(header).toBe('prediction');
    expect(lines).toHaveLength(6);
    // Every residual is at most √SSE = √1.8103e-5.
    lines.forEach((line, i) => expect(Math.abs(Number(line) - Math.sin(2 + (3 * i) / 5))).toBeLessThan(0.004255));
  });

  test('JSON, from JSON lines on standard input, with other names, and a warning where x is outside the fit', async () => {
    const args = ['predict', model, '-', '--x', 't', '--json'];
    const { code, stdout } = await runInProcess(args, { stdin: '{"t": 2.5}\n{"t": 6}\n' });
    const document = v.parse(predictionsDocument, JSON.parse(stdout));
    expect(code).toBe(0);
    expect(document.target).toBe('y');
    expect(document.predictions[0]).toBeCloseTo(Math.sin(2.5), 2);
    expect(document.warnings).toEqual([expect.stringContaining('1 of 2 rows')]);
  });

  test('a document of fit --json is a model too', async () => {
    const { stdout } = await runInProcess(['fit', exampleData('norris.csv'), '--x', 'x', '--y', 'y', '--json']);
    const file = join(folder, 'norris.json');
    writeFileSync(file, stdout);
    const { code, stdout: predicted } = await runInProcess(['predict', file, '-'], { stdin: 'x\n0\n1\n' });
    expect(code).toBe(0);
    const [, zero, one] = predicted.split('\n').map(Number);
    expect(zero).toBeCloseTo(-0.262323073774029, 12);
    expect(one).toBeCloseTo(-0.262323073774029 + 1.00211681802045, 12);
  });

  const valid = {
    schemaVersion: 1,
    status: 'converged',
    target: 'y',
    model: {
      schemaVersion: 1,
      basis: { name: 'monomial', variables: ['x'], degree: 1 },
      intercept: true,
      theta: [1, 2],
    },
  };
  const spline = { name: 'bspline', variables: ['x'], degree: 3, domain: [0, 9], knots: [1], ends: 'clamped' };
  const wave = { name: 'fourier', variables: ['x'], period: 1, harmonics: 1, origin: 0 };
  const products = { name: 'polynomial-features', variables: ['x', 'z'], degree: 2, interactions: true };
  const inner = '{"name":"columns","variables":["x"]}';
  const nested = (depth: number) =>
    `${'{"name":"concatenation","variables":["x"],"parts":['.repeat(depth)}${inner}${']}'.repeat(depth)}`;
  const withModel = (change: object) => JSON.stringify({ ...valid, model: { ...valid.model, ...change } });

  test('the model below is one', async () => {
    const file = join(folder, 'valid.json');
    writeFileSync(file, JSON.stringify(valid));
    expect((await runInProcess(['predict', file, '-'], { stdin: 'x\n3\n' })).stdout).toBe('prediction\n7\n');
  });

  test.each([
    ['not JSON', 'hello'],
    ['null', 'null'],
    ['another version', JSON.stringify({ ...valid, schemaVersion: 2 })],
    ['no model', JSON.stringify({ ...valid, model: undefined })],
    ['a prototype for a model', `{"__proto__": ${JSON.stringify(valid)}}`],
    ['a key too many', withModel({ extra: 1 })],
    ['a basis that is not known', withModel({ basis: { name: '__proto__', variables: ['x'] } })],
    ['no degree', withModel({ basis: { name: 'monomial', variables: ['x'] } })],
    ['no domain', withModel({ basis: { name: 'chebyshev', variables: ['x'], degree: 1 } })],
    ['two variables', withModel({ basis: { name: 'monomial', variables: ['x', 'z'], degree: 1 } })],
    ['a huge degree', withModel({ basis: { name: 'monomial', variables: ['x'], degree: 1e15 } })],
    ['coefficients missing', withModel({ theta: [1] })],
    ['a coefficient that is text', withModel({ theta: [1, '2'] })],
    ['a coefficient that is null', withModel({ theta: [1, null] })],
    ['a coefficient beyond float64', withModel({ theta: [1, 2] }).replace('[1,2]', '[1,2e999]')],
    ['a model of another version', withModel({ schemaVersion: 2 })],
    ['a model that is null', JSON.stringify({ ...valid, model: null })],
    ['a low half too large', withModel({ thetaLow: [1, 0] })],
    ['too few low halves', withModel({ thetaLow: [0] })],
    ['an own __proto__', withModel({}).replace('"intercept"', '"__proto__":{},"intercept"')],
    ['a basis with an own __proto__', withModel({}).replace('"degree"', '"__proto__":{},"degree"')],
    ['custom features', withModel({ basis: { name: 'custom', variables: ['x'], features: ['sin'] } })],
    [
      'a spline of too many knots',
      withModel({ basis: { ...spline, knots: Array.from({ length: 200_000 }, (_, i) => i) } }),
    ],
    ['a spline whose knots descend', withModel({ basis: { ...spline, knots: [2, 1] } })],
    ['harmonics without end', withModel({ basis: { ...wave, harmonics: 1e12 } })],
    ['features without end', withModel({ basis: { ...products, degree: 1e6 } })],
    ['a key twice', withModel({}).replace('"theta":', '"theta":[1,3],"theta":')],
    ['arrays without end', '['.repeat(1_000_000)],
    ['parts inside of parts', withModel({ basis: 0 }).replace('"basis":0', `"basis":${nested(100_000)}`)],
  ])('a model that is none, %s: exit code 3 and one line', async (_name, text) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await runInProcess(['predict', file, '-'], { stdin: 'x\n1\n' });
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^wellposed: \S+bad\.json(:1)?: [^\n]+\n$/);
  });
});
