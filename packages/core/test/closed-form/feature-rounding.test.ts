import { describe, expect, test } from 'vitest';
import type { Feature } from '../../src/bases/features.js';
import { columns } from '../../src/bases/columns.js';
import { concatenate } from '../../src/bases/concatenate.js';
import { features } from '../../src/bases/features.js';
import type { Solution } from '../../src/contracts/solution.js';
import { decimals } from '../../src/double-double/decimals.js';
import { fitSync } from '../../src/fit/fit.js';
import { squared } from '../../src/losses/squared.js';
import { basisProblem } from '../../src/problem/basis-problem.js';
import type { BasisOptions } from '../../src/problem/basis-problem.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { refusal } from '../support/refusal.js';

const logarithm = (more: Partial<Feature> = {}): Feature => ({
  name: 'ln t',
  evaluate: ([t]) => Math.log(t!),
  ...more,
});
const slope = { differentiate: ([t]: Float64Array) => 1 / t! };
const basisOf = (feature: Feature) => features({ variables: ['t'], features: [feature] });
const solve = (options: Omit<BasisOptions, 'basis'>, feature = logarithm()) =>
  fitSync(basisProblem({ ...options, basis: basisOf(feature) }), { backend: denseBackend({}), solver: 'qr' });

/** Claims beside the digits that are right. */
function claims({ coefficients, certificate }: Solution, exact: readonly number[]) {
  return exact.map((value, j) => ({
    claimed: certificate!.digits[j]!,
    right: -Math.log10(Math.abs(coefficients[j]! - value) / Math.abs(value)),
  }));
}

// Eight times 1000 s apart; exact figures by Python's decimal module with 80 digits, the closed formula of a line over Decimal(t).ln().
const times = Array.from({ length: 8 }, (_, i) => 1_700_000_000 + 1000 * i);
const y = [3, 1, 4, 1, 5, 9, 2, 6];
const exact = [-19356263.58309609, 910716.1964270676];

describe('the rounding of a function of the caller’s', () => {
  test('is held by the certificate, which states it', () => {
    const solution = solve({ x: times, y });
    const found = claims(solution, exact);
    for (const { claimed, right } of found) {
      expect(right).toBeGreaterThanOrEqual(claimed);
      // Of 15.9 digits the condition number of [1, ln t], 1e7, leaves 8 to 9.
      expect(right).toBeLessThan(12);
      expect(claimed).toBeGreaterThan(5);
    }
    expect(solution.status).toBe('converged');
    expect(solution.certificate).toMatchObject({ featureRounding: 2 ** -52 });
    expect(solution.certificate!.fittedDigits).toBeLessThan(15.9);
  });

  test('is none where the caller says so: an indicator, and the numbers as they came back', () => {
    const { certificate } = solve({ x: times, y }, logarithm({ rounding: 0 }));
    expect([...certificate!.digits, certificate!.fittedDigits]).toEqual([15.9, 15.9, 15.9]);
    expect(certificate).not.toHaveProperty('featureRounding');
  });

  test('is what the caller says, and the digits fall with it', () => {
    const digits = [2 ** -52, 2 ** -42, 2 ** -32].map((rounding) => {
      return Math.min(...solve({ x: times, y }, logarithm({ rounding })).certificate!.digits);
    });
    expect(digits[0]! - digits[1]!).toBeCloseTo(10 * Math.log10(2), 0);
    expect(digits[1]! - digits[2]!).toBeCloseTo(10 * Math.log10(2), 0);
  });

  test('takes few digits where the design is well-conditioned', () => {
    const { certificate } = solve({ x: [1, 2, 3, 5, 8, 13], y: [4, 6, 6, 8, 8, 10] });
    expect(Math.min(...certificate!.digits)).toBeGreaterThan(14.5);
    expect(certificate!.fittedDigits).toBeGreaterThan(15);
  });

  test('is taken to the parts of a concatenation, and only there', () => {
    const both = concatenate(columns(['u']), basisOf(logarithm()));
    const x = times.map((t, i) => [(i * i) % 5, t]);
    const problem = basisProblem({ x, y, basis: both });
    const { certificate } = fitSync(problem, { backend: denseBackend({}), solver: 'qr' });
    expect(both.rounding).toBe(2 ** -52);
    expect(certificate!.featureRounding).toBe(2 ** -52);
    expect(Math.min(...certificate!.digits)).toBeLessThan(11);
    expect(concatenate(columns(['u']), columns(['v']))).not.toHaveProperty('rounding');
  });

  test.each(['penalty', 'constraint', 'bound', 'descent'])('is held with a %s too', (kind) => {
    const weak = [1, 2, 3, 5, 8, 13];
    const common = { x: weak, y: [4, 6, 6, 8, 8, 10] };
    const options = {
      penalty: { ...common },
      constraint: { ...common, constraints: [{ at: 2, equals: 5 }] },
      bound: { ...common, nonnegative: ['ln t'] },
      descent: { ...common, loss: squared({ reduction: 'mean' }) },
    }[kind]!;
    const digitsOf = (rounding: number) => {
      const problem = basisProblem({ ...options, basis: basisOf(logarithm({ rounding })) });
      const optimizer = gradientDescent(0.2);
      const how = kind === 'descent' ? { optimizer, tolerance: 1e-15, maxIterations: 5000 } : { solver: 'qr' as const };
      return Math.max(...fitSync(problem, { backend: denseBackend({}), ...how }).certificate!.digits);
    };
    const [exactly, coarse] = [digitsOf(0), digitsOf(2 ** -30)];
    expect(exactly).toBeGreaterThan(9.1);
    expect(coarse).toBeLessThan(9.1);
    expect(coarse).toBeGreaterThan(6);
  });

  test('is a number in [0, 1)', () => {
    for (const rounding of [-1, 1, NaN, '0' as unknown]) {
      expect(refusal(() => basisOf(logarithm({ rounding: rounding as number })))).toMatchObject({
        code: 'INVALID_OPTION',
        argument: 'features',
      });
    }
  });
});

describe('the part of x that a function does not see', () => {
  // Exact figures as above, over these texts.
  const texts = [
    '1700000000.000000123456789',
    '1700000000.250000123456789',
    '1700000000.750000123456789',
    '1700000001.000000123456788',
  ];
  const figures = [-14452647981.796667, 680000000.2000026];

  test.each([
    ['by the derivative', logarithm(slope)],
    ['by the numbers beside it', logarithm()],
  ])('is held %s', (_, feature) => {
    for (const { claimed, right } of claims(solve({ x: decimals(texts), y: [3, 1, 4, 2] }, feature), figures)) {
      expect(right).toBeGreaterThanOrEqual(claimed);
    }
  });

  test('is held of a function that is exact: t − 1.7e9', () => {
    const since = {
      name: 't - 1.7e9',
      evaluate: ([t]: Float64Array) => t! - 1.7e9,
      differentiate: () => 1,
      rounding: 0,
    };
    // By rational arithmetic on the texts less 1.7e9.
    const known = [2.2999999506172837, 0.40000000000000147];
    for (const feature of [since, { ...since, differentiate: undefined }]) {
      const { differentiate, ...plain } = feature;
      const solution = solve(
        { x: decimals(texts), y: [3, 1, 4, 2] },
        differentiate ? { ...plain, differentiate } : plain,
      );
      for (const { claimed, right } of claims(solution, known)) {
        expect(right).toBeGreaterThanOrEqual(claimed);
        expect(claimed).toBeGreaterThan(3);
      }
    }
  });

  test('takes digits only where there is one', () => {
    const digits = (x: BasisOptions['x']) => {
      const identity = { name: 'f', evaluate: ([t]: Float64Array) => t!, differentiate: () => 1, rounding: 0 };
      return Math.min(...solve({ x, y: [3, 1, 4, 1] }, identity).certificate!.digits);
    };
    expect(digits([1.5, 2.25, 3, 4])).toBe(15.9);
    expect(digits(decimals(['1.5', '2.25', '3', '4']))).toBe(15.9);
    expect(digits(decimals(['1.1', '2.2', '3.3', '4.4']))).toBeGreaterThan(14);
    expect(digits(decimals(['1.1', '2.2', '3.3', '4.4']))).toBeLessThan(15.9);
    // The columns themselves have all digits.
    const { certificate } = fitSync(linearProblem({ x: decimals(['1.1', '2.2', '3.3', '4.4']), y: [3, 1, 4, 1] }), {
      backend: denseBackend({}),
      solver: 'qr',
    });
    expect([...certificate!.digits]).toEqual([15.9, 15.9]);
  });
});
