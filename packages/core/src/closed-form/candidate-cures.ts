import { at } from '../at.js';
import { arnoldi } from '../bases/arnoldi.js';
import { chebyshev } from '../bases/chebyshev.js';
import { columns } from '../bases/columns.js';
import { domainOf } from '../bases/domain-of.js';
import type { SolverName } from '../contracts/backend.js';
import type { PolynomialBasis } from '../contracts/basis.js';
import type { Problem } from '../contracts/problem.js';
import { fromFloat64, selectColumns } from '../double-double/double-double-array.js';
import { inputsOf, lowInputs } from '../problem/inputs-of.js';
import { inputsThatCount } from '../problem/inputs-that-count.js';
import { powersOfAColumn } from './powers-of-a-column.js';

/** A way to pose or to solve the problem that may be better conditioned: to be tried before it is named. */
export interface CandidateCure {
  /** What to do, as a sentence without its full stop. */
  readonly remedy: string;
  readonly problem: Problem;
  readonly solver?: SolverName;
}

/**
 * Ways to another condition number that this problem leaves open, those that leave the model as it is first:
 *
 * 1. the normal equations square κ: another solver;
 * 2. columns that are the powers of one of them, beside an intercept, are a polynomial: its Chebyshev basis, or one
 *    that is orthogonal on the data;
 * 3. a polynomial that a penalty or bounds tie to its powers: the Chebyshev basis, asked for;
 * 4. a polynomial in a Chebyshev basis already: one that is orthogonal on the data;
 * 5. powers without an intercept: an intercept, and the constraint that the curve is 0 at 0;
 * 6. a constant column without an intercept: the intercept in its place, so that the others can be centred;
 * 7. columns without any constant: an intercept. This is another model, and the remedy says so.
 *
 * Constraints on the coefficients of a basis hold in that basis only: with them just the solver can change.
 */
export function candidateCures(
  problem: Problem,
  solver: SolverName,
  solvers: readonly SolverName[],
): readonly CandidateCure[] {
  const better = solver === 'cholesky' ? solvers.find((name) => name !== 'cholesky') : undefined;
  const bySolver: readonly CandidateCure[] = better
    ? [{ remedy: `Use solver '${better}', which does not square κ`, problem, solver: better }]
    : [];
  if (problem.constraints?.some((constraint) => 'coefficients' in constraint)) return bySolver;
  return [...bySolver, ...otherBases(problem)];
}

function otherBases(problem: Problem): readonly CandidateCure[] {
  const { model, penalty, nonnegative, constraints } = problem;
  const { specification } = model.basis;
  const isFree = !penalty && !nonnegative;
  switch (specification.name) {
    case 'columns': {
      if (model.intercept) return constraints ? [] : polynomialOfColumns(problem, specification.variables);
      return isFree && !constraints ? withIntercept(problem, specification.variables) : [];
    }
    case 'monomial': {
      const { degree, variables } = specification;
      if (model.intercept) return inOtherBases(problem, degree, variables[0] ?? '', 'Ask for');
      return isFree ? [throughOrigin(problem)] : [];
    }
    case 'chebyshev':
    case 'legendre': {
      const { degree, variables } = specification;
      return model.intercept ? inOtherBases(problem, degree, variables[0] ?? '', 'Ask for') : [];
    }
    default:
      return [];
  }
}

/** The polynomial in a Chebyshev basis, and in one that is orthogonal on the data. */
function inOtherBases(problem: Problem, degree: number, variable: string, verb: string): readonly CandidateCure[] {
  const { penalty, nonnegative } = problem;
  const x = inputsThatCount(problem);
  const domain = domainOf(x);
  if (domain[0] === domain[1]) return [];
  const held = penalty ? 'the penalty' : 'the bounds';
  const condition = penalty || nonnegative ? `, to whose coefficients ${held} will then apply` : '';
  const candidate = (name: string, basis: PolynomialBasis): CandidateCure => ({
    remedy: `${verb} basis '${name}'${condition}`,
    problem: { ...problem, model: { basis, intercept: true } },
  });
  return [
    candidate('chebyshev', chebyshev({ degree, domain, variable })),
    candidate('arnoldi', arnoldi({ x, degree, variable })),
  ];
}

function polynomialOfColumns(problem: Problem, names: readonly string[]): readonly CandidateCure[] {
  const found = powersOfAColumn(problem.x, names.length);
  if (!found) return [];
  const { column, degree } = found;
  const variable = names[column] ?? '';
  const verb = `These columns are powers of one: give them as a polynomial of degree ${degree} in '${variable}',`;
  return inOtherBases(withColumns(problem, [column]), degree, variable, verb);
}

function throughOrigin(problem: Problem): CandidateCure {
  const value = fromFloat64(Float64Array.of(0));
  const constraints = [...(problem.constraints ?? []), { value, at: value, derivative: 0 as const }];
  return {
    remedy: 'Allow an intercept and constrain the curve to 0 at 0 instead, which is the same model',
    problem: { ...problem, model: { ...problem.model, intercept: true }, constraints },
  };
}

function withIntercept(problem: Problem, names: readonly string[]): readonly CandidateCure[] {
  const d = names.length;
  const { x } = problem;
  const constant = names.findIndex(
    (_, j) => at(x, j) !== 0 && x.every((value, k) => k % d !== j || value === at(x, j)),
  );
  if (constant < 0) {
    const remedy = 'Allow an intercept, so that columns can be centred, if the model may have one';
    return [{ remedy, problem: { ...problem, model: { ...problem.model, intercept: true } } }];
  }
  const others = names.map((_, j) => j).filter((j) => j !== constant);
  if (others.length === 0) return [];
  const rest = withColumns(problem, others);
  const basis = columns(others.map((j) => names[j] ?? ''));
  return [
    {
      remedy: `Leave out the constant column '${names[constant] ?? ''}' and allow an intercept, so that the others can be centred`,
      problem: { ...rest, model: { basis, intercept: true } },
    },
  ];
}

/** The problem with some columns of x only; its basis is to be replaced. */
function withColumns(problem: Problem, kept: readonly number[]): Problem {
  const d = problem.x.length / problem.y.length;
  const { y, weights } = problem.low ?? {};
  const x = selectColumns(inputsOf(problem), d, kept);
  return { ...problem, x: x.hi, low: { ...lowInputs(x), ...(y && { y }), ...(weights && { weights }) } };
}
