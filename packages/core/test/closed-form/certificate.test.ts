import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SolverName } from '../../src/contracts/backend.js';
import { fitSync } from '../../src/fit/fit.js';
import type { CertifiedProblem } from '../support/certified-problem.js';
import { columnProblem, polynomialInShiftedX } from '../support/certified-problem.js';
import { denseBackend } from '../support/dense-backend.js';
import { holds } from '../support/holds.js';
import { trueDigits } from '../support/true-digits.js';

interface Way {
  readonly solver: SolverName;
  readonly refine: boolean;
  readonly single: boolean;
}

const way: fc.Arbitrary<Way> = fc.record({
  solver: fc.constantFrom<SolverName>('qr', 'cholesky'),
  refine: fc.boolean(),
  single: fc.boolean(),
});

/** Claimed digits beside those that are there, where a digit is claimed. */
function overstatements({ problem, exact }: CertifiedProblem, { solver, refine, single }: Way) {
  const { coefficients, certificate, status } = fitSync(problem, { backend: denseBackend({ single }), solver, refine });
  return [...certificate!.digits]
    .map((claimed, j) => ({ status, claimed, there: trueDigits(coefficients[j]!, exact[j]!) }))
    .filter(({ claimed, there }) => claimed > 0 && claimed > there);
}

describe('a certificate never claims more digits than there are', () => {
  test('for columns of any condition, with weights and penalties', () => {
    holds(
      fc.property(columnProblem, way, (certified, how) => {
        fc.pre(certified !== undefined);
        expect(overstatements(certified, how)).toEqual([]);
      }),
      600,
    );
  });

  test('for polynomials in shifted x, through the change of basis', () => {
    holds(
      fc.property(polynomialInShiftedX, way, (certified, how) => {
        fc.pre(certified !== undefined);
        expect(overstatements(certified, how)).toEqual([]);
      }),
      300,
    );
  });
});
