import { describe, expect, test } from 'vitest';
import { closedFormAdvice } from '../../src/closed-form/advice.js';
import type { SolverName } from '../../src/contracts/backend.js';
import type { Problem } from '../../src/contracts/problem.js';
import { fitSync } from '../../src/fit/fit.js';
import { fitTargetsSync } from '../../src/fit/fit-targets.js';
import { ridge } from '../../src/penalties/ridge.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { polynomialProblem } from '../../src/problem/polynomial-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { float32Device } from '../support/float32-device.js';

const U32 = 2 ** -24;
const series = (length: number, value: (i: number) => number) => Array.from({ length }, (_, i) => value(i));
const far = series(21, (i) => 10_000 + i / 2);
const y = series(21, (i) => Math.sin(i) + (i % 4));

/** What a float32 device says to a problem that exhausts it where no refinement may go on in float64. */
function adviceOf<S extends SolverName>(problem: Problem, solvers: readonly S[] = ['qr' as S], refine = false): string {
  const backend = float32Device<S>({ solvers });
  const { status, advice, certificate } = fitSync(problem, { backend, solver: solvers[0]!, refine });
  expect(status).toBe('precision-exhausted');
  expect(backend.log.disposed).toBe(backend.log.systems.length);
  const condition = certificate!.conditionNumber;
  expect(advice).toContain((5.96e-8).toPrecision(3));
  if (Number.isFinite(condition)) expect(advice).toContain(condition.toPrecision(3));
  return advice;
}

/** κ of a problem that a float32 device solves, as it is written. */
function conditionOf(problem: Problem): string {
  const { status, certificate } = fitSync(problem, { backend: float32Device() });
  expect(status).toBe('converged');
  return certificate!.conditionNumber.toPrecision(3);
}

describe('what cures a design that is too much for float32', () => {
  test('columns that are powers of one, in any order: a polynomial', () => {
    const names = ['cube', 'when', 'square'];
    const problem = linearProblem({ x: far.map((x) => [x ** 3, x, x * x]), y, names });
    const advice = adviceOf(problem);
    expect(advice).toContain("degree 3 in 'when'");
    expect(advice).toContain("'chebyshev'");
    expect(advice).toContain(conditionOf(polynomialProblem({ x: far, y, degree: 3, basis: 'chebyshev' })));
  });

  test('a polynomial that a penalty or bounds tie to its powers: the Chebyshev basis', () => {
    const penalty = ridge(1e-9);
    const advice = adviceOf(polynomialProblem({ x: far, y, degree: 4, penalty }));
    expect(advice).toContain("'chebyshev'");
    expect(advice).toContain('penalty');
    expect(advice).toContain(conditionOf(polynomialProblem({ x: far, y, degree: 4, penalty, basis: 'chebyshev' })));
    const bounded = polynomialProblem({ x: far, y, degree: 4, nonnegative: ['x^4'] });
    expect(adviceOf(bounded)).toContain('bounds');
  });

  test('points that cluster: a basis that is orthogonal on them', () => {
    // All but a few of them in a thousandth of the domain, where T₁ … T₇ are nearly one another.
    const x = series(21, (i) => (i < 17 ? i * 1e-4 : i - 15));
    expect(adviceOf(polynomialProblem({ x, y, degree: 7 }))).toContain("'arnoldi'");
  });

  test('powers without an intercept: an intercept and a constraint, which is the same model', () => {
    const x = series(21, (i) => 3 + i / 10);
    const advice = adviceOf(polynomialProblem({ x, y, degree: 8, intercept: false }));
    expect(advice).toContain('constrain');
    expect(advice).toContain(conditionOf(polynomialProblem({ x, y, degree: 8, constraints: [{ at: 0, equals: 0 }] })));
  });

  test('columns far from 0: the intercept in place of a constant one', () => {
    const rows = far.map((x, i) => [1e4 * x + 1e5, 3, 1e9 + (i % 5)]);
    const advice = adviceOf(linearProblem({ x: rows, y, intercept: false, names: ['a', 'constant', 'b'] }));
    expect(advice).toContain("'constant'");
    expect(advice).toContain(conditionOf(linearProblem({ x: rows.map(([a, , b]) => [a!, b!]), y })));
  });

  test('columns far from 0 without any constant: an intercept, if the model may have one', () => {
    const rows = far.map((_, i) => [1e8 + (i % 3), 1e8 + (i % 5)]);
    const advice = adviceOf(linearProblem({ x: rows, y, intercept: false }));
    expect(advice).toContain('if the model may have one');
    expect(advice).toContain(conditionOf(linearProblem({ x: rows, y })));
  });

  test('the normal equations: a solver that does not square κ', () => {
    const problem = linearProblem({ x: far.map((_, i) => [i, i + (i % 3) * 1e-4]), y });
    // Unrefined: the test backend solves them in float64, and refinement would bring all digits back.
    const advice = adviceOf(problem, ['cholesky', 'svd'], false);
    expect(advice).toContain("'svd'");
    expect(advice).toContain('κ²');
    // Without another one on this device, float64 and its.
    expect(adviceOf(problem, ['cholesky'], false)).toContain("'reference', with solver 'qr' or 'svd'");
  });
});

test('a device of another precision than float32 is told by its u', () => {
  const problem = linearProblem({ x: far.map((x) => [x, x ** 2, x ** 3, x ** 4]), y });
  const device = float32Device();
  const backend = { ...device, supports: { ...device.supports, precision: 'f64' as const, unitRoundoff: 2 ** -20 } };
  const { advice } = fitSync(problem, { backend, refine: false });
  expect(advice).toContain((2 ** -20).toPrecision(3));
  expect(advice).not.toContain('float32');
});

describe('what is not known to cure it is not named', () => {
  const nearly = far.map((_, i) => [i, (i * i) % 7, i + ((i * i) % 7) + (i % 3) * 1e-9]);

  test('float64 is, with what is left there', () => {
    const problem = linearProblem({ x: nearly, y });
    const advice = adviceOf(problem);
    const { certificate } = fitSync(problem, { backend: float32Device(), refine: false });
    expect(advice).toContain("'reference'");
    expect(advice).toContain((2 ** -53 * certificate!.conditionNumber).toPrecision(3));
    expect(advice).toContain((U32 * certificate!.conditionNumber).toPrecision(3));
  });

  test('powers beside another column, or of which one is missing, are no polynomial', () => {
    expect(adviceOf(linearProblem({ x: far.map((x, i) => [x, x ** 2, x ** 3, i % 2]), y }))).toContain("'reference'");
    expect(adviceOf(linearProblem({ x: far.map((x) => [x, x ** 2, x ** 4]), y }))).toContain("'reference'");
    expect(adviceOf(linearProblem({ x: far.map((x) => [x, x ** 2 * (1 + 2 ** -40), x ** 3]), y }))).toContain(
      "'reference'",
    );
  });

  test('nor is another basis where constraints hold on the coefficients', () => {
    const x = far.map((value) => [value, value ** 2, value ** 3, value ** 4]);
    const problem = linearProblem({ x, y, constraints: [{ terms: { x1: 1 }, equals: 1 }] });
    expect(adviceOf(problem)).toContain("'reference'");
  });

  test('columns that depend on each other in float64 too are told so', () => {
    const x = nearly.map((row) => [...row, row[0]!]);
    expect(adviceOf(linearProblem({ x, y }))).toContain('even in float64');
  });
});

test('a float64 backend says what it said before', () => {
  const problem = linearProblem({ x: far.map((_, i) => [i, 2 * i]), y });
  const backend = denseBackend<'cholesky'>({
    solvers: ['cholesky'],
    tamper: (given) => ({ ...given, outcome: 'not-positive-definite' }),
  });
  const { status, advice } = fitSync(problem, { backend });
  expect(status).toBe('precision-exhausted');
  expect(advice).toBe(closedFormAdvice['precision-exhausted']);
});

test('the cure is looked for once, for several y', () => {
  const backend = float32Device();
  const problem = linearProblem({ x: far.map((x) => [x, x ** 2, x ** 3]), y });
  const solutions = fitTargetsSync(problem, [y, y.map((value) => value + 1)], { backend, refine: false });
  expect(solutions.map(({ status }) => status)).toEqual(['precision-exhausted', 'precision-exhausted']);
  expect(solutions[1]!.advice).toBe(solutions[0]!.advice);
  // The problem's own system and the cure's.
  expect(backend.log.systems.length).toBe(2);
});
