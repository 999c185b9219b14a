import { reference } from '@wellposed/backend-reference';
import { correctDigits, csvOf, Rational, referenceSets, roundedToFloat32 } from '@wellposed/conformance';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { backendCatalogue } from '../src/backends/catalogue.js';
import { probeBackends } from '../src/backends/probe-backends.js';
import { fitDocument } from '../src/schemas/fit-document.js';
import { packageOf } from './package-of.js';
import { runInProcess } from './run-in-process.js';

/** As on a device that computes in float32: only the factorisation is, what refines it is not. */
const catalogue = [...backendCatalogue, packageOf('simulated', { ...roundedToFloat32(reference), name: 'simulated' })];

const backends = (await Promise.all(catalogue.map((entry) => probeBackends(entry)))).flat();

test.for(backends.flatMap((found) => (found.ok ? [] : [found])))(
  'on $name: skipped: $reason ($remedy)',
  ({ reason }, { skip }) => skip(reason),
);

/**
 * NIST's linear reference sets as CSV text on standard input, against the answers of exact rational arithmetic for these
 * decimals. A float64 number nearest to the truth has at least −log₁₀ 2⁻⁵³ = 15.95 correct digits.
 */
describe.each(referenceSets)('$name', (set) => {
  const { model, variables, exact } = set;
  const args = ['fit', '-', '--x', variables.join(','), '--y', 'y', '--json'];
  if (model.kind === 'polynomial') args.push('--degree', String(model.degree));
  if (!model.intercept) args.push('--no-intercept');

  test.each(backends.filter(({ ok }) => ok))('on $name: 15 digits in everything', async ({ name: backend }) => {
    const { code, stdout, stderr } = await runInProcess([...args, '--backend', backend], {
      stdin: csvOf(set),
      catalogue,
    });
    expect([code, stderr]).toEqual([0, '']);
    const document = v.parse(fitDocument, JSON.parse(stdout));
    const digits = (found: readonly (number | null)[], truths: readonly string[]): number => {
      expect(found).toHaveLength(truths.length);
      return Math.min(...found.map((value, i) => correctDigits(value ?? NaN, Rational.fromDecimal(truths[i] ?? ''))));
    };
    const { coefficients, anova } = document;
    expect(
      digits(
        coefficients.map(({ estimate }) => estimate),
        exact.parameters,
      ),
    ).toBeGreaterThanOrEqual(15);
    // NIST's Wampler1 and Wampler2 have residuals of zero: no error is told unless it is asked for.
    const exactFit = Number(exact.residualStandardDeviation) === 0;
    expect(document.perfectFit).toBe(exactFit);
    if (exactFit) {
      expect(coefficients.map(({ standardError }) => standardError)).toEqual(coefficients.map(() => null));
      const reported = await runInProcess([...args, '--backend', backend, '--perfect-fit', 'report'], {
        stdin: csvOf(set),
        catalogue,
      });
      const largest = Math.max(...set.y.map((text) => Math.abs(Number(text))));
      for (const { standardError } of v.parse(fitDocument, JSON.parse(reported.stdout)).coefficients) {
        expect((standardError ?? NaN) / largest).toBeLessThan(2 ** -80);
      }
      return;
    }
    expect(
      digits(
        coefficients.map(({ standardError }) => standardError),
        exact.standardErrors,
      ),
    ).toBeGreaterThanOrEqual(15);
    expect(digits([document.residualStandardDeviation], [exact.residualStandardDeviation])).toBeGreaterThanOrEqual(15);
    expect(digits([document.rSquared], [exact.rSquared])).toBeGreaterThanOrEqual(15);
    expect(anova.regression.degreesOfFreedom).toBe(exact.anova.regression.degreesOfFreedom);
    expect(
      digits([anova.regression.sumOfSquares, anova.f], [exact.anova.regression.sumOfSquares, exact.anova.f]),
    ).toBeGreaterThanOrEqual(14);
  });
});
