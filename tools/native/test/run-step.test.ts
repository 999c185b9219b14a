import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runStep } from '../run-step.mjs';
import { Unavailable } from '../unavailable.mjs';
import { temporaryFolder } from './temporary-folder.js';

const node = (code: string): string[] => [process.execPath, '--eval', code];

it('writes what a command prints to the log', async () => {
  const log = join(temporaryFolder(), 'log');
  const options = { log, env: { GREETING: 'hello' } };
  await runStep('greeting', node('console.log(process.env.GREETING); console.error("there")'), options);
  expect(readFileSync(log, 'utf8')).toBe('hello\nthere\n');
});

it('quotes the first line about an error, and names the log', async () => {
  const log = join(temporaryFolder(), 'log');
  const code = 'console.log("a.cc:3: error: no such thing\\nmake: Error 1\\nbye"); process.exitCode = 2';
  const failure = runStep('compiling', node(code), { log });
  await expect(failure).rejects.toThrow(Unavailable);
  await expect(failure).rejects.toThrow('a.cc:3: error: no such thing');
  await expect(failure).rejects.toThrow(log);
});

it('says that a program is not there', async () => {
  const log = join(temporaryFolder(), 'log');
  const failure = runStep('compiling', ['no-such-program-of-wellposed'], { log });
  await expect(failure).rejects.toThrow(Unavailable);
  await expect(failure).rejects.toThrow('no-such-program-of-wellposed');
});
