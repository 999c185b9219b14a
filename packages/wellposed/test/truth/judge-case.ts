import { truthAnswer } from '@wellposed/conformance';
import type { TruthCase } from '@wellposed/conformance';
import { judgeFit, pointsOf } from './judge-fit.js';
import { solveCase } from './solve-case.js';
import type { Violation } from './violation.js';

/** What came of a case. */
export interface Judgement {
  readonly violations: readonly Violation[];
  /** The code of the FitError that refused it. */
  readonly refused?: string;
  readonly message?: string;
  readonly status?: string;
  /** The least claim of a coefficient and that of the fitted values. */
  readonly digits?: number;
  readonly fittedDigits?: number;
  /** Whether every coefficient has a standard error, t and interval. */
  readonly hasStatistics?: boolean;
  /** Whether the exact rank is higher than the one decided on. */
  readonly rankLowered?: boolean;
}

/** Solves a case and holds the answer against the exact one. */
export function judgeCase(truth: TruthCase): Judgement {
  const outcome = solveCase(truth);
  if ('thrown' in outcome) {
    const { thrown } = outcome;
    return {
      violations: [
        {
          law: 'thrown',
          what: 'fit',
          sentence: `the fit throws ${thrown instanceof Error ? thrown.stack : String(thrown)}`,
        },
      ],
    };
  }
  if ('refused' in outcome) return { violations: [], ...outcome };
  const { fit } = outcome;
  const answer = truthAnswer(truth, pointsOf(truth));
  try {
    const violations = judgeFit(truth, fit, answer);
    const { certificate, status } = fit.solution;
    const { coefficients } = fit.toJSON();
    return {
      violations,
      status,
      ...(certificate && { digits: Math.min(...certificate.digits), fittedDigits: certificate.fittedDigits }),
      hasStatistics: coefficients.every(
        ({ standardError, t, interval }) => standardError !== null && t !== null && interval !== null,
      ),
      rankLowered: answer !== undefined && fit.solution.degreesOfFreedom > answer.observations - answer.rank,
    };
  } catch (error) {
    return {
      violations: [
        {
          law: 'thrown',
          what: 'report',
          sentence: `the report throws ${error instanceof Error ? error.stack : String(error)}`,
        },
      ],
    };
  }
}
