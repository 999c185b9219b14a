import { readFileSync } from 'node:fs';
import { reference } from '@wellposed/backend-reference';
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { agreementMatrix } from '@wellposed/conformance';
import { engines } from '@wellposed/engines';
import { describe, expect, it } from 'vitest';
import type { AgreementPlace } from '../src/engines/agreement-place.js';
import { enginesSection } from '../src/engines/engines-section.js';
import { readAgreement } from '../src/engines/read-agreement.js';
import { replaceSection } from '../src/engines/replace-section.js';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const absent = {
  ...reference,
  name: 'absent',
  available: () => ({ ok: false, engine: 'none', reason: 'no device', remedy: 'buy one' }) as const,
};
const measured = await agreementMatrix([reference, mlMatrix, absent], { runs: 5, seed: 1 });
const node: AgreementPlace = { where: 'Node.js 20', matrix: measured };
const machine = 'a machine';

describe('the section on engines', () => {
  it('has a row for each engine of the list in README.md, and stands between its marks', () => {
    for (const { backend } of engines) expect(readme).toMatch(new RegExp(`^\\| ${backend.name} +\\|`, 'm'));
    expect(() => replaceSection(readme, 'another')).not.toThrow();
    expect(replaceSection(replaceSection(readme, 'another'), 'one more')).toContain('-->\n\none more\n<!--');
    expect(() => replaceSection('no marks', 'another')).toThrow(/one <!-- engines -->/);
    expect(() => replaceSection(`${readme}${readme}`, 'another')).toThrow();
  });

  it('says where each engine ran and how near the bounds, and why one ran nowhere', () => {
    const section = enginesSection({ places: [node], machine });
    const { problems, solution } = measured.backends[0]!;
    const ratio = Number(solution.ratio.toPrecision(2));
    expect(section).toMatch(
      new RegExp(`\\| reference +\\| Node.js 20 +\\| cpu +\\| f64 +\\| +${problems} \\| +${ratio} \\|`),
    );
    expect(section).toMatch(/\| absent +\| – +\| not here: no device +\| – +\| +– \| +– \| +– \|/);
    expect(section).toContain('In all 1\npairs, each on at least');
    expect(section).toContain('Measured on a machine');
  });

  it('has a row for each place where an engine ran, and none for where it did not, if it ran somewhere', () => {
    const browser: AgreementPlace = {
      where: 'Chromium',
      matrix: { ...measured, missing: [], backends: [{ ...measured.backends[0]!, name: 'absent', device: 'a card' }] },
    };
    const section = enginesSection({ places: [node, browser], machine });
    expect(section).toMatch(/\| absent +\| Chromium +\| a card/);
    expect(section).not.toContain('not here');
  });

  it('shows an answer that never came as infinitely far', () => {
    const [first, ...rest] = measured.backends;
    const lost = { ...measured, backends: [{ ...first!, solution: { ratio: Infinity } }, ...rest] };
    const section = enginesSection({ places: [{ ...node, matrix: lost }], machine });
    expect(section).toMatch(/\| reference .*\| +Infinity \|/);
  });
});

describe('what a browser measured', () => {
  it('is read from JSON, which has no Infinity', () => {
    const { backends } = measured;
    const broken = { ...measured, backends: [{ ...backends[0]!, gradient: { ratio: Infinity } }] };
    const read = readAgreement(JSON.stringify({ where: 'Chromium', matrix: broken }));
    expect(read.where).toBe('Chromium');
    expect(read.matrix.backends[0]?.gradient.ratio).toBe(Infinity);
    expect(read.matrix.backends[0]?.solution.ratio).toBe(backends[0]!.solution.ratio);
    expect(read.matrix.missing).toEqual(measured.missing);
  });

  it.each(['', '{}', '{"where":"Chromium","matrix":{}}'])('is refused when it is %j', (text) => {
    expect(() => readAgreement(text)).toThrow();
  });
});
