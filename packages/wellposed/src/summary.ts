import { constraintText } from './constraint-documents.js';
import { describeBasis } from './describe-basis.js';
import type { CoefficientDocument, FitDocument } from './fit-document.js';
import { digits, fixed, long, share, short } from './format-cells.js';
import { textTable, wrapped } from './text-table.js';

/** No line is wider, unless names or a table of numbers take more. */
const width = 88;

/**
 * A fit as text, as users of R and statsmodels know it: what was fitted, residuals, coefficients, how good, how certain,
 * and what to know. What is not defined is '–', with a note that says why.
 */
export function summary(fit: FitDocument): string {
  return [
    ...wrapped(heading(fit), width, '  '),
    ...conditions(fit),
    ...(fit.perfectFit ? ['perfect fit: the residuals are no larger than the rounding of the data'] : []),
    '',
    ...residuals(fit),
    ...coefficients(fit),
    '',
    ...quality(fit),
    ...certainty(fit).flatMap((line) => wrapped(line, width, '  ')),
    ...(fit.status === 'converged' ? [] : wrapped(fit.advice, width, '  ')),
    ...fit.warnings.flatMap((warning) => wrapped(`note: ${warning}`, width, '  ')),
  ].join('\n');
}

function heading(fit: FitDocument): string {
  const method = fit.solver ?? `${fit.optimizer}, ${fit.descent?.iterations} iterations`;
  const penalty = fit.penalty === null ? '' : `, ${fit.penalty} penalty`;
  return `${fit.status}: ${fit.observations} observation${fit.observations === 1 ? '' : 's'}, ${describeBasis(fit.basis)}${penalty}, ${method} on ${fit.backend}`;
}

function conditions({ constraints, nonnegative, atBound, undetermined }: FitDocument): readonly string[] {
  const lines = constraints.length === 0 ? [] : [`subject to ${constraints.map(constraintText).join('; ')}`];
  if (nonnegative.length > 0) {
    const held = atBound.length === 0 ? 'none is held at 0' : `held at 0: ${atBound.join(', ')}`;
    const differing = undetermined.length === 0 ? '' : `; not unique: ${undetermined.join(', ')}`;
    lines.push(`subject to ${nonnegative.join(', ')} ≥ 0; ${held}${differing}`);
  }
  return lines.flatMap((line) => wrapped(line, width, '  '));
}

function residuals({ residualQuantiles: quantiles }: FitDocument): readonly string[] {
  if (quantiles === null) return [];
  const { weighted, minimum, lowerQuartile, median, upperQuartile, maximum } = quantiles;
  return [
    weighted ? 'Residuals, times the root of their weights:' : 'Residuals:',
    ...textTable([
      ['', 'min', '1st quartile', 'median', '3rd quartile', 'max'],
      ['', ...[minimum, lowerQuartile, median, upperQuartile, maximum].map(short)],
    ]),
    '',
  ];
}

/** Intervals stand beside the coefficients where there is room, else below them. */
function coefficients(fit: FitDocument): readonly string[] {
  const tail = (100 * (1 - fit.confidence)) / 2;
  const ends = [tail, 100 - tail].map((percent) => `${Number(percent.toPrecision(4))} %`);
  const interval = ({ interval: limits }: CoefficientDocument): string[] => [
    short(limits?.[0] ?? null),
    short(limits?.[1] ?? null),
  ];
  const rows = fit.coefficients.map(({ name, estimate, standardError, t, p, digits: claimed }) => {
    const [start, end] = [[name, long(estimate), short(standardError), fixed(t), short(p)], digits(claimed)];
    return { start, end };
  });
  const titles = ['', 'estimate', 'std. error', 't value', 'Pr(>|t|)'];
  const beside = textTable([
    [...titles, ...ends, 'digits'],
    ...rows.map(({ start, end }, j) => [...start, ...fit.coefficients.slice(j, j + 1).flatMap(interval), end]),
  ]);
  if (beside.every((line) => line.length <= width) || fit.coefficients.every((each) => each.interval === null)) {
    return ['Coefficients:', ...beside];
  }
  return [
    'Coefficients:',
    ...textTable([[...titles, 'digits'], ...rows.map(({ start, end }) => [...start, end])]),
    '',
    `Confidence intervals:`,
    ...textTable([['', ...ends], ...fit.coefficients.map((each) => [each.name, ...interval(each)])]),
  ];
}

function quality(fit: FitDocument): readonly string[] {
  const { anova, degreesOfFreedom } = fit;
  const { regression, residual } = anova;
  return [
    `Residual standard error ${short(fit.residualStandardDeviation)} on ${freedom(degreesOfFreedom)}, sum of squares ${short(fit.residualSumOfSquares)}`,
    `R² ${share(fit.rSquared)}${aboutZero(fit)}, adjusted R² ${share(fit.adjustedRSquared)}`,
    `F-statistic ${short(anova.f)} on ${regression.degreesOfFreedom} and ${freedom(residual.degreesOfFreedom)}, p ${short(anova.p)}`,
    `Log-likelihood ${short(fit.logLikelihood)}, AIC ${short(fit.aic)}, BIC ${short(fit.bic)}`,
  ];
}

/** R² is about the mean, as everywhere, unless this says otherwise. */
function aboutZero({ rSquaredAbout, rSquaredAboutMean }: FitDocument): string {
  return rSquaredAbout === 'mean' ? '' : ` about 0 (${share(rSquaredAboutMean)} about the mean)`;
}

function certainty({ certificate, conditionNumber, rank, coefficients }: FitDocument): readonly string[] {
  const { design, working } = conditionNumber;
  const condition = `Condition number ${short(design)} of the design, ${short(working)} as it was solved`;
  const dependent = rank?.dependentColumns.join(', ');
  const verdicts: Readonly<Record<string, readonly string[]>> = {
    full: [`${condition}, full rank`],
    'nearly-deficient': [condition, `Full rank, but hardly: ${dependent} nearly depend on each other`],
    deficient: [condition, `Rank ${rank?.numerical} of ${coefficients.length}: ${dependent} depend on each other`],
  };
  const conditions = (rank && verdicts[rank.verdict]) ?? [condition];
  if (certificate === null) return [...conditions, 'Correct digits not known'];
  const { method, refinementSteps: steps, featureRounding } = certificate;
  const how = method === 'refinement' ? `refinement, ${steps} step${steps === 1 ? '' : 's'}` : method;
  return [
    ...conditions,
    `${inCoefficients(coefficients)}, ${digits(certificate.fittedDigits)} in the fitted values, for the data as given (${how})`,
    ...(featureRounding === undefined
      ? []
      : [
          `Features within a relative rounding of ${short(featureRounding)}, as said; rounding 0 says of a feature that it is exact`,
        ]),
  ];
}

/** The least digits of the coefficients; those of which no digit is certain, 0 as they may be, stand apart. */
function inCoefficients(coefficients: FitDocument['coefficients']): string {
  const known = coefficients.flatMap(({ digits: claimed }) => (claimed !== null && claimed > 0 ? [claimed] : []));
  const unknown = coefficients.filter(({ digits: claimed }) => claimed === null || claimed === 0);
  if (known.length === 0) return 'No correct digit is certain in any coefficient';
  const least = `At least ${digits(Math.min(...known))} correct digits in every coefficient`;
  if (unknown.length === 0) return least;
  return `${least} but ${unknown.map(({ name }) => name).join(', ')}, of which none is certain`;
}

function freedom(degrees: number): string {
  return `${degrees} degree${degrees === 1 ? '' : 's'} of freedom`;
}
