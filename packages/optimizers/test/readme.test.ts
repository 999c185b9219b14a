import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import * as optimizers from '../src/index.js';
import { describe, expect, it } from 'vitest';

const modules: Record<string, unknown> = { '@wellposed/optimizers': optimizers };
const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map((match) => match[1]!);

/** Runs a block with its imports taken from the sources; gives what it logs, a line a call. */
function run(block: string): string[] {
  const logged: string[] = [];
  const log = { log: (...values: unknown[]) => logged.push(values.map(String).join(' ')) };
  const body = block.replace(/^import (\{.*?\}) from ('.*?');$/gm, 'const $1 = modules[$2];');
  const example = compileFunction(body, ['modules', 'console']) as (from: typeof modules, console: typeof log) => void;
  example(modules, log);
  return logged;
}

describe('README', () => {
  it('has examples', () => expect(blocks.length).toBeGreaterThan(0));

  it.each(blocks)('prints what it says, example %#', (block) => {
    const promised = [...block.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
    expect(promised.length).toBeGreaterThan(0);
    expect(run(block)).toEqual(promised);
  });
});
