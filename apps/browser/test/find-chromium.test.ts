import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findChromium } from '../src/browser/find-chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'wellposed-find-chromium-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, mode: number): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

const chosen = file('another-name', 0o755);
const installed = file('chromium-browser', 0o755);
const document = file('chromium', 0o644);

it('takes the file that CHROMIUM names, whatever is on the PATH', () => {
  expect(findChromium({ CHROMIUM: chosen, PATH: folder })).toEqual({ ok: true, executablePath: chosen });
});

it('takes the first on the PATH that can be executed, by any of its names', () => {
  const path = ['', join(folder, 'nowhere'), folder].join(delimiter);
  expect(findChromium({ CHROMIUM: '', PATH: path })).toEqual({ ok: true, executablePath: installed });
});

it.each([{}, { PATH: '' }, { PATH: join(folder, 'nowhere') }, { PATH: folder, CHROMIUM: document }])(
  'says why there is none and what to do: %j',
  (environment) => {
    expect(findChromium(environment)).toEqual({
      ok: false,
      reason: expect.stringMatching(/./),
      remedy: expect.stringMatching(/./),
    });
  },
);
