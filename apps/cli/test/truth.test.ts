import { correctDigits, truthAnswer, truthCase } from '@wellposed/conformance';
import type { TruthCase, TruthKind } from '@wellposed/conformance';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { fitDocument } from '../src/schemas/fit-document.js';
import { runInProcess } from './run-in-process.js';

/** WELLPOSED_RUNS and WELLPOSED_SEED make the random part longer or different; its title prints both. */
const runs = Math.ceil(Number(process.env['WELLPOSED_RUNS'] ?? 100) / 12);
const seed = Number(process.env['WELLPOSED_SEED'] ?? 20260301);
vi.setConfig({ testTimeout: Math.max(60_000, 1000 * runs) });

const folder = mkdtempSync(join(tmpdir(), 'wellposed-truth-'));
afterAll(() => rmSync(folder, { recursive: true }));
const model = join(folder, 'model.json');

/** The same case as decimal text, which the command line reads; in powers of x. */
function asText(kind: TruthKind, own: number): TruthCase {
  const { degree, nonnegative, weights, ...truth } = truthCase(kind, own);
  return {
    ...{ kind, intercept: truth.intercept },
    ...(degree !== undefined && { degree }),
    ...(nonnegative && { nonnegative }),
    x: truth.x.map((row) => row.map(String)),
    y: truth.y.map(String),
    ...(weights && { weights: weights.map(String) }),
    method: { ...truth.method, backend: truth.method.backend === 'float32' ? 'reference' : truth.method.backend },
  };
}

function commandOf({ x, weights, degree, intercept, nonnegative, method }: TruthCase): readonly string[] {
  const columns = (x[0] ?? []).map((_, j, all) => (all.length === 1 ? 'x' : `x${j + 1}`));
  const names =
    degree === undefined ? columns : Array.from({ length: degree }, (_, k) => (k === 0 ? 'x' : `x^${k + 1}`));
  const all = intercept ? ['1', ...names] : names;
  return [
    ...['fit', '-', '--format', 'csv', '--x', columns.join(','), '--y', 'y', '--backend', method.backend],
    ...['--solver', method.solver, '--precision', method.refine ? 'extended' : 'double'],
    ...(weights ? ['--weights', 'w'] : []),
    ...(degree === undefined ? [] : ['--degree', String(degree)]),
    ...(intercept ? [] : ['--no-intercept']),
    ...(nonnegative ? [`--nonnegative=${nonnegative.map((j) => all[j]).join(',')}`] : []),
  ];
}

function csvOf({ x, y, weights }: TruthCase): string {
  const columns = (x[0] ?? []).map((_, j, all) => (all.length === 1 ? 'x' : `x${j + 1}`));
  const header = [...columns, 'y', ...(weights ? ['w'] : [])].join(',');
  return [header, ...x.map((row, i) => [...row, y[i], ...(weights ? [weights[i]] : [])].join(','))].join('\n') + '\n';
}

/** What the command line says of a case that is not so; nothing when all of it is. */
async function untruth(truth: TruthCase): Promise<string | undefined> {
  const [args, stdin] = [commandOf(truth), csvOf(truth)];
  const { code, stdout, stderr } = await runInProcess([...args, '--json', '--save', model], { stdin });
  if (![0, 1, 2, 3].includes(code)) return `exit code ${code}: ${stderr}`;
  const plain = await runInProcess(args, { stdin });
  if (plain.code !== code) return `exit code ${plain.code} without --json, ${code} with it: ${plain.stderr}`;
  if (/\b(NaN|undefined)\b/.test(plain.stdout)) return `the text says ${plain.stdout}`;
  if (code > 1) return stderr === '' ? 'no reason on stderr' : undefined;
  const document = v.parse(fitDocument, JSON.parse(stdout));
  const answer = truthAnswer(truth);
  if (!answer) return undefined;
  for (const [j, { name, estimate, digits }] of document.coefficients.entries()) {
    const exact = answer.theta.component(j);
    const right = exact.isZero ? (estimate === 0 ? Infinity : -Infinity) : correctDigits(estimate ?? NaN, exact);
    if (digits !== null && digits > 0 && digits > right) {
      return `'${name}' = ${estimate}, exactly ${exact.toNumber()}: ${digits} digits claimed, ${right.toFixed(2)} true`;
    }
  }
  if (code === 0 && document.rank?.verdict === 'full' && !answer.determined.every(Boolean))
    return 'full rank is claimed';
  const predicted = await runInProcess(['predict', model, '-', '--format', 'csv'], { stdin });
  if (document.model === null) return undefined;
  if (![0, 1, 2, 3].includes(predicted.code)) return `predict: exit code ${predicted.code}: ${predicted.stderr}`;
  return /NaN/.test(predicted.stdout) ? `predict says ${predicted.stdout}` : undefined;
}

/** The kinds of which this holds. */
const held: readonly TruthKind[] = ['healthy', 'extreme-scales', 'near-dependence', 'huge-weights'];

describe(`the command line, on decimal text of each kind (${runs} of each, seed ${seed})`, () => {
  test.each(held)('%s: exit codes 0 to 3, JSON that parses, no NaN, no claim above the truth', async (kind) => {
    for (const own of fc.sample(fc.nat(), { seed, numRuns: runs })) {
      const truth = asText(kind, own);
      const sentence = await untruth(truth);
      const again = `wellposed ${commandOf(truth).join(' ')} <<'END'\n${csvOf(truth)}END`;
      expect(sentence, `${kind}, ${own}:\n${again}`).toBeUndefined();
    }
  });
});
