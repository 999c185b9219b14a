import { Rational } from '@wellposed/conformance';
import type { TruthAnswer, TruthCase } from '@wellposed/conformance';
import type { FitDocument } from 'wellposed';
import { fisherTail, studentTail } from './tails.js';
import type { Violation } from './violation.js';

/** Every finite statistic is right to so many digits, relative to itself. */
const RELATIVE = 1e-6;
/** What double-double can see of √Σ w r² beside √Σ w y²: 2⁻¹⁰¹ (Higham 2002, §3.1), a few thousand roundings and sizes of terms later. */
const VISIBLE = 2 ** -88;
/** Residuals below this share of y are rounding of the data: where a reason says so, their sum may be anything as small. */
const DATA_ROUNDING = 2 ** -48;

/**
 * The statistics are of the coefficients as they are: where a reason says that they are away from the minimum by a share q of √Σ w r²,
 * that root is 1 ÷ √(1 − q²) of the least one. Relative, with 10 % for the two digits of q.
 */
function surplus({ warnings }: FitDocument): number {
  const shares = warnings.map(
    (warning) => /distance from the least-squares solution.* is ([\d.e+-]+) of/.exec(warning)?.[1],
  );
  const q = Math.min(1, 1.1 * Math.max(0, ...shares.map((share) => Number(share ?? 0))));
  return 1 / Math.sqrt(1 - q * q) - 1;
}

/** Holds each statistic of the document against the exact one: right, or withheld. */
export function judgeStatistics(truth: TruthCase, document: FitDocument, answer: TruthAnswer): readonly Violation[] {
  const violations: Violation[] = [];
  const { observations, rank } = answer;
  const degrees = observations - rank;
  const rest = answer.residualSumOfSquares;
  const size = answer.aboutZero.squareRoot();
  // Roundings of r move √Σ w r² by at most this.
  const isExact = degrees <= 0 || document.warnings.some((warning) => /rounding|perfect/i.test(warning));
  const seen = isExact ? DATA_ROUNDING : VISIBLE;
  const root = rest.squareRoot();
  const blur = size * seen + root * surplus(document);
  const check = (name: string, value: number | null | undefined, exact: number, tolerance: number): void => {
    if (value === null || value === undefined) return;
    if (Math.abs(value - exact) <= tolerance) return;
    if (value === exact) return;
    violations.push({
      law: 'statistic',
      what: name.replace(/\[.*\]/, ''),
      sentence: `${name} is ${value}, exactly ${exact} (±${tolerance})`,
    });
  };
  /** Against a rational: relative, with what a subnormal result loses, and `more`. */
  const checkRational = (name: string, value: number | null | undefined, exact: Rational, more = 0): void => {
    if (value === null || value === undefined) return;
    if (value === 0 && !exact.isZero && exact.absolute().toNumber() === 0) {
      const told = document.warnings.some((warning) => /underflow|too small|float64/i.test(warning));
      if (!told)
        violations.push({
          law: 'statistic',
          what: `${name} underflow`,
          sentence: `${name} is 0, exactly 1e${(exact.absolute().logarithm() / Math.LN10).toFixed(1)}`,
        });
      return;
    }
    const truthValue = exact.toNumber();
    check(name, value, truthValue, RELATIVE * Math.abs(truthValue) + Number.MIN_VALUE + more);
  };
  const restMore = 2 * root * blur + blur * blur;
  checkRational('residualSumOfSquares', document.residualSumOfSquares, rest, restMore);
  if (degrees > 0) {
    const mean = rest.over(new Rational(BigInt(degrees)));
    checkRational('anova.residual.meanSquare', document.anova.residual.meanSquare, mean, restMore);
    const s = mean.squareRoot();
    check('residualStandardDeviation', document.residualStandardDeviation, s, RELATIVE * s + blur + Number.MIN_VALUE);
  } else {
    for (const [name, value] of Object.entries({
      residualStandardDeviation: document.residualStandardDeviation,
      'anova.residual.meanSquare': document.anova.residual.meanSquare,
      'anova.f': document.anova.f,
      adjustedRSquared: document.adjustedRSquared,
      logLikelihood: document.logLikelihood,
    })) {
      if (value !== null)
        violations.push({ law: 'statistic', what: name, sentence: `${name} is ${value} without degrees of freedom` });
    }
  }
  judgeCoefficients(document, answer, blur, violations);
  judgeShares(truth, document, answer, blur, seen, violations);
  if (document.logLikelihood !== null && degrees > 0) {
    const weights = (truth.weights ?? truth.y.map(() => 1)).map(Number).filter((weight) => weight > 0);
    const n = observations;
    const logs = weights.reduce((sum, weight) => sum + Math.log(weight), 0);
    const sizes = weights.reduce((sum, weight) => sum + Math.abs(Math.log(weight)), 0);
    const logRest = rest.isZero ? -Infinity : rest.logarithm();
    const exact = (logs - n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + logRest)) / 2;
    const slack = 1e-9 * (sizes + n * (Math.abs(logRest) + 5)) + (root > 0 ? (n * blur) / root : 0) + n * 1e-6;
    check('logLikelihood', document.logLikelihood, exact, slack);
    check('aic', document.aic, -2 * exact + 2 * (rank + 1), 2 * slack);
    check('bic', document.bic, -2 * exact + Math.log(n) * (rank + 1), 2 * slack);
  }
  return violations;
}

/** Standard errors, t, p and intervals. */
function judgeCoefficients(document: FitDocument, answer: TruthAnswer, blur: number, violations: Violation[]): void {
  const degrees = answer.observations - answer.rank;
  document.coefficients.forEach((each, j) => {
    const { name, standardError, t, p, interval, digits } = each;
    const variance = answer.variances[j];
    const wrong = (what: string, sentence: string): void => {
      violations.push({ law: 'statistic', what, sentence: `${what} of '${name}' ${sentence}` });
    };
    if (standardError === null && t === null && p === null && interval === null) return;
    if (!answer.determined[j] || variance === undefined || degrees <= 0) {
      wrong(
        'standardError',
        `is ${standardError}, t ${t}, p ${p}, interval ${interval?.join(' ')}: ${!answer.determined[j] ? 'the data do not determine it' : degrees <= 0 ? 'no degrees of freedom' : 'under bounds'}`,
      );
      return;
    }
    const squared = answer.residualSumOfSquares.times(variance).over(new Rational(BigInt(degrees)));
    const exact = squared.squareRoot();
    // What the blur of √Σ w r² makes of it.
    const more = (blur / Math.sqrt(degrees)) * variance.squareRoot();
    const ofError = RELATIVE * exact + Number.MIN_VALUE + more;
    if (standardError !== null && !(Math.abs(standardError - exact) <= ofError))
      wrong('standardError', `is ${standardError}, exactly ${exact}`);
    if (standardError === 0 && !squared.isZero && exact > 0) wrong('standardError', `is 0, exactly ${exact}`);
    const theta = answer.theta.component(j).toNumber();
    const claim = digits === null ? Infinity : digits > 0 ? Math.abs(theta) * 10 ** -digits : exact * RELATIVE;
    const ratio = exact > 0 ? theta / exact : Math.sign(theta) * Infinity;
    const ofRatio = Math.max(RELATIVE * Math.abs(ratio), 1e-6) + claim / exact + Math.abs(ratio) * (ofError / exact);
    if (t !== null && !(Math.abs(t - ratio) <= ofRatio || t === ratio)) wrong('t', `is ${t}, exactly ${ratio}`);
    if (p !== null) {
      // Six digits of p itself, beyond what the digits of t leave open.
      const open = claim / exact + Math.abs(ratio) * ((more + Number.MIN_VALUE) / exact) + 1e-12 * Math.abs(ratio);
      const [low, high] = [Math.abs(ratio) + open, Math.max(0, Math.abs(ratio) - open)].map((value) =>
        studentTail(value, degrees),
      );
      if (!(p >= low! * (1 - RELATIVE) - 1e-300 && p <= high! * (1 + RELATIVE) + 1e-300))
        wrong('p', `is ${p}, exactly ${studentTail(ratio, degrees)}`);
    }
    if (interval) {
      const half = exact * quantile(document.confidence, degrees);
      [theta - half, theta + half].forEach((end, k) => {
        const slack =
          RELATIVE * half +
          Math.abs(theta) * 2 ** -50 +
          claim +
          quantile(document.confidence, degrees) * ofError +
          Number.MIN_VALUE;
        if (!(Math.abs((interval[k] ?? NaN) - end) <= slack))
          wrong('interval', `is [${interval.join(', ')}], exactly [${theta - half}, ${theta + half}]`);
      });
    }
  });
}

/** Sums of squares, R² and F, about the mean or about 0: one of the two, the same for all. */
function judgeShares(
  truth: TruthCase,
  document: FitDocument,
  answer: TruthAnswer,
  blurOfRest: number,
  seen: number,
  violations: Violation[],
): void {
  const about = (mean: boolean): readonly Violation[] => {
    const found: Violation[] = [];
    const total = mean ? answer.aboutMean : answer.aboutZero;
    const rest = answer.residualSumOfSquares;
    const degrees = answer.observations - answer.rank;
    const { anova } = document;
    // A mean is subtracted in double-double.
    const blur = mean ? answer.aboutZero.squareRoot() * VISIBLE : 0;
    const [root, rootOfRest] = [total.squareRoot(), rest.squareRoot()];
    const totalMore = 2 * root * blur + blur * blur;
    const restMore = 2 * rootOfRest * blurOfRest + blurOfRest * blurOfRest;
    // Relative to the total, and relative to the rest; roots of ratios, since the roots themselves may underflow.
    const ratio = (part: Rational, whole: Rational): number =>
      whole.isZero ? Infinity : part.over(whole).squareRoot();
    const visible = (mean ? VISIBLE : 0) + seen;
    const moved = (of: Rational): number => {
      const [sizes, rests] = [
        ratio(answer.aboutZero, of) * visible,
        ratio(rest, of) * visible * ratio(answer.aboutZero, of),
      ];
      return 2 * (ratio(total, of) * sizes + rests) + 2 * sizes ** 2;
    };
    const [ofTotal, ofRest] = [moved(total), moved(rest)];
    const check = (name: string, value: number | null | undefined, exact: number, tolerance: number): void => {
      if (value === null || value === undefined || Math.abs(value - exact) <= tolerance || value === exact) return;
      found.push({
        law: 'statistic',
        what: name,
        sentence: `${name} is ${value}, exactly ${exact} about ${mean ? 'the mean' : '0'} (±${tolerance})`,
      });
    };
    const sum = (name: string, value: number | null | undefined, exact: Rational, more: number): void => {
      const own = exact.toNumber();
      if (
        value === 0 &&
        own === 0 &&
        !exact.isZero &&
        !document.warnings.some((w) => /underflow|too small|float64/i.test(w))
      ) {
        found.push({
          law: 'statistic',
          what: `${name} underflow`,
          sentence: `${name} is 0, exactly 1e${(exact.absolute().logarithm() / Math.LN10).toFixed(1)}`,
        });
        return;
      }
      check(name, value, own, RELATIVE * Math.abs(own) + Number.MIN_VALUE + more);
    };
    sum('anova.total.sumOfSquares', anova.total.sumOfSquares, total, totalMore);
    const explained = total.minus(rest);
    sum('anova.regression.sumOfSquares', anova.regression.sumOfSquares, explained, totalMore + restMore);
    if (total.isZero) {
      if (document.rSquared !== null)
        found.push({
          law: 'statistic',
          what: 'rSquared',
          sentence: `rSquared is ${document.rSquared} where y does not vary`,
        });
      return found;
    }
    const share = explained.over(total).toNumber();
    const ofShare = RELATIVE * Math.abs(share) + ofTotal + VISIBLE;
    check('rSquared', document.rSquared, share, ofShare);
    const totalDegrees = anova.total.degreesOfFreedom;
    if (degrees > 0 && document.adjustedRSquared !== null) {
      const left = rest.over(total).times(new Rational(BigInt(totalDegrees), BigInt(degrees)));
      const adjusted = new Rational(1n).minus(left).toNumber();
      check(
        'adjustedRSquared',
        document.adjustedRSquared,
        adjusted,
        RELATIVE * Math.abs(adjusted) + (ofTotal + VISIBLE) * (totalDegrees / degrees),
      );
    }
    const modelDegrees = anova.regression.degreesOfFreedom;
    if (anova.f !== null && degrees > 0 && modelDegrees > 0 && !rest.isZero) {
      const f = explained
        .over(rest)
        .times(new Rational(BigInt(degrees), BigInt(modelDegrees)))
        .toNumber();
      const ofF = (RELATIVE + ofRest) * Math.abs(f) + (ofRest * degrees) / modelDegrees;
      check('anova.f', anova.f, f, ofF);
      if (anova.p !== null && f >= 0) {
        const open = (ofRest + 1e-12) * f + (ofRest * degrees) / modelDegrees;
        const [low, high] = [f + open, Math.max(0, f - open)].map((value) => fisherTail(value, modelDegrees, degrees));
        if (!(anova.p >= low! * (1 - RELATIVE) - 1e-300 && anova.p <= high! * (1 + RELATIVE) + 1e-300)) {
          found.push({
            law: 'statistic',
            what: 'anova.p',
            sentence: `anova.p is ${anova.p}, exactly ${fisherTail(f, modelDegrees, degrees)}`,
          });
        }
      }
    }
    return found;
  };
  const one = about(truth.intercept);
  violations.push(
    ...(one.length === 0 ? one : [about(!truth.intercept)].map((other) => (other.length === 0 ? other : one)).flat()),
  );
}

/** The two-sided quantile of Student's t, by bisection on its tail. */
function quantile(confidence: number, degrees: number): number {
  const key = `${confidence} ${degrees}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  let [low, high] = [0, 1e6];
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, degrees) > 1 - confidence) low = middle;
    else high = middle;
  }
  quantiles.set(key, low);
  return low;
}
const quantiles = new Map<string, number>();
