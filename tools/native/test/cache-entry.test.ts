import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isFinished, publish } from '../cache-entry.mjs';
import { temporaryFolder } from './temporary-folder.js';

const SOURCE = 'source 1';

/** A build of one file, published. */
function published(text = 'binary'): string {
  const folder = temporaryFolder();
  const entry = join(folder, 'entry');
  publish(product(folder, text), entry, SOURCE);
  return entry;
}

function product(folder: string, text: string): string {
  const path = join(folder, 'product');
  mkdirSync(join(path, 'lib'), { recursive: true });
  writeFileSync(join(path, 'lib/addon.node'), text);
  return path;
}

it('recognises a published build', () => {
  const entry = published();
  expect(isFinished(entry, SOURCE)).toBe(true);
  expect(readFileSync(join(entry, 'lib/addon.node'), 'utf8')).toBe('binary');
});

it('does not recognise a build from another source', () => {
  expect(isFinished(published(), 'source 2')).toBe(false);
});

it('does not recognise a folder without a manifest, as a build that was broken off leaves it', () => {
  const folder = temporaryFolder();
  expect(isFinished(product(folder, 'binary'), SOURCE)).toBe(false);
  expect(isFinished(join(folder, 'nothing'), SOURCE)).toBe(false);
});

it.each([
  ['truncated', (file: string) => writeFileSync(file, '')],
  ['longer', (file: string) => appendFileSync(file, 'x')],
  ['missing', (file: string) => rmSync(file)],
  ['renamed', (file: string) => renameSync(file, `${file}.old`)],
])('does not recognise a build with a file %s', (_, damage) => {
  const entry = published();
  damage(join(entry, 'lib/addon.node'));
  expect(isFinished(entry, SOURCE)).toBe(false);
});

it.each(['', '{', 'null', '{}', '{"source":"source 1"}'])('does not recognise a build with the manifest %j', (text) => {
  const entry = published();
  writeFileSync(join(entry, 'manifest.json'), text);
  expect(isFinished(entry, SOURCE)).toBe(false);
});

it('replaces what is not finished, and only that', () => {
  const folder = temporaryFolder();
  const entry = join(folder, 'entry');
  mkdirSync(entry);
  writeFileSync(join(entry, 'leftover'), '');
  publish(product(folder, 'first'), entry, SOURCE);
  expect(existsSync(join(entry, 'leftover'))).toBe(false);
  publish(product(folder, 'second'), entry, SOURCE);
  expect(readFileSync(join(entry, 'lib/addon.node'), 'utf8')).toBe('first');
});
