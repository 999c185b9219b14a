import { claimsOf, Rational, trueDigits } from '@wellposed/conformance';
import type { TruthAnswer, TruthCase } from '@wellposed/conformance';
import type { Solution } from '@wellposed/core';
import { loadModel } from 'wellposed';
import type { FitDocument, FitResult } from 'wellposed';
import { judgeStatistics } from './judge-statistics.js';
import type { Violation } from './violation.js';

/** The points of a case at which its curve is asked for beside its data: between its first rows. */
export function pointsOf({ x }: TruthCase): readonly (readonly number[])[] {
  const [a = [], b = []] = [x[0], x[1]];
  const own = (row: readonly (number | string)[]): number[] => row.map(Number);
  return [own(a), own(a).map((value, j) => value / 2 + (own(b)[j] ?? value) / 2)];
}

/** Everything that a fit says which is not so. */
export function judgeFit(truth: TruthCase, fit: FitResult, answer: TruthAnswer | undefined): readonly Violation[] {
  const { solution } = fit;
  const violations: Violation[] = [];
  const say = (law: Violation['law'], what: string, sentence: string): void => {
    violations.push({ law, what, sentence: `${sentence} (${solution.status}, rank ${solution.rank?.verdict})` });
  };
  const document = fit.toJSON();
  judgeNumbers(fit, document, say);
  judgeSaved(truth, fit, document, say);
  if (!answer) return violations;
  judgeClaims(solution, answer, say);
  judgeRank(truth, solution, answer, say);
  judgePredictions(truth, fit, answer, say);
  // A rank that was decided to be lower is told in the status, and its statistics are those of another model.
  const sameRank = truth.nonnegative !== undefined || solution.degreesOfFreedom === answer.observations - answer.rank;
  if (!sameRank && solution.status === 'converged') {
    say(
      'rank',
      'degrees of freedom',
      `${solution.degreesOfFreedom} degrees of freedom, exactly ${answer.observations - answer.rank}`,
    );
  }
  if (sameRank)
    for (const { law, what, sentence } of judgeStatistics(truth, document, answer)) say(law, what, sentence);
  return violations;
}

type Say = (law: Violation['law'], what: string, sentence: string) => void;

/** No NaN, and in JSON no infinity. */
function judgeNumbers(fit: FitResult, document: FitDocument, say: Say): void {
  const { solution } = fit;
  for (const [path, value] of leaves(solution, 'solution')) {
    if (Number.isNaN(value)) say('nan', path.split(/[.[]/)[0] ?? '', `${path} is NaN`);
  }
  for (const [path, value] of leaves(document, 'document')) {
    if (!Number.isFinite(value)) say('nan', path.split(/[.[]/)[0] ?? '', `${path} is ${value}`);
  }
  const text = fit.summary();
  if (/\b(NaN|undefined|null)\b/.test(text))
    say('nan', 'summary', `the summary says ${/\b(NaN|undefined|null)\b/.exec(text)?.[0]}`);
}

function* leaves(value: unknown, path: string): Iterable<readonly [path: string, value: number]> {
  if (typeof value === 'number') yield [path, value];
  else if (Array.isArray(value) || value instanceof Float64Array) {
    for (let i = 0; i < value.length; i++) yield* leaves(value[i], `${path}[${i}]`);
  } else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, own] of Object.entries(value)) yield* leaves(own, `${path}.${key}`);
  }
}

function judgeClaims(solution: Solution, answer: TruthAnswer, say: Say): void {
  const { certificate, coefficients, names, fitted, status, warnings } = solution;
  const right = trueDigits(solution, answer);
  if (certificate) {
    const all = claimsOf(solution, right);
    all.forEach(({ claimed, right: digits }, j) => {
      const isFitted = j === names.length;
      const what = isFitted
        ? 'fitted values'
        : `'${names[j]}' = ${coefficients[j]}, exactly ${answer.theta.component(j).toNumber()}`;
      if (!(claimed >= 0 && claimed <= 15.9)) say('claim', 'range', `${what}: ${claimed} digits claimed`);
      if (claimed > 0 && claimed > digits)
        say(
          'claim',
          isFitted ? 'fitted' : 'coefficient',
          `${what}: ${claimed} digits claimed, ${digits.toFixed(2)} true`,
        );
      if (!isFitted && claimed > 0 && answer.determined[j] === false && status === 'converged') {
        say('claim', 'not determined', `${what}: ${claimed} digits claimed of what nothing determines`);
      }
    });
  }
  // What has no digit is told: by the status, by a warning, or because it is as good as 0 beside what it is added to.
  const told = status !== 'converged' || warnings.length > 0;
  const none = names.filter((_, j) => {
    const claimed = certificate?.digits[j] ?? 0;
    return claimed === 0 && (right.coefficients[j] ?? 0) < 6 && !isNegligible(j, answer);
  });
  if (none.length > 0 && !told)
    say('flag', 'coefficient', `no digit is claimed of ${none.join(', ')}, and nothing says so`);
  if ((certificate?.fittedDigits ?? 0) === 0 && right.fitted < 6 && !told && fitted.some((value) => value !== 0)) {
    say(
      'flag',
      'fitted',
      `no digit is claimed of the fitted values, ${right.fitted.toFixed(2)} are true, and nothing says so`,
    );
  }
  coefficients.forEach((value, j) => {
    const exact = answer.theta.component(j);
    if (!Number.isFinite(value) && Number.isFinite(exact.toNumber()) && !told)
      say('flag', 'infinite', `'${names[j]}' is ${value}, exactly ${exact.toNumber()}`);
  });
}

/** An exact 0 has no significant digit. */
function isNegligible(j: number, { theta }: TruthAnswer): boolean {
  return theta.component(j).isZero;
}

function judgeRank(truth: TruthCase, { status, rank }: Solution, answer: TruthAnswer, say: Say): void {
  const { determined } = answer;
  if (!rank || determined.every(Boolean)) return;
  if (status === 'converged' && rank.verdict !== 'deficient') {
    say(
      'rank',
      truth.nonnegative ? 'not unique' : 'full',
      `'${status}' with the verdict '${rank.verdict}', rank ${rank.numerical}: exactly ${answer.rank}, and ${determined.filter((is) => !is).length} coefficients are not determined`,
    );
  }
}

/** At rows of the data and between them, to the digits that are claimed of the fitted values. */
function judgePredictions(truth: TruthCase, fit: FitResult, answer: TruthAnswer, say: Say): void {
  const { solution } = fit;
  const points = pointsOf(truth);
  let predicted: Float64Array;
  try {
    predicted = fit.predict(points.flat());
  } catch (error) {
    if (solution.status === 'converged')
      say('prediction', 'refused', `predict at a point of the data throws ${String(error)}`);
    return;
  }
  const exact = answer.predicted;
  predicted.forEach((value, k) => {
    if (Number.isNaN(value))
      say('nan', 'predict', `predict(${points[k]?.join(', ')}) is NaN, exactly ${exact.component(k).toNumber()}`);
  });
  const claimed = solution.certificate?.fittedDigits ?? 0;
  if (claimed === 0 || truth.x.flat().some((value) => typeof value === 'string')) return;
  // The largest fitted value, whose digits are claimed, and one more rounding; between two rows the curve may be larger.
  const largest = largestOf([...answer.fitted.toFloat64(), ...exact.toFloat64()]);
  predicted.forEach((value, k) => {
    // Between two rows of few points on a steep polynomial errors grow by Lebesgue's constant, below 2^degree · degree here.
    const growth = k === 0 || truth.degree === undefined ? 1 : 2 ** truth.degree * (truth.degree + 1);
    const error = Rational.from(Number.isFinite(value) ? value : 0)
      .minus(exact.component(k))
      .absolute()
      .toNumber();
    if (!Number.isFinite(value) && !Number.isFinite(exact.component(k).toNumber())) return;
    if (!Number.isFinite(value) || error > 2 * growth * largest * 10 ** -claimed + Number.MIN_VALUE * 4) {
      say(
        'prediction',
        k === 0 ? 'at the data' : 'between',
        `predict(${points[k]?.join(', ')}) is ${value}, exactly ${exact.component(k).toNumber()}, with ${claimed} digits claimed`,
      );
    }
  });
  const rest = answer.residuals;
  const ofResiduals = largestOf(rest.toFloat64());
  solution.residuals.forEach((value, i) => {
    const own = rest.component(i);
    const error = Number.isFinite(value) ? Rational.from(value).minus(own).absolute().toNumber() : Infinity;
    if (
      error > 1e-6 * ofResiduals + largest * 10 ** -claimed + 4 * Number.MIN_VALUE &&
      Number.isFinite(own.toNumber())
    ) {
      say(
        'residual',
        'residual',
        `residual ${i} is ${value}, exactly ${own.toNumber()}, with ${claimed} digits claimed`,
      );
    }
  });
}

function largestOf(values: Iterable<number>): number {
  return [...values].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** A saved model predicts to the same bits. */
function judgeSaved(truth: TruthCase, fit: FitResult, document: FitDocument, say: Say): void {
  const { solution } = fit;
  if (document.model === null) {
    if (solution.coefficients.every(Number.isFinite))
      say('saved', 'no model', 'the document has no model although all coefficients are finite');
    return;
  }
  const points = pointsOf(truth).flat();
  try {
    const own = fit.predict(points);
    for (const text of [JSON.stringify(fit.save()), JSON.stringify(document)]) {
      const again = loadModel(text).predict(points);
      // JSON has no −0.
      if (again.some((value, i) => !Object.is(value + 0, (own[i] ?? NaN) + 0))) {
        say('saved', 'other bits', `a saved model predicts ${again.join(', ')} instead of ${own.join(', ')}`);
      }
    }
  } catch (error) {
    if (solution.status === 'converged')
      say('saved', 'refused', `saving, loading or predicting throws ${String(error)}`);
  }
}
