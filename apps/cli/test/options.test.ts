import { decimals, fromFloat64 } from '@wellposed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandError } from '../src/command-error.js';
import { basisRequest } from '../src/options/basis-request.js';
import { constraintExpression } from '../src/options/constraint-expression.js';
import { maxDegreeFor } from '../src/options/degree-search.js';

/** Exit code and text of what is thrown. */
function refusal(act: () => unknown): { code: number; message: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof CommandError) return { code: error.exitCode, message: error.message };
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('--basis', () => {
  test.each([
    [undefined, undefined, { name: 'columns' }],
    [undefined, 3, { name: 'monomial', degree: 3 }],
    ['arnoldi', 3, { name: 'arnoldi', degree: 3 }],
    ['legendre', undefined, { name: 'legendre', degree: 1 }],
    ['fourier:period=12:harmonics=3', undefined, { name: 'fourier', period: 12, harmonics: 3, origin: 0 }],
    [
      'fourier:harmonics=1:origin=-2.5:period=1e3',
      undefined,
      { name: 'fourier', period: 1000, harmonics: 1, origin: -2.5 },
    ],
    ['bspline:knots=2,3,4.5', undefined, { name: 'bspline', knots: [2, 3, 4.5], degree: 3, ends: 'clamped' }],
    ['bspline:knots=5', undefined, { name: 'bspline', knots: 5, degree: 3, ends: 'clamped' }],
    ['bspline:knots=5.0', undefined, { name: 'bspline', knots: [5], degree: 3, ends: 'clamped' }],
    ['bspline:knots=-5', undefined, { name: 'bspline', knots: [-5], degree: 3, ends: 'clamped' }],
    ['bspline:knots=0:degree=2:ends=natural', undefined, { name: 'bspline', knots: 0, degree: 2, ends: 'natural' }],
    ['polynomial-features', 2, { name: 'polynomial-features', degree: 2, interactions: true }],
    ['polynomial-features:interactions=no', 2, { name: 'polynomial-features', degree: 2, interactions: false }],
  ])('%s with --degree %s', (text, degree, expected) => {
    expect(basisRequest(text, degree)).toEqual(expected);
  });

  test.each<[string, string, number | undefined, string]>([
    ['unknown', 'wavelet', undefined, 'arnoldi'],
    ['prototype', '__proto__', undefined, 'columns'],
    ['empty', '', undefined, 'columns'],
    ['setting of another basis', 'monomial:period=3', 2, 'none'],
    ['misspelt setting', 'fourier:perid=12:harmonics=3', undefined, 'did you mean period?'],
    ['setting without a value', 'fourier:period=:harmonics=3', undefined, 'key=value'],
    ['setting without =', 'fourier:12', undefined, 'key=value'],
    ['setting twice', 'fourier:period=1:period=2:harmonics=1', undefined, 'more than once'],
    ['period missing', 'fourier:harmonics=3', undefined, 'needs period'],
    ['period zero', 'fourier:period=0:harmonics=3', undefined, 'above 0'],
    ['period text', 'fourier:period=year:harmonics=3', undefined, '"year"'],
    ['harmonics broken', 'fourier:period=1:harmonics=1.5', undefined, 'whole number'],
    ['harmonics none', 'fourier:period=1:harmonics=0', undefined, 'from 1'],
    ['knots missing', 'bspline', undefined, 'knots=2,3,4'],
    ['knots text', 'bspline:knots=a,b', undefined, '"a"'],
    ['knots descend', 'bspline:knots=1,3,2', undefined, 'ascend'],
    ['knots too many', 'bspline:knots=100000', undefined, '10000'],
    ['ends unknown', 'bspline:knots=1,2:ends=free', undefined, 'clamped or natural'],
    ['degree of a spline', 'bspline:knots=1,2', 3, 'degree=3'],
    ['degree of fourier', 'fourier:period=1:harmonics=1', 3, '--degree'],
    ['degree of columns', 'columns', 3, '--degree'],
    ['features without a degree', 'polynomial-features', undefined, '--degree'],
    ['interactions neither', 'polynomial-features:interactions=some', 2, 'yes or no'],
  ])('%s: exit code 2', (_name, text, degree, says) => {
    const { code, message } = refusal(() => basisRequest(text, degree));
    expect(code).toBe(2);
    expect(message).toContain(says);
  });
});

describe('--constraint', () => {
  const exact = (value: number) => ({ hi: Float64Array.of(value), lo: Float64Array.of(0) });
  const terms = (...pairs: [string, number][]) => ({
    kind: 'coefficients',
    terms: pairs.map(([name, factor]) => [name, exact(factor)]),
  });
  const point = (at: number, derivative: 0 | 1) => ({ kind: 'point', at: exact(at), derivative });
  test.each([
    ['x1 + 2*x2 = 1', terms(['x1', 1], ['x2', 2]), 1],
    ['x1 - x2 = 0', terms(['x1', 1], ['x2', -1]), 0],
    ['-x1 = -1e3', terms(['x1', -1]), -1000],
    ['- 2*x1 + 3 * x2=4', terms(['x1', -2], ['x2', 3]), 4],
    ['1 + x = 3', terms(['1', 1], ['x', 1]), 3],
    ['-.5*1 = 0', terms(['1', -0.5]), 0],
    ['x^2 - T3(x) = 0', terms(['x^2', 1], ['T3(x)', -1]), 0],
    ['a+b = 1', terms(['a+b', 1]), 1],
    ['x1*x2 = 1', terms(['x1*x2', 1]), 1],
    ['2*x1*x2 = 1', terms(['x1*x2', 2]), 1],
    ['a=b = 1', terms(['a=b', 1]), 1],
    ['f(0) = 1', point(0, 0), 1],
    ["f'(2.5)=0", point(2.5, 1), 0],
    ['f( -3 ) = 1', point(-3, 0), 1],
  ])('%s', (text, expected, equals) => {
    // −0 is the low half of a negated number.
    const found = JSON.parse(JSON.stringify(constraintExpression(text))) as unknown;
    expect(found).toEqual(JSON.parse(JSON.stringify({ text, equals: exact(equals), ...expected })));
  });

  test('numbers are read exactly', () => {
    const { equals } = constraintExpression('x = 0.1');
    // fl(0.1) = 3602879701896397 / 2⁵⁵.
    const rest = Number(2n ** 55n - 10n * 3602879701896397n) / (10 * 2 ** 55);
    expect([...equals.hi, ...equals.lo]).toEqual([0.1, rest]);
  });

  test.each([
    ['no equation', 'x1', 'has no ='],
    ['nothing before', '= 1', 'nothing before'],
    ['nothing after', 'x =', 'empty'],
    ['a name after', 'x = y', '"y"'],
    ['no term after a sign', 'x +  = 1', '"x +'],
    ['two signs', 'x + - y = 1', 'no term'],
    ['a name twice', 'x + x = 1', '"x" twice'],
    ['f of text', 'f(zero) = 1', '"zero"'],
    ['f of nothing', 'f() = 1', 'empty'],
    ['NaN', 'x = NaN', '"NaN"'],
  ])('%s: exit code 2 and the text', (_name, text, says) => {
    const { code, message } = refusal(() => constraintExpression(text));
    expect(code).toBe(2);
    expect(message).toContain(says);
  });

  test('any text is either read or refused as a mistake of the user', () => {
    const piece = fc.oneof(
      fc.constantFrom('x', '1', '2*', '+', '-', ' ', '=', 'f(', ')', "'", '*', '1e5'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        try {
          const { equals } = constraintExpression(pieces.join(''));
          expect(equals.hi.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
      }),
      { seed: 20_261_124, numRuns: 2000 },
    );
  });
});

test('degrees to choose from: 12, or two below the number of different x, or as asked for', () => {
  const x = Float64Array.from({ length: 50 }, (_, i) => i % 20);
  const highest = (data: Float64Array, intercept = true, maxDegree?: number) =>
    maxDegreeFor({ ...(maxDegree !== undefined && { maxDegree }) }, fromFloat64(data), intercept);
  expect(highest(x)).toBe(12);
  expect(highest(x.slice(0, 6))).toBe(4);
  expect([highest(x.slice(0, 1)), highest(x.slice(0, 1), false)]).toEqual([0, 1]);
  expect([highest(x, true, 3), highest(x, true, 19), highest(x, false, 20)]).toEqual([3, 19, 20]);
  // Nanoseconds that float64 cannot tell apart.
  const times = decimals(['1700000000000000001', '1700000000000000002', '1700000000000000003']);
  expect(new Set(times.hi).size).toBe(1);
  expect(maxDegreeFor({}, times, true)).toBe(1);
  expect(refusal(() => highest(x, true, 20))).toMatchObject({
    code: 2,
    message: expect.stringContaining('19 at most'),
  });
});
