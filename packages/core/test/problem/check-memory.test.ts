import { describe, expect, test } from 'vitest';
import { fit, fitSync } from '../../src/fit/fit.js';
import { fitTargetsSync } from '../../src/fit/fit-targets.js';
import { FitError } from '../../src/fit-error.js';
import { ridge } from '../../src/penalties/ridge.js';
import { checkMemory } from '../../src/problem/check-memory.js';
import { linearProblem } from '../../src/problem/linear-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { refusal } from '../support/refusal.js';

const line = linearProblem({ x: [[1], [2], [4]], y: [1, 2, 3] });
const wide = (columns: number) => linearProblem({ x: new Float64Array(30 * columns).fill(1), y: new Float64Array(30) });

/** What a problem takes, told by the refusal. */
function bytesOf(problem: typeof line, targets = 1): number {
  return Number(caught(() => checkMemory(problem, targets, 1)).details.value);
}

function caught(action: () => void): FitError {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError) return error;
  }
  throw new Error('no refusal');
}

describe('checkMemory', () => {
  test('30 rows and 10 000 columns are refused by default, 1000 are not', () => {
    expect(() => {
      checkMemory(wide(1000), 1);
    }).not.toThrow();
    // 8 (8 n p + 12 n) + 48 p² + 56 p (p − n) at n = 30, p = 10 001.
    const bytes = 10_404_483_224;
    const { code, details, message } = caught(() => checkMemory(wide(10_000), 1));
    expect({ code, ...details }).toEqual({ code: 'TOO_LARGE', argument: 'x', value: bytes });
    expect(message).toMatch(
      /n = 30 .*p = 10001 .*10404483224 bytes \(9922 MiB\).*4294967296 \(4096 MiB\).*--max-memory/,
    );
  });

  test('the limit itself is allowed', () => {
    const bytes = bytesOf(line);
    checkMemory(line, 1, bytes);
    expect(refusal(() => checkMemory(line, 1, bytes - 1)).code).toBe('TOO_LARGE');
    checkMemory(wide(10_000), 1, Infinity);
  });

  // Growth of the resident set, in bytes, of node 20 on the reference backend.
  test.each([
    [100_000, 20, 98e6],
    [200_000, 6, 79e6],
  ])('%i rows and %i coefficients: no less than measured, and less than twice that', (n, p, measured) => {
    const problem = linearProblem({ x: new Float64Array(n * (p - 1)), y: new Float64Array(n) });
    expect(bytesOf(problem)).toBeGreaterThanOrEqual(measured);
    expect(bytesOf(problem)).toBeLessThan(2 * measured);
  });

  test('of more columns than rows the growth with p is what was measured, 64 MB at 500 and 145 MB at 1000', () => {
    const growth = bytesOf(wide(1000)) - bytesOf(wide(500));
    expect(growth / (145e6 - 64e6)).toBeCloseTo(1, 0.5);
  });

  test('targets and the rows of a penalty count', () => {
    expect(bytesOf(line, 3) - bytesOf(line)).toBe(8 * 12 * 3 * 2);
    expect(bytesOf({ ...line, penalty: ridge(1) })).toBeGreaterThan(bytesOf(line));
  });
});

describe('maxBytes', () => {
  const unreachable = (): never => expect.fail('work was begun');
  const backend = { ...denseBackend(), available: unreachable, open: unreachable };

  test('every closed form refuses what is above it, before any work', async () => {
    const refused = { code: 'TOO_LARGE', details: { argument: 'x', value: bytesOf(line) } };
    await expect(fit(line, { backend, maxBytes: 500 })).rejects.toMatchObject(refused);
    expect(caught(() => fitSync(line, { backend, maxBytes: 500 }))).toMatchObject(refused);
    expect(caught(() => fitTargetsSync(line, [[1, 2, 3]], { backend, maxBytes: 500 }))).toMatchObject(refused);
  });

  test('a fit within it ends as without it', () => {
    const free = fitSync(line, { backend: denseBackend() });
    const within = fitSync(line, { backend: denseBackend(), maxBytes: bytesOf(line) });
    expect(within.coefficients).toEqual(free.coefficients);
    expect(within.status).toBe('converged');
  });
});
