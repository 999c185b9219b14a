/*
 * The choice of the degree of a polynomial among d₀ < d₁ < … by one of four criteria, with nested models of ranks r₀ <
 * r₁ < … and residual sums of squares R₀ ≥ R₁ ≥ …:
 *
 *     loo   the least √(PRESS / Σ w), the leave-one-out error without refits
 *     aic   the least −2 ln L + 2 (r + 1)
 *     bic   the least −2 ln L + ln n · (r + 1)
 *     f     the highest dₖ with P(F ≥ Fₖ) < level,   Fₖ = ((Rₖ₋₁ − Rₖ)/(rₖ − rₖ₋₁)) / (Rₖ/(n − rₖ)),   else d₀
 *
 * The F tests go from the highest degree down, so that an even function is not given up at its odd term.
 *
 * Source: Allen, Technometrics 16 (1974) 125–127; Akaike (1974) and Schwarz (1978) as in `likelihood.ts`; Anderson,
 * "The choice of the degree of a polynomial regression as a multiple decision problem", Ann. Math. Statist. 33 (1962)
 * 255–265.
 */
import {
  type Backend,
  closedFormOptionKeys,
  type ClosedFormOptions,
  fit,
  fitSync,
  FitError,
  keysWithout,
  type OptionKeys,
  optionsAmong,
  polynomialOptionKeys,
  polynomialProblem,
  type PolynomialOptions,
  type Problem,
  refuseUnknownOptions,
  type Solution,
  type SolverName,
  type SynchronousBackend,
} from '@wellposed/core';
import { checkLevel } from './check-fit.js';
import { chooseDegree } from './choose-degree.js';
import { degreeCandidates } from './degree-candidates.js';
import type { DegreeCriterion, DegreeSelection } from './degree-selection.js';
import { type PerfectFitOptions, withholdsPerfectFit } from './perfect-fit.js';

/** Data, candidates and criterion. All but these as for `polynomialProblem` and `fit`. */
export interface SelectDegreeOptions<S extends SolverName>
  extends Omit<PolynomialOptions, 'degree'>, Omit<ClosedFormOptions<S>, 'backend'>, PerfectFitOptions {
  /** The degrees to try; either these or `maxDegree`. */
  readonly degrees?: readonly number[];
  /** Tries all degrees from 0 (without an intercept from 1) to this one. */
  readonly maxDegree?: number;
  readonly criterion: DegreeCriterion;
  /** Level of the F tests, in (0, 1); default 0.05. */
  readonly level?: number;
  readonly backend: Backend<S>;
}

/** The names of `SelectDegreeOptions`. */
export const selectDegreeOptionKeys = {
  perfectFit: true,
  ...keysWithout(polynomialOptionKeys, 'degree'),
  ...closedFormOptionKeys,
  degrees: true,
  maxDegree: true,
  criterion: true,
  level: true,
} satisfies OptionKeys<Omit<SelectDegreeOptions<SolverName>, 'optimizer'>>;

/**
 * Fits polynomials of several degrees to the same data and chooses one of them.
 *
 * A perfect fit ends the search: of the candidates whose residuals are no larger than the rounding of the data, with degrees
 * of freedom left, the lowest is chosen, whatever the criterion. Candidates that the data do not determine (fewer distinct x than
 * coefficients) are told of and left out. Among equals the lowest degree is chosen.
 *
 * @throws FitError 'INVALID_OPTION' for degrees, a criterion or a level that cannot be, and as `polynomialProblem` and
 *   `fit` do: 'ABORTED' too, when `signal` stops it within a candidate or between two
 */
export async function selectDegree<S extends SolverName>(options: SelectDegreeOptions<S>): Promise<DegreeSelection> {
  const problems = problemsOf(options);
  const solutions: Solution[] = [];
  for (const { problem } of problems) solutions.push(await fit(problem, optionsAmong(options, closedFormOptionKeys)));
  return select(problems, solutions, options);
}

/** As `selectDegree`, at once. */
export function selectDegreeSync<S extends SolverName>(
  options: SelectDegreeOptions<S> & { readonly backend: SynchronousBackend<S> },
): DegreeSelection {
  const problems = problemsOf(options);
  const solutions = problems.map(({ problem }) => fitSync(problem, optionsAmong(options, closedFormOptionKeys)));
  return select(problems, solutions, options);
}

interface DegreeProblem {
  readonly degree: number;
  readonly problem: Problem;
}

function problemsOf<S extends SolverName>(options: SelectDegreeOptions<S>): readonly DegreeProblem[] {
  refuseUnknownOptions(options, selectDegreeOptionKeys, 'selectDegree');
  checkCriterion(options.criterion);
  if (options.level !== undefined) checkLevel('level', options.level);
  withholdsPerfectFit(options);
  const data = optionsAmong(options, polynomialOptionKeys);
  return degreesOf(options).map((degree) => ({ degree, problem: polynomialProblem({ ...data, degree }) }));
}

function select<S extends SolverName>(
  problems: readonly DegreeProblem[],
  solutions: readonly Solution[],
  { criterion, level = 0.05, perfectFit = 'withhold' }: SelectDegreeOptions<S>,
): DegreeSelection {
  const fits = problems.flatMap((problem, k) => {
    const solution = solutions[k];
    return solution ? { ...problem, solution } : [];
  });
  return chooseDegree(degreeCandidates(fits, criterion, { perfectFit }), criterion, level);
}

function degreesOf({
  degrees,
  maxDegree,
  intercept = true,
}: Pick<SelectDegreeOptions<SolverName>, 'degrees' | 'maxDegree' | 'intercept'>): readonly number[] {
  if ((degrees === undefined) === (maxDegree === undefined)) {
    throw invalid('degrees', degrees, 'give either degrees or maxDegree');
  }
  const least = intercept ? 0 : 1;
  const all = degrees ?? Array.from({ length: Math.max(0, checked(maxDegree) + 1 - least) }, (_, k) => k + least);
  for (const degree of all) checked(degree);
  const ascending = [...new Set(all)].sort((a, b) => a - b);
  if (ascending.length === 0) throw invalid('degrees', degrees, 'there must be at least one degree to try');
  return ascending;
}

function checked(degree: number | undefined): number {
  if (degree !== undefined && Number.isInteger(degree) && degree >= 0) return degree;
  throw invalid('degrees', degree, `a degree must be an integer ≥ 0, got ${String(degree)}`);
}

/** For callers without types. */
function checkCriterion(criterion: unknown): void {
  const known: readonly unknown[] = ['loo', 'aic', 'bic', 'f'];
  if (!known.includes(criterion)) {
    throw invalid('criterion', criterion, `no criterion is named '${String(criterion)}'; known: ${known.join(', ')}`);
  }
}

function invalid(argument: string, value: unknown, message: string): FitError {
  return new FitError('INVALID_OPTION', message, { argument, value });
}
