import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { backendViolations } from '../src/backend-violations.js';
import { describeBackend } from '../src/describe-backend.js';
import { describeOptimizer } from '../src/describe-optimizer.js';
import * as conformance from '../src/index.js';
import * as optimizers from '@wellposed/optimizers';
import { reference } from '@wellposed/backend-reference';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');

/** What a block may import: its packages, and a runner that writes down the tests it is given. */
function modules(tests: string[]): Record<string, Record<string, unknown>> {
  return {
    '@wellposed/conformance': { ...conformance, backendViolations, describeBackend, describeOptimizer },
    '@wellposed/optimizers': { ...optimizers },
    '@wellposed/backend-reference': { reference },
    vitest: { describe: (_name: string, body: () => void) => body(), it: (name: string) => tests.push(name) },
  };
}

/** Runs a block with its imports handed over, and returns what it logs and registers. */
async function run(code: string): Promise<{ readonly logged: string[]; readonly tests: string[] }> {
  const logged: string[] = [];
  const tests: string[] = [];
  const body = code.replaceAll(/^import \{ (.*) \} from '(.*)';$/gm, "const { $1 } = modules['$2'];");
  const execute = runInThisContext(`(async (modules, console) => {${body}\n})`) as (
    given: unknown,
    console: unknown,
  ) => Promise<void>;
  await execute(modules(tests), { log: (...values: unknown[]) => logged.push(values.join(' ')) });
  return { logged, tests };
}

it.each(blocks.map((code) => ({ code, title: code.split('\n')[1] ?? '' })))('README block $title', async ({ code }) => {
  const { logged, tests } = await run(code);
  const expected = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  expect(logged).toEqual(expected);
  expect(logged.length + tests.length).toBeGreaterThan(0);
});

it('has four blocks', () => {
  expect(blocks).toHaveLength(4);
});
