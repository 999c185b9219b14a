import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reference } from '@wellposed/backend-reference';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { nearestName } from '../src/input/nearest-name.js';
import { exampleData } from './example-data.js';
import { packageOf } from './package-of.js';
import { runInProcess } from './run-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-command-line-'));
afterAll(() => rmSync(folder, { recursive: true }));
const sine = ['fit', exampleData('sine-6.csv'), '--x', 'x', '--y', 'y'];

describe('help and version', () => {
  test('--version is the version of the package', async () => {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(text) as { version: string };
    expect(await runInProcess(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([[[]], [['fit']], [['predict']], [['demo']], [['backends']]])('--help of %j', async (command) => {
    const { code, stdout, stderr } = await runInProcess([...command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^wellposed /);
  });

  test('the help of fit lists every option and shows examples', async () => {
    const { stdout } = await runInProcess(['fit', '--help']);
    const options = [
      '-x',
      '-y',
      '--weights',
      '--format',
      '--degree',
      '--basis',
      '--no-intercept',
      '--loss',
      '--reduction',
    ];
    options.push('--backend', '--solver', '--precision', '--optimizer', '--lr', '--momentum', '--iterations');
    options.push('--select-degree', '--max-degree', '--constraint', '--nonnegative', '--ridge');
    options.push('--confidence', '--perfect-fit', '--json', '--plot', '--save');
    expect(options.filter((option) => !stdout.includes(option))).toEqual([]);
    expect(stdout).toContain('Examples:');
  });
});

describe('usage mistakes: exit code 2, nothing on stdout, one line on stderr', () => {
  const descend = ['--optimizer', 'gradient-descent'];
  const several = ['fit', exampleData('longley.csv'), '--x', 'x1', '--y', 'y,x2'];
  test.each<[string, string[], string]>([
    ['no command', [], '--help'],
    ['unknown command', ['ft'], 'did you mean fit'],
    ['unknown option', [...sine, '--degre', '3'], 'did you mean --degree'],
    ['option of another command', [...sine, '--seed', '3'], '--seed is an option of demo, not of fit'],
    ['option of two other commands', ['demo', '--x=3'], '--x is an option of fit and predict, not of demo'],
    ['unknown option before the command', ['--degre', '3', ...sine], 'did you mean --degree'],
    ['one dash', [...sine, '-degree', '3'], 'options have two: --degree'],
    ['a file for a command', [exampleData('sine-6.csv'), '--x', 'x'], 'there is fit, predict, backends, demo'],
    ['no file', ['fit', '--x', 'x', '--y', 'y'], 'file'],
    ['a file too many', [...sine, 'b.csv'], 'b.csv'],
    ['no y', sine.slice(0, 4), '--y is missing; '],
    ['no x and no y', sine.slice(0, 2), 'has the columns of numbers "x", "y"'],
    ['no value', [...sine, '--degree'], 'degree'],
    ['y twice', [...sine, '--y', 'y'], '--y'],
    ['degree: text', [...sine, '--degree', 'four'], '"four"'],
    ['degree: negative', [...sine, '--degree', '-1'], '-1'],
    ['degree: broken', [...sine, '--degree', '1.5'], '1.5'],
    ['degree: huge', [...sine, '--degree', '1e9'], '1000000000'],
    ['unknown basis', [...sine, '--basis', 'wavelet'], 'chebyshev'],
    ['basis without its settings', [...sine, '--basis', 'fourier'], 'period'],
    ['degree without polynomials', [...sine, '--basis', 'columns', '--degree', '2'], '--degree'],
    [
      'polynomial in two columns',
      ['fit', exampleData('longley.csv'), '--x', 'x1,x2', '--y', 'y', '--degree', '2'],
      '2',
    ],
    ['y: a column twice', ['fit', exampleData('longley.csv'), '--x', 'x1', '--y', 'y,x2,y'], '--y'],
    ['several y to draw', [...several, '--plot', 'a.svg'], '--plot'],
    ['several y to save', [...several, '--save', 'a.json'], '--save'],
    ['several y to choose degrees for', [...several, '--select-degree', 'loo'], '--select-degree'],
    ['several y to descend for', [...several, ...descend], '--optimizer'],
    ['weights: two columns', [...several, '--weights', 'x2,x3'], '--weights'],
    ['a column twice', [...sine.slice(0, 2), '--x', 'x,x', '--y', 'y'], "'x'"],
    ['unknown solver', [...sine, '--solver', 'lu'], 'cholesky, qr, svd'],
    ['unknown backend', [...sine, '--backend', 'abacus'], 'reference'],
    ['unknown loss', [...sine, '--loss', 'cubed'], 'huber'],
    ['huber without delta', [...sine, '--loss', 'huber', ...descend], 'huber'],
    ['huber with a negative delta', [...sine, '--loss', 'huber:-1', ...descend], '-1'],
    ['huber in closed form', [...sine, '--loss', 'huber:1'], '--optimizer'],
    ['solve and descend', [...sine, '--solver', 'qr', ...descend], '--solver'],
    ['precision of a descent', [...sine, '--precision', 'extended', ...descend], '--precision'],
    ['unknown precision', [...sine, '--precision', 'quad'], 'extended, double'],
    ['an option that is gone', [...sine, '--no-refine'], 'no-refine'],
    ['choose a degree and give it', [...sine, '--select-degree', 'aic', '--degree', '2'], '--max-degree'],
    ['choose a degree of columns', [...sine, '--select-degree', 'aic', '--basis', 'columns'], 'columns'],
    ['choose a degree of splines', [...sine, '--select-degree', 'aic', '--basis', 'bspline:knots=1'], 'bspline'],
    ['choose a degree by descent', [...sine, '--select-degree', 'aic', ...descend], '--optimizer'],
    ['choose a degree and constrain it', [...sine, '--select-degree', 'f', '--constraint', 'f(0) = 0'], '--constraint'],
    ['choose a degree and bound it', [...sine, '--select-degree', 'f', '--nonnegative'], '--nonnegative'],
    ['choose a degree and shrink it', [...sine, '--select-degree', 'f', '--ridge', '1'], '--ridge'],
    ['unknown criterion', [...sine, '--select-degree', 'r2'], 'loo, aic, bic, f'],
    ['highest degree without a choice', [...sine, '--max-degree', '3'], '--select-degree'],
    [
      'highest degree: more than six x determine',
      [...sine, '--select-degree', 'loo', '--max-degree', '6'],
      '5 at most',
    ],
    ['highest degree: broken', [...sine, '--select-degree', 'loo', '--max-degree', '1.5'], '1.5'],
    [
      'choose a degree in two columns',
      ['fit', exampleData('longley.csv'), '--x', 'x1,x2', '--y', 'y', '--select-degree', 'loo'],
      'one column',
    ],
    ['constrain a descent', [...sine, '--constraint', 'x = 1', ...descend], '--optimizer'],
    ['bound a descent', [...sine, '--nonnegative', ...descend], '--optimizer'],
    ['bound and constrain', [...sine, '--nonnegative', '--constraint', 'x = 1'], '--constraint'],
    ['constraint: no equation', [...sine, '--constraint', 'x'], 'has no ='],
    ['constraint: an inequality', [...sine, '--constraint', '1 <= -5'], 'is an inequality'],
    ['constraint: an inequality at a point', [...sine, '--constraint', 'f(2)≥0.5'], 'is an inequality'],
    ['constraint: unknown name', [...sine, '--constraint', 'z = 1'], "'x'"],
    ['constraint: terms run together', [...sine, '--constraint', '1+2*x=1'], 'blanks'],
    [
      'constraint: a point of two columns',
      [...several.slice(0, 3), 'x1,x2', '--y', 'y', '--constraint', 'f(1) = 1'],
      'f takes',
    ],
    [
      'constraints that contradict each other',
      [...sine, '--constraint', 'x = 1', '--constraint', 'x = 2'],
      'constraint',
    ],
    ['nonnegative: unknown name', [...sine, '--nonnegative=z'], "'x'"],
    [
      'nonnegative: a name without =',
      [...sine, '--nonnegative', 'x'],
      '"x" is one argument too many; write --nonnegative=x',
    ],
    ['nonnegative twice', [...sine, '--nonnegative', '--nonnegative'], '--nonnegative'],
    ['ridge: negative', [...sine, '--ridge', '-1'], '-1'],
    ['ridge: text', [...sine, '--ridge', 'much'], '"much"'],
    ['confidence of 1', [...sine, '--confidence', '1'], '(0, 1)'],
    ['another word for a perfect fit', [...sine, '--perfect-fit', 'hide'], 'withhold'],
    ['confidence in percent', [...sine, '--confidence', '95'], '(0, 1)'],
    ['knots outside the data', [...sine, '--basis', 'bspline:knots=1,9'], 'knots'],
    ['lr without optimizer', [...sine, '--lr', '1'], '--optimizer'],
    ['momentum of gradient descent', [...sine, ...descend, '--momentum', '0.5'], 'heavy-ball'],
    ['momentum of 1', [...sine, '--optimizer', 'heavy-ball', '--momentum', '1'], '[0, 1)'],
    ['lr of 0', [...sine, ...descend, '--lr', '0'], 'above 0'],
    ['lr: text', [...sine, ...descend, '--lr', 'fast'], '"fast"'],
    ['iterations: broken', [...sine, ...descend, '--iterations', '1.5'], '1.5'],
    ['plot to a PDF', [...sine, '--plot', 'a.pdf'], '.svg or .png'],
    ['save to standard output', [...sine, '--save', '-'], '--save'],
    ['model and data from standard input', ['predict', '-', '-'], 'standard input'],
    ['seed: broken', ['demo', '--seed', '0.5'], '--seed'],
  ])('%s', async (_name, args, says) => {
    const { code, stdout, stderr } = await runInProcess(args);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^wellposed: [^\n]+\n$/);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });
});

test('without --x and --y the columns of the file are told, those of numbers apart', async () => {
  const stdin = 'id,"a;b\u202e",t,,n\n1,2,2024-01-01,7,x\n2,3.5,2024-01-02,8,\n';
  const { code, stdout, stderr } = await runInProcess(['fit', '-', '--y', 'id'], { stdin });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    'wellposed: --x is missing; standard input has the columns of numbers "id", "a;b\\u202e"; others are "t", "n"\n',
  );
  expect(await runInProcess(['fit', '-'], { stdin: 'who\nAnn\n' })).toMatchObject({
    code: 2,
    stderr: 'wellposed: --x and --y are missing; standard input has no column of numbers; others are "who"\n',
  });
  expect((await runInProcess(['fit', join(folder, 'none.csv')])).code).toBe(3);
});

test('a suggestion is never the word that was typed', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-'), maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(words, fc.nat(4), (names, index) => {
      const wanted = names[index % Math.max(1, names.length)] ?? '';
      expect(nearestName(wanted, names)).not.toBe(wanted);
    }),
    { seed: 20_261_130 },
  );
});

describe('files that cannot be written: exit code 3 before any work', () => {
  test.each([
    ['a folder that is not there', join(folder, 'none/model.json'), 'no such file'],
    ['a folder', folder, 'not a regular file'],
    ['a device', '/dev/null', 'not a regular file'],
  ])('%s', async (_name, path, says) => {
    const { code, stdout, stderr } = await runInProcess([...sine, '--save', path]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(says);
  });

  test('an input is not overwritten, through a link neither: exit code 2', async () => {
    const [data, link] = [join(folder, 'data.csv'), join(folder, 'link.svg')];
    writeFileSync(data, 'x,y\n1,2\n2,3\n3,5\n');
    symlinkSync(data, link);
    const args = ['fit', data, '--x', 'x', '--y', 'y'];
    for (const output of [
      ['--save', data],
      ['--plot', link],
    ]) {
      const { code, stderr } = await runInProcess([...args, ...output]);
      expect(code).toBe(2);
      expect(stderr).toContain('would overwrite the input');
    }
    expect(readFileSync(data, 'utf8')).toBe('x,y\n1,2\n2,3\n3,5\n');
  });

  test('two outputs in one file: exit code 2', async () => {
    const path = join(folder, 'both.svg');
    expect((await runInProcess([...sine, '--save', path, '--plot', path])).code).toBe(2);
    expect(existsSync(path)).toBe(false);
  });
});

describe('data that the library refuses: exit code 3', () => {
  test.each([
    [
      'a negative weight',
      'x,y,w\n1,1,1\n2,2,-1\n',
      /^wellposed: standard input:3: column "w": the weight -1 is negative/,
    ],
    ['no row of positive weight', 'x,y,w\n1,1,0\n2,2,0\n', /^wellposed: standard input: [^\n]+\n$/],
  ])('%s', async (_name, stdin, message) => {
    const args = ['fit', '-', '--x', 'x', '--y', 'y', '--weights', 'w'];
    const { code, stderr } = await runInProcess(args, { stdin });
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
  });
});

describe('--max-memory', () => {
  test('a closed form that takes more is refused with its bytes, one for each door: exit code 3', async () => {
    for (const more of [[], ['--y', 'y,x'], ['--select-degree', 'aic', '--max-degree', '2']]) {
      const args = more[0] === '--y' ? [...sine.slice(0, -2), ...more] : [...sine, ...more];
      const { code, stdout, stderr } = await runInProcess([...args, '--max-memory', '1e-7']);
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/n = 6 rows and p = \d .*take about \d+ bytes .*--max-memory\)\n$/);
      expect((await runInProcess([...args, '--max-memory', '1'])).code).toBe(0);
    }
  });

  test.each([['0'], ['-1'], ['4G']])('%s: exit code 2', async (value) => {
    const { code, stderr } = await runInProcess([...sine, `--max-memory=${value}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('--max-memory');
  });
});

describe('failures that are ours', () => {
  const bug = packageOf('bug', { ...reference, name: 'bug', open: () => crash() });
  const crash = (): never => {
    throw new TypeError('x is not a function');
  };

  test('one line that says how to see more; the stack only with WELLPOSED_DEBUG', async () => {
    const { code, stderr } = await runInProcess(sine, { catalogue: [bug] });
    expect(code).toBe(70);
    expect(stderr).toMatch(/^wellposed: internal error: x is not a function [^\n]*WELLPOSED_DEBUG=1[^\n]*\n$/);
    const { stderr: long } = await runInProcess(sine, { catalogue: [bug], env: { WELLPOSED_DEBUG: '1' } });
    expect(long).toMatch(/\n {4}at /);
  });
});

describe('a closed form', () => {
  test.each([[[]], [['--y', 'y,x']], [['--select-degree', 'aic', '--max-degree', '2']]])(
    'stops when it is asked to, with one line: %j',
    async (more) => {
      const controller = new AbortController();
      const interrupt = { signal: controller.signal, stoppable: false };
      // Asked when its first session is opened.
      const open = (...given: Parameters<typeof reference.open>) => {
        expect(interrupt.stoppable).toBe(true);
        controller.abort();
        return Promise.resolve(reference.open(...given));
      };
      const slow = packageOf('slow', { ...reference, name: 'slow', open });
      const args = more[0] === '--y' ? [...sine.slice(0, -2), ...more] : [...sine, ...more];
      const { code, stdout, stderr } = await runInProcess(args, { interrupt, catalogue: [slow] });
      expect([code, stdout]).toEqual([130, '']);
      expect(stderr).toMatch(/^wellposed: [^\n]+\n$/);
      expect(interrupt.stoppable).toBe(false);
    },
  );
});

describe('a long descent', () => {
  const descent = [...sine, '--degree', '4', '--optimizer', 'gradient-descent', '--lr', '1e-6', '--iterations'];

  test('shows its progress on a terminal and only there', async () => {
    expect((await runInProcess([...descent, '200000'])).stderr).toBe('');
    const { stderr } = await runInProcess([...descent, '200000'], { terminal: true });
    expect(stderr).toMatch(/descending .*\/200000 steps/);
  });

  test('stops when it is asked to, and cannot be asked before or after', async () => {
    const controller = new AbortController();
    const interrupt = { signal: controller.signal, stoppable: false };
    const timer = setTimeout(() => controller.abort(), 200);
    const { code, stdout } = await runInProcess([...descent, '1000000000000'], { interrupt });
    clearTimeout(timer);
    expect(code).toBe(130);
    expect(stdout).toMatch(/^aborted: /);
    expect(interrupt.stoppable).toBe(false);
  });
});
