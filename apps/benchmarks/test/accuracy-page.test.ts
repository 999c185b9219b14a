import { readFileSync } from 'node:fs';
import { referenceSets } from '@wellposed/conformance';
import { expect, it } from 'vitest';
import { accuracyPage } from '../src/accuracy/accuracy-page.js';
import { peerScripts } from '../src/accuracy/peer-scripts.js';
import { readRecordings } from '../src/accuracy/recordings.js';

const recordings = readRecordings();
const page = accuracyPage(recordings);

it('docs/accuracy.md is what the command writes: npm run accuracy -w @wellposed/benchmarks', () => {
  expect(readFileSync(new URL('../../../docs/accuracy.md', import.meta.url), 'utf8')).toBe(page);
});

it('writes the same page again', () => {
  expect(accuracyPage(recordings)).toBe(page);
});

it('has a row for every method of a recording, with its version', () => {
  expect(recordings.map(({ name }) => name)).toEqual(peerScripts.map(({ name }) => name));
  for (const { name, output } of recordings) {
    for (const method of Object.keys(output.estimates)) expect(page).toContain(`\n| ${name} ${method} `);
    expect(page).toContain(`${name} ${output.version} (${output.platform})`);
  }
});

it('changes when a recorded digit does', () => {
  const [numpy, ...rest] = recordings;
  const polyfit = numpy!.output.estimates['polyfit']!;
  const wrong = { ...polyfit, Norris: { coefficients: ['-0.26', '1.002'] } };
  const output = { ...numpy!.output, estimates: { ...numpy!.output.estimates, polyfit: wrong } };
  // −0.26 against −0.2623…: 2.05 digits.
  expect(accuracyPage([{ ...numpy!, output }, ...rest])).toMatch(/\| numpy polyfit +\| [\d.]+ +\| +2\.0 \|/);
});

it.each(recordings.map(({ name, output }) => [name, output.estimates] as const))(
  'has the answers of %s to every set that a method is offered for',
  (_name, estimates) => {
    for (const sets of Object.values(estimates)) {
      for (const [name, { coefficients }] of Object.entries(sets)) {
        const set = referenceSets.find((each) => each.name === name);
        expect(coefficients).toHaveLength(set!.exact.parameters.length);
        expect(coefficients.every((text) => Number.isFinite(Number(text)))).toBe(true);
      }
    }
    expect(Object.keys(estimates['lm'] ?? estimates['linalg.lstsq'] ?? {})).toEqual(
      referenceSets.map(({ name }) => name),
    );
  },
);
