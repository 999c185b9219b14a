import type { CoefficientDocument, FitDocument } from './fit-document.js';

const HEADINGS = ['', 'estimate', 'std. error', 't', 'p', 'digits'];

/** A fit as text: what was fitted, the coefficients, how good, how certain, and what to know. */
export function summary(fit: FitDocument): string {
  const { basis, certificate, descent } = fit;
  const method = fit.solver ?? `${fit.optimizer}, ${descent?.iterations} iterations`;
  const degree = 'degree' in basis ? ` of degree ${basis.degree}` : '';
  const lines = [
    `${fit.status}: ${fit.observations} observations, ${basis.name} basis${degree}, ${method} on ${fit.backend}`,
    '',
    ...table([HEADINGS, ...fit.coefficients.map(cells)]),
    '',
    `residual sum of squares ${short(fit.residualSumOfSquares)}, standard deviation ${short(fit.residualStandardDeviation)}` +
      ` on ${fit.degreesOfFreedom} degrees of freedom, R² ${fixed(fit.rSquared)}`,
    `condition number ${short(fit.conditionNumber)}`,
    certificate
      ? `at least ${certificate.digits} correct digits in every coefficient, for the data as given (${certificate.method})`
      : 'correct digits not known',
  ];
  if (fit.status !== 'converged') lines.push(fit.advice);
  return [...lines, ...fit.warnings.map((warning) => `note: ${warning}`)].join('\n');
}

function cells(coefficient: CoefficientDocument): readonly string[] {
  const { name, estimate, standardError, t, p, digits } = coefficient;
  return [name, estimate?.toPrecision(10) ?? '–', short(standardError), fixed(t), short(p), digits?.toFixed(1) ?? '–'];
}

/** Five significant digits, in scientific notation outside [10⁻³, 10⁵). */
function short(value: number | null): string {
  if (value === null) return '–';
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(4) : value.toPrecision(5);
}

/** Four decimals, for quantities near 1. */
function fixed(value: number | null): string {
  return value !== null && Math.abs(value) < 1e6 ? value.toFixed(4) : short(value);
}

/** Aligns columns: the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
