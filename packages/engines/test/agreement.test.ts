import { agreementMatrix } from '@wellposed/conformance';
import type { Agreement, AgreementMatrix } from '@wellposed/conformance';
import { engines } from '@wellposed/engines';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits, patience } from './support/limits.js';

const backends = engines.map(({ backend }) => backend);
const asked: (readonly [string, Awaited<ReturnType<(typeof backends)[number]['available']>>])[] = [];
for (const backend of backends) asked.push([backend.name, await backend.available()]);
const here = asked.flatMap(([name, answer]) => (answer.ok ? [name] : []));
const pairs = here.flatMap((a, k) => here.slice(k + 1).map((b) => [a, b] as const));

/** All errors within their bounds, on as many problems as were asked for. */
function expectAgreement(found: Agreement | undefined): void {
  expect(found?.problems).toBeGreaterThanOrEqual(limits.runs);
  for (const worst of [found?.solution, found?.gradient]) {
    // The recipe is there to be printed when the bound is broken.
    if (!(worst !== undefined && worst.ratio <= 1)) expect(worst).toEqual({ ratio: 'at most 1' });
    // An error of 0 on a thousand random problems would be no measurement.
    if (found !== undefined && !('names' in found)) expect(worst?.ratio).toBeGreaterThan(0);
  }
}

describe(`all engines agree (seed ${limits.seed}, ${limits.runs} problems each)`, () => {
  let matrix: AgreementMatrix;
  beforeAll(async () => {
    matrix = await agreementMatrix(backends, limits);
  }, patience);

  it('has asked every engine, and compared every pair of those that are here', () => {
    expect(matrix.backends.map(({ name }) => name)).toEqual(here);
    expect(matrix.pairs.map(({ names }) => names)).toEqual(pairs);
    expect([...here, ...matrix.missing.map(({ name }) => name)].sort()).toEqual(asked.map(([name]) => name).sort());
    expect(here.length).toBeGreaterThanOrEqual(2);
  });

  for (const [name, answer] of asked) {
    if (answer.ok) {
      it(`${name} (${answer.device}): solution of the normal equations and gradient are within their bounds`, () => {
        expectAgreement(matrix.backends.find((each) => each.name === name));
      });
    } else {
      it(`${name}: skipped: ${answer.reason} (${answer.remedy})`, ({ skip }) => skip(answer.reason));
    }
  }

  it.each(pairs)('%s and %s differ by no more than the sum of their bounds', (a, b) => {
    expectAgreement(matrix.pairs.find(({ names }) => names[0] === a && names[1] === b));
  });
});
