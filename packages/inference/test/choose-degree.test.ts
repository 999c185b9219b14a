import type { Problem, Solution } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { chooseDegree } from '../src/choose-degree.js';
import type { DegreeCandidate } from '../src/degree-selection.js';
import { exactFit } from './exact-fit.js';

const { problem, solution }: { problem: Problem; solution: Solution } = exactFit({
  x: [['0'], ['1'], ['2']],
  y: ['1', '2', '4'],
  intercept: true,
});

/** Candidates of degrees 0, 1, … with these values. */
const judged = (values: readonly (number | undefined)[], perfect: readonly number[] = []) =>
  values.map((value, degree) => ({
    candidate: {
      ...{ degree, problem, solution, degreesOfFreedom: 1, residualSumOfSquares: 1, value, reasons: [] },
      ...{ loo: value, aic: value, bic: value, f: value, p: value },
    } satisfies DegreeCandidate,
    perfect: perfect.includes(degree),
  }));

describe('chooseDegree', () => {
  it('takes the least, the lowest of equals, and none that is undefined', () => {
    expect(chooseDegree(judged([3, 1, 2]), 'aic', 0.05).chosen).toBe(1);
    expect(chooseDegree(judged([3, 1, 1]), 'loo', 0.05).chosen).toBe(1);
    expect(chooseDegree(judged([undefined, -1, undefined, -2]), 'bic', 0.05).chosen).toBe(3);
    expect(chooseDegree(judged([undefined, undefined]), 'bic', 0.05).chosen).toBeUndefined();
  });

  it('takes the highest below the level, else the lowest', () => {
    expect(chooseDegree(judged([undefined, 0.01, 0.2, 0.04, 0.3]), 'f', 0.05).chosen).toBe(3);
    expect(chooseDegree(judged([undefined, 0.01, 0.2, 0.04, 0.3]), 'f', 0.02).chosen).toBe(1);
    // p equal to the level is not below it; degree 0 has no criterion at all here.
    expect(chooseDegree(judged([undefined, 0.05, 0.2]), 'f', 0.05).chosen).toBe(1);
    expect(chooseDegree(judged([0.9, 0.05, 0.2]), 'f', 0.05).chosen).toBe(0);
  });

  it('takes the lowest perfect one before any criterion', () => {
    expect(chooseDegree(judged([1, 2, undefined, undefined], [2, 3]), 'aic', 0.05).chosen).toBe(2);
  });

  it('says what it chose, and the level only where there is one', () => {
    const found = chooseDegree(judged([1, 2]), 'aic', 0.05);
    expect(found.advice).toContain('0');
    expect('level' in found).toBe(false);
    expect(chooseDegree(judged([1, 2]), 'f', 0.01).level).toBe(0.01);
  });
});
