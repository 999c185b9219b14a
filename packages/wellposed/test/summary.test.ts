import { describe, expect, test } from 'vitest';
import { linfit, polyfit, summary } from 'wellposed';

const x = Float64Array.from({ length: 6 }, (_, i) => 2 + 0.6 * i);
const y = x.map(Math.sin);
const fit = polyfit(x, y, { degree: 4 });

/** The cells of a line, which blanks part. */
const cells = (line: string | undefined) => (line ?? '').trim().split(/ {2,}/);

describe('summary', () => {
  const lines = fit.summary().split('\n');
  const after = (heading: string) => lines.slice(lines.indexOf(heading) + 1);

  test('has the residual quantiles of the document', () => {
    const [titles, numbers] = after('Residuals:');
    expect(cells(titles)).toEqual(['min', '1st quartile', 'median', '3rd quartile', 'max']);
    const { residualQuantiles } = fit.toJSON();
    const sorted = Float64Array.from(fit.residuals).sort();
    expect(residualQuantiles).toMatchObject({ weighted: false, minimum: sorted[0], maximum: sorted[5] });
    expect(cells(numbers).map(Number)[4]).toBeCloseTo(sorted[5] ?? NaN, 6);
  });

  test('has estimate, standard error, t, p, interval and digits of every coefficient, as the document has them', () => {
    const [titles, ...rows] = after('Coefficients:');
    expect(cells(titles)).toEqual(['estimate', 'std. error', 't value', 'Pr(>|t|)', '2.5 %', '97.5 %', 'digits']);
    fit.toJSON().coefficients.forEach(({ name, estimate, standardError, t, p, interval, digits }, j) => {
      const [label, ...numbers] = cells(rows[j]);
      expect(label).toBe(name);
      [estimate, standardError, t, p, ...(interval ?? [])].forEach((value, k) => {
        // Five significant digits at least.
        expect(Math.abs(Number(numbers[k]) / (value ?? NaN) - 1)).toBeLessThan(5.1e-5);
      });
      expect(Number(numbers[6])).toBeLessThanOrEqual(digits ?? NaN);
    });
  });

  test('has the standard error of the residuals, R², F, likelihood, condition and certificate', () => {
    const { anova, logLikelihood, aic, bic, residualStandardDeviation } = fit.toJSON();
    const numberAfter = (words: string) =>
      Number(new RegExp(`${words} (\\S+?)[, \\n]`).exec(`${fit.summary()}\n`)?.[1]);
    const near = (words: string, value: number | null) =>
      expect(Math.abs(numberAfter(words) / (value ?? NaN) - 1), words).toBeLessThan(5.1e-5);
    near('Residual standard error', residualStandardDeviation);
    near('F-statistic', anova.f);
    near('freedom, p', anova.p);
    near('Log-likelihood', logLikelihood);
    near('AIC', aic);
    near('BIC', bic);
    expect(fit.summary()).toContain('on 1 degree of freedom,');
    expect(fit.summary()).toMatch(/R² 0\.9999\d+, adjusted R² 0\.9999\d+\n/);
    expect(fit.summary()).toMatch(
      /full rank\nAt least 15\.\d correct digits in every coefficient, 15\.\d in the fitted/,
    );
  });

  test('sets coefficients apart of which no digit is certain, as of one that is 0', () => {
    const parabola = polyfit([0, 1, 2, 3], [1, 3, 5, 7], { degree: 2 });
    expect(parabola.summary()).toMatch(/At least 15\.\d correct digits in every coefficient but x\^2, of which none/);
    // 0.1 x as it is rounded: a dependence for the rank decision, and none for the numbers as given.
    const near = linfit(
      [1, 2, 3, 6, 7].map((k) => [k, 0.1 * k]),
      [1, 2, 4, 3, 3],
    );
    expect(near.solution.status).toBe('rank-deficient');
    expect(near.summary()).toContain('No correct digit is certain in any coefficient');
  });

  test('is not wider than 88 columns', () => {
    const names = { names: ['gross domestic product', 'b'] };
    const rows = Array.from(x, (value, i) => [value, (i * i) % 5]);
    for (const text of [fit.summary(), linfit(rows, y, names).summary(), polyfit(x, y, { degree: 7 }).summary()]) {
      expect(text.split('\n').filter((line) => Array.from(line).length > 88)).toEqual([]);
    }
  });

  test('puts intervals below the coefficients where there is no room beside them', () => {
    const names = { names: ['a column with a name as long as such names can be', 'b'] };
    const wide = linfit(
      Array.from(x, (value, i) => [value, (i * i) % 5]),
      y,
      names,
    );
    const text = wide.summary();
    expect(text).toMatch(/\n\nConfidence intervals:\n +2\.5 % +97\.5 %\n1 /);
    expect(text.match(/ 2\.5 %/g)).toHaveLength(1);
  });

  test('shows what is undefined as a dash, with a note that says why', () => {
    const exact = polyfit([1, 2, 3], [2, 3, 5], { degree: 2 }).summary();
    expect(exact).toMatch(/\nx +-0\.5000000000 +– +– +– +– +– +\d/);
    expect(exact).toContain('Residual standard error – on 0 degrees of freedom');
    expect(exact).toMatch(/\nnote: standardError, t, p, interval: /);
    expect(exact).not.toMatch(/NaN|null|undefined|Infinity/);
  });

  test('names the columns of a dependence, and gives the advice', () => {
    const rows = [1, 2, 3, 4].map((value) => [value, 2 * value]);
    const text = linfit(rows, [1, 2, 3, 5]).summary();
    expect(text).toMatch(/^rank-deficient: 4 observations/);
    expect(text).toContain('Rank 2 of 3: x1, x2 depend on each other');
    expect(text).toContain('Drop one of the dependent columns');
  });

  test('tells weighted residuals, rows of weight zero left out', () => {
    const weights = [1, 4, 1, 1, 1, 0];
    const weighted = polyfit(x, y, { degree: 1, weights });
    const scaled = Array.from(weighted.residuals, (r, i) => Math.sqrt(weights[i] ?? NaN) * r).slice(0, 5);
    expect(weighted.toJSON().residualQuantiles).toMatchObject({ weighted: true, maximum: Math.max(...scaled) });
    expect(weighted.summary()).toContain('Residuals, times the root of their weights:');
  });

  test('is the same from a document that went through JSON', () => {
    expect(summary(JSON.parse(JSON.stringify(fit)) as ReturnType<typeof fit.toJSON>)).toBe(fit.summary());
  });
});
