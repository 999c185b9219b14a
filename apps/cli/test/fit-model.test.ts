import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import {
  arnoldi,
  basisProblem,
  bspline,
  chebyshev,
  columns,
  decimals,
  domainOf,
  fitSync,
  fourier,
  legendre,
  monomial,
  polynomialFeatures,
  quantileKnots,
} from 'wellposed';
import { fitDocument, fitsDocument, savedModel } from '../src/schemas/fit-document.js';
import { exampleData } from './example-data.js';
import { runInProcess } from './run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-fit-model-'));
afterAll(() => rmSync(folder, { recursive: true }));
const sine = ['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y'];

/** A wave with a trend on 24 months, in decimals; z is another column. */
const months = Array.from({ length: 24 }, (_, i) => ({
  x: (i / 10).toFixed(1),
  z: ((i * 7) % 11).toFixed(0),
  y: (3 + 0.5 * i + 2 * Math.cos(i) + ((i * i) % 5) / 10).toFixed(3),
}));
const monthly = ['x,z,y', ...months.map(({ x, z, y }) => `${x},${z},${y}`), ''].join('\n');
const x = decimals(months.map((row) => row.x));
const y = decimals(months.map((row) => row.y));

async function fitJson(args: readonly string[], stdin?: string) {
  const { code, stdout, stderr } = await runInProcess([...args, '--json'], stdin === undefined ? {} : { stdin });
  expect(stderr).toBe('');
  return { code, document: v.parse(fitDocument, JSON.parse(stdout)) };
}

const estimates = (document: v.InferOutput<typeof fitDocument>) => document.coefficients.map((c) => c.estimate ?? NaN);

describe('--basis: the library’s fit, and a saved model predicts to the same bits', () => {
  const domain = domainOf(x.hi);
  test.each([
    ['columns', [], columns(['x'])],
    ['monomial', ['--degree', '3'], monomial({ degree: 3, variable: 'x' })],
    ['chebyshev', ['--degree', '3'], chebyshev({ degree: 3, domain, variable: 'x' })],
    ['legendre', ['--degree', '3'], legendre({ degree: 3, domain, variable: 'x' })],
    ['arnoldi', ['--degree', '3'], arnoldi({ x, degree: 3, variable: 'x' })],
    ['fourier:period=6.28:harmonics=2:origin=1', [], fourier({ period: 6.28, harmonics: 2, origin: 1, variable: 'x' })],
    ['bspline:knots=0.5,1.25', [], bspline({ knots: [0.5, 1.25], degree: 3, domain, ends: 'clamped', variable: 'x' })],
    [
      'bspline:knots=3:degree=3:ends=natural',
      [],
      bspline({ knots: quantileKnots(x.hi, 3), degree: 3, domain, ends: 'natural', variable: 'x' }),
    ],
  ])('%s', async (name, more, basis) => {
    const model = join(folder, 'basis.json');
    const args = ['fit', '-', '--x', 'x', '--y', 'y', '--basis', name, ...more];
    const { code, document } = await fitJson(args, monthly);
    const fit = fitSync(basisProblem({ x, y, basis }));
    expect(code).toBe(0);
    expect(document.basis).toEqual({ ...basis.specification, intercept: true });
    expect(estimates(document)).toEqual([...fit.coefficients]);
    expect((await runInProcess([...args, '--save', model], { stdin: monthly })).code).toBe(0);
    v.parse(savedModel, JSON.parse(readFileSync(model, 'utf8')));
    const { stdout } = await runInProcess(['predict', model, '-'], { stdin: monthly });
    expect(stdout.trimEnd().split('\n').slice(1).map(Number)).toEqual([...fit.predict(x)]);
  });

  test.each(['yes', 'no'])('polynomial-features of two columns, interactions %s', async (interactions) => {
    const model = join(folder, 'features.json');
    const basis = ['--basis', `polynomial-features:interactions=${interactions}`, '--degree', '2'];
    const args = ['fit', '-', '--x', 'x,z', '--y', 'y', ...basis];
    const { code, document } = await fitJson(args, monthly);
    expect(code).toBe(0);
    const rows = decimals(months.flatMap((row) => [row.x, row.z]));
    const features = polynomialFeatures({ variables: ['x', 'z'], degree: 2, interactions: interactions === 'yes' });
    const fit = fitSync(basisProblem({ x: rows, y, basis: features }));
    expect(document.coefficients.map((c) => c.name)).toEqual(fit.names);
    expect(document.coefficients).toHaveLength(interactions === 'yes' ? 6 : 5);
    expect(estimates(document)).toEqual([...fit.coefficients]);
    expect((await runInProcess([...args, '--save', model], { stdin: monthly })).code).toBe(0);
    const { stdout } = await runInProcess(['predict', model, '-'], { stdin: monthly });
    expect(stdout.trimEnd().split('\n').slice(1).map(Number)).toEqual([...fit.predict(rows)]);
  });

  test('the summary says what was fitted', async () => {
    const args = ['fit', '-', '--x', 'x', '--y', 'y', '--basis', 'bspline:knots=2'];
    const { stdout } = await runInProcess(args, { stdin: monthly });
    expect(stdout).toMatch(/^converged: 24 observations, bspline basis of degree 3, 2 interior knots, qr on /);
  });
});

describe('--constraint', () => {
  test('holds among coefficients, to the rounding of the numbers in it', async () => {
    const args = ['fit', '-', '--x', 'x,z', '--y', 'y', '--constraint', 'x + 2*z = 0.1', '--constraint', '1 = 3'];
    const { code, document } = await fitJson(args, monthly);
    const [one = NaN, ofX = NaN, ofZ = NaN] = estimates(document);
    expect(code).toBe(0);
    expect(one).toBe(3);
    expect(Math.abs(ofX + 2 * ofZ - 0.1)).toBeLessThanOrEqual(2 ** -52 * (Math.abs(ofX) + 2 * Math.abs(ofZ)));
    expect(document.constraints).toEqual([
      {
        terms: [
          { name: 'x', factor: 1 },
          { name: 'z', factor: 2 },
        ],
        equals: 0.1,
      },
      { terms: [{ name: '1', factor: 1 }], equals: 3 },
    ]);
    const { stdout } = await runInProcess(args, { stdin: monthly });
    expect(stdout).toContain('subject to x + 2*z = 0.1; intercept = 3');
  });

  test('holds at a point: the value and the slope of the curve', async () => {
    const model = join(folder, 'point.json');
    const point = ['--constraint', 'f(1.5) = 7', '--constraint', "f'(0.5) = 0"];
    const args = ['fit', '-', '--x', 'x', '--y', 'y', '--degree', '4', ...point, '--save', model];
    expect((await runInProcess(args, { stdin: monthly })).code).toBe(0);
    const h = 2 ** -12;
    const { stdout } = await runInProcess(['predict', model, '-'], { stdin: `x\n1.5\n${0.5 - h}\n${0.5 + h}\n` });
    const [, value = NaN, before = NaN, after = NaN] = stdout.split('\n').map(Number);
    expect(value).toBe(7);
    // A central difference: its error is h² f‴/6, and f‴ is below 1000 here.
    expect(Math.abs(after - before) / (2 * h)).toBeLessThan((1000 / 6) * h * h + 2 ** -36);
  });

  test('leaves degrees of freedom: one more for each equation', async () => {
    const { document: free } = await fitJson(['fit', '-', '--x', 'x', '--y', 'y', '--degree', '2'], monthly);
    const held = ['--degree', '2', '--constraint', 'f(0) = 5'];
    const { document } = await fitJson(['fit', '-', '--x', 'x', '--y', 'y', ...held], monthly);
    expect(document.degreesOfFreedom).toBe(free.degreesOfFreedom + 1);
    expect(document.coefficients[0]).toMatchObject({ name: '1', estimate: 5 });
  });
});

describe('--nonnegative', () => {
  const file = join(folder, 'bounded.csv');
  // y = 2 + 3a − 4b on a grid: b must stay at 0, and y = 2 + 3a − 4·mean(b) is the best of the rest.
  const rows = [0, 1, 2, 3].flatMap((a) => [0, 1].map((b) => `${a},${b},${2 + 3 * a - 4 * b}`));
  writeFileSync(file, ['a,b,y', ...rows, ''].join('\n'));
  const args = ['fit', file, '--x', 'a,b', '--y', 'y'];

  test('holds all coefficients but the constant at 0 or above, and says which are held', async () => {
    const { code, document } = await fitJson([...args, '--nonnegative']);
    expect(code).toBe(0);
    expect(estimates(document)).toEqual([0, 3, 0]);
    expect(document).toMatchObject({ nonnegative: ['a', 'b'], atBound: ['b'] });
    const { stdout } = await runInProcess([...args, '--nonnegative']);
    expect(stdout).toContain('subject to a, b ≥ 0; held at 0: b');
  });

  test.each([
    ['a', [2, 3, -4], []],
    ['a,1', [2, 3, -4], []],
    ['b', [0, 3, 0], ['b']],
  ])('of %s only', async (names, expected, atBound) => {
    const { document } = await fitJson([...args, `--nonnegative=${names}`]);
    expect(estimates(document)).toEqual(expected);
    expect(document.atBound).toEqual(atBound);
  });

  test('does not take the argument after it', async () => {
    const { code } = await runInProcess(['fit', '--x', 'a,b', '--y', 'y', '--nonnegative', file]);
    expect(code).toBe(0);
  });
});

test('--ridge adds λ Σ θ², and standard errors have a reason to be null', async () => {
  const stdin = 'x,y\n1,2\n2,4\n3,6\n';
  // Without a constant θ = Σ xy / (Σ x² + λ) = 28 / (14 + 2).
  const { document } = await fitJson(['fit', '-', '--x', 'x', '--y', 'y', '--no-intercept', '--ridge', '2'], stdin);
  expect(estimates(document)).toEqual([1.75]);
  expect(document.penalty).toBe('ridge');
  expect(document.coefficients[0]?.standardError).toBeNull();
  expect(document.warnings.join()).toContain('standardError');
});

describe('--precision', () => {
  test('double leaves the refinement out, and its certificate says what that costs', async () => {
    const args = ['fit', exampleData('longley.csv'), '--x', 'x1,x2,x3,x4,x5,x6', '--y', 'y'];
    const { document: extended } = await fitJson([...args, '--precision', 'extended']);
    const { document: double } = await fitJson([...args, '--precision', 'double']);
    const { document: usual } = await fitJson(args);
    expect(extended.certificate).toEqual(usual.certificate);
    expect(extended.certificate?.method).toBe('refinement');
    expect(double.certificate).toMatchObject({ method: 'forward-error-bound', refinementSteps: 0 });
    expect(double.certificate?.digits).toBeLessThan(extended.certificate?.digits ?? NaN);
  });
});

describe('--confidence', () => {
  test('sets the level of intervals, in the table and in JSON', async () => {
    const { document: wide } = await fitJson(sine);
    const { document: narrow } = await fitJson([...sine, '--confidence', '0.5']);
    expect([wide.confidence, narrow.confidence]).toEqual([0.95, 0.5]);
    const width = ({ coefficients: [, slope] }: typeof wide) => {
      const [low, high] = slope?.interval ?? [NaN, NaN];
      return high - low;
    };
    // Quantiles of Student's t on 4 degrees of freedom: 2.776445105 and 0.7406970841.
    expect(width(wide) / width(narrow)).toBeCloseTo(2.776445105 / 0.7406970841, 8);
    const { stdout } = await runInProcess([...sine, '--confidence', '0.5']);
    expect(stdout).toMatch(/25 % +75 % +digits/);
  });
});

describe('several columns of y', () => {
  const args = ['fit', '-', '--x', 'x', '--y', 'y,z', '--degree', '2'];

  test('are fitted each as if alone, in one JSON document', async () => {
    const { code, stdout, stderr } = await runInProcess([...args, '--json'], { stdin: monthly });
    expect([code, stderr]).toEqual([0, '']);
    const { fits } = v.parse(fitsDocument, JSON.parse(stdout));
    expect(fits.map(({ target }) => target)).toEqual(['y', 'z']);
    for (const fit of fits) {
      const alone = ['fit', '-', '--x', 'x', '--y', fit.target, '--degree', '2'];
      const { timings, ...document } = (await fitJson(alone, monthly)).document;
      expect(timings.fitMilliseconds).toBeGreaterThan(0);
      expect(fit).toEqual(document);
    }
  });

  test('are printed one after the other', async () => {
    const { stdout } = await runInProcess(args, { stdin: monthly });
    expect(stdout.match(/^Response .*:$/gm)).toEqual(['Response y:', 'Response z:']);
    expect(stdout.match(/^Coefficients:$/gm)).toHaveLength(2);
  });

  test('a column whose own name holds a comma is one column', async () => {
    const stdin = 'x,"a,b"\n1,2\n2,3\n3,5\n';
    const { document } = await fitJson(['fit', '-', '--x', 'x', '--y', 'a,b'], stdin);
    expect(document.target).toBe('a,b');
  });
});

describe('--select-degree', () => {
  /** A parabola and noise: the minimal standard generator of Park & Miller (1988). */
  let state = 1;
  const noise = () => (state = (16_807 * state) % 2_147_483_647) / 2_147_483_647;
  const parabola = Array.from({ length: 40 }, (_, i) => `${i},${((i - 16) ** 2 + 40 * noise()).toFixed(2)}`);
  const stdin = ['x,y', ...parabola, ''].join('\n');
  const args = ['fit', '-', '--x', 'x', '--y', 'y'];

  test.each(['loo', 'aic', 'bic', 'f'])('%s finds the parabola, and tells of all degrees', async (criterion) => {
    const { code, document } = await fitJson([...args, '--select-degree', criterion, '--max-degree', '5'], stdin);
    expect(code).toBe(0);
    const { degreeSelection } = document;
    expect(degreeSelection).toMatchObject({ criterion, chosen: 2, level: criterion === 'f' ? 0.05 : null });
    expect(degreeSelection?.candidates.map(({ degree }) => degree)).toEqual([0, 1, 2, 3, 4, 5]);
    const same = (await fitJson([...args, '--degree', '2'], stdin)).document;
    const { timings, degreeSelection: none, backendChoice, ...direct } = same;
    expect([none, timings.fitMilliseconds > 0, backendChoice?.requested]).toEqual([null, true, 'auto']);
    expect(document).toMatchObject(direct);
  });

  test('fits in the basis that was asked for', async () => {
    const basis = ['--basis', 'legendre', '--max-degree', '4'];
    const { document } = await fitJson([...args, '--select-degree', 'bic', ...basis], stdin);
    expect(document.basis).toMatchObject({ name: 'legendre', degree: 2 });
  });

  test.each(['monomial', 'chebyshev', 'legendre', 'arnoldi'])(
    'without a constant, the candidates are of the basis that is fitted: %s',
    async (basis) => {
      const more = ['--select-degree', 'aic', '--no-intercept', '--max-degree', '4', '--basis', basis];
      const { document } = await fitJson([...args, ...more], stdin);
      const { candidates = [], chosen } = document.degreeSelection ?? {};
      const candidate = candidates.find(({ degree }) => degree === chosen);
      expect(candidate?.residualSumOfSquares).toBe(document.residualSumOfSquares);
    },
  );

  test('prints the candidates, then the fit; the highest degree leaves two numbers to judge by', async () => {
    const { code, stdout } = await runInProcess([...sine, '--select-degree', 'loo']);
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('Degrees, chosen by leave-one-out error:');
    expect(lines.slice(2, 7).map((line) => /^[→ ] +(\d)/.exec(line)?.[1])).toEqual(['0', '1', '2', '3', '4']);
    expect(stdout.match(/^→/gm)).toHaveLength(1);
    expect(stdout).toMatch(/^converged: 6 observations, monomial basis of degree \d/m);
    expect(lines.filter((line) => Array.from(line).length > 92)).toEqual([]);
  });

  test('no degree can be chosen from one row: exit code 1, one line', async () => {
    const { code, stdout, stderr } = await runInProcess([...args, '--select-degree', 'loo'], { stdin: 'x,y\n1,2\n' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^wellposed: no degree can be chosen: [^\n]+\n$/);
  });

  test('--plot draws the criterion below the fit', async () => {
    const plot = join(folder, 'degrees.svg');
    const { code } = await runInProcess([...args, '--select-degree', 'aic', '--plot', plot], { stdin });
    expect(code).toBe(0);
    const svg = readFileSync(plot, 'utf8');
    expect(/<desc>(.*)<\/desc>/.exec(svg)?.[1]).toContain('AIC for degrees 0 to 12; degree 2 is chosen');
    expect(svg.includes('>degree 2<')).toBe(true);
  });
});

describe('bands in pictures', () => {
  const plot = join(folder, 'bands.svg');
  const draw = async (...more: string[]) => {
    expect(
      (await runInProcess(['fit', '-', '--x', 'x', '--y', 'y', '--plot', plot, ...more], { stdin: monthly })).code,
    ).toBe(0);
    return readFileSync(plot, 'utf8');
  };

  const described = (svg: string) => /<desc>(.*)<\/desc>/.exec(svg)?.[1];

  test('are drawn and named at their level, where x is one column', async () => {
    expect(described(await draw())).toContain('95 % confidence band');
    const svg = await draw('--confidence', '0.5', '--basis', 'fourier:period=6.28:harmonics=2');
    expect(described(svg)).toContain('50 % prediction band');
    expect(/<title>(.*)<\/title>/.exec(svg)?.[1]).toBe('y: fourier basis, 2 harmonics of period 6.28 in x');
    expect(/NaN|Infinity/.test(svg)).toBe(false);
  });

  test('are left out where they are not defined', async () => {
    expect(described(await draw('--ridge', '1'))).not.toContain('band');
  });
});
