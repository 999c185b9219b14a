import type { ExpansionArray } from '@wellposed/core';
import { usageError } from '../command-error.js';
import type { BasisRequest, PolynomialRequest } from './basis-request.js';
import type { FitArguments } from './fit-arguments.js';

/** What --select-degree asks for. */
export interface DegreeSearch {
  readonly criterion: 'loo' | 'aic' | 'bic' | 'f';
  /** Without a constant, which polynomials a degree stands for depends on it. */
  readonly basis: PolynomialRequest['name'];
  /** As asked for; absent: as many as make sense for the data. */
  readonly maxDegree?: number;
}

/** Polynomials beyond it oscillate more than they fit. */
const highestDegree = 12;

/**
 * Reads --select-degree and --max-degree.
 *
 * @param basis that was asked for
 * @throws CommandError (exit code 2)
 */
export function degreeSearch(args: FitArguments, basis: BasisRequest): DegreeSearch | undefined {
  const { 'select-degree': criterion, 'max-degree': maxDegree } = args;
  if (criterion === undefined) return undefined;
  if (maxDegree !== undefined && !(Number.isSafeInteger(maxDegree) && maxDegree >= 0)) {
    throw usageError(`--max-degree must be a whole number, got ${maxDegree}`);
  }
  if (!('degree' in basis && basis.name !== 'bspline' && basis.name !== 'polynomial-features')) {
    throw usageError(`--select-degree chooses among polynomials in one column, not --basis ${basis.name}`);
  }
  return { criterion, basis: basis.name, ...(maxDegree !== undefined && { maxDegree }) };
}

/**
 * The highest degree to try: as asked for, else 12 or two below the number of different x, which leaves an error to judge by.
 *
 * @throws CommandError (exit code 2) for more than the different x determine
 */
export function maxDegreeFor(
  { maxDegree }: Pick<DegreeSearch, 'maxDegree'>,
  { hi, lo, rest = [] }: ExpansionArray,
  intercept: boolean,
): number {
  // As text, since two decimals may differ in what rounding them to 64 bits lost.
  const different = new Set(Array.from(hi, (value, i) => [value, lo[i], ...rest.map((limb) => limb[i])].join(' ')))
    .size;
  const least = intercept ? 0 : 1;
  const most = different - 1 + least;
  if (maxDegree !== undefined && maxDegree > most) {
    throw usageError(`--max-degree ${maxDegree}: ${different} different x determine a degree of ${most} at most`);
  }
  return Math.max(least, maxDegree ?? Math.min(highestDegree, different - 2));
}
