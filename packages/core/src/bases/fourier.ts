import type { Basis } from '../contracts/basis.js';
import { DoubleDouble } from '../double-double/double-double.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';
import { ExactSum } from '../double-double/exact-sum.js';
import { sineCosine } from '../double-double/sine-cosine.js';
import { TWO_PI } from '../double-double/two-pi.js';
import { FitError } from '../fit-error.js';
import { powerOfTwo } from '../power-of-two.js';
import { MOST_FEATURES } from './most-features.js';
import type { OptionKeys } from '../options/refuse-unknown-options.js';
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js';

/** Settings of a Fourier basis. */
export interface FourierOptions {
  /** In the units of x, > 0. */
  readonly period: number;
  /** How many multiples of the base frequency, an integer ≥ 1: two features each. */
  readonly harmonics: number;
  /** Where all sines are 0; default 0. */
  readonly origin?: number;
  /** Name of x in the column names; default 'x'. */
  readonly variable?: string;
}

const optionKeys = { period: true, harmonics: true, origin: true, variable: true } satisfies OptionKeys<FourierOptions>;

/**
 * cos(2πk (x − origin)/period), sin(2πk (x − origin)/period) for k = 1 … harmonics, in this order: what a period needs.
 *
 * k (x − origin) is reduced by whole periods before the one division, so that features of x at simple fractions of the
 * period are exactly 0 and ±1: monthly data has no sixth sine, and the fit says so. With d = |x − origin|/period and u
 * = 2⁻⁵³ a feature is off by at most 24u² + 20π u², since k (x − origin) is formed without rounding, however many digits and
 * periods it has. A derivative, of size 2πk/period, is off by 32u² of that more.
 *
 * @throws FitError 'INVALID_OPTION' for a period, origin or number of harmonics out of range, 'TOO_LARGE' for too many.
 */
export function fourier(options: FourierOptions): Basis {
  refuseUnknownOptions(options, optionKeys, 'fourier');
  const { period, harmonics, origin = 0, variable = 'x' } = options;
  check(options);
  // All lengths in units near the period, so that products are within the range of double-double.
  const scale = 1 / powerOfTwo(period);
  const length = period * scale;
  const start = origin * scale;
  const turns = new ExactSum();
  const phase = new DoubleDouble();
  const sine = new DoubleDouble();
  const cosine = new DoubleDouble();
  const frequency = new DoubleDouble();

  /** sin and cos of harmonic k at x, to the two registers. */
  const harmonic = (k: number, x: ExpansionArray, row: number): void => {
    turns.clear().addNumber(x, row, scale).add(-start).multiply(k);
    // A loop, since beyond 2⁵³ periods one quotient does not hold all digits of their number. It ends: each turn leaves
    // a 2⁵⁰th at most, and what is not finite becomes NaN.
    for (;;) {
      const periods = Math.round(turns.leading() / length);
      if (!(Math.abs(periods) >= 1)) break;
      turns.addProduct(-periods, length);
    }
    turns.take(phase).divide(length);
    sineCosine(phase.hi, phase.lo, sine, cosine);
  };

  return {
    specification: { name: 'fourier', variables: [variable], period, harmonics, origin },
    variables: 1,
    size: 2 * harmonics,
    names: namesOf(options),
    readsRest: true,
    evaluate(x, row, out, offset) {
      for (let k = 1; k <= harmonics; k++) {
        harmonic(k, x, row);
        const here = offset + 2 * (k - 1);
        out.hi[here] = cosine.hi;
        out.lo[here] = cosine.lo;
        out.hi[here + 1] = sine.hi;
        out.lo[here + 1] = sine.lo;
      }
    },
    differentiate(x, row, _variable, out, offset) {
      for (let k = 1; k <= harmonics; k++) {
        harmonic(k, x, row);
        frequency.set(TWO_PI.hi, TWO_PI.lo).multiply(k).divide(length);
        sine.multiply(-frequency.hi, -frequency.lo);
        cosine.multiply(frequency.hi, frequency.lo);
        const here = offset + 2 * (k - 1);
        out.hi[here] = sine.hi * scale;
        out.lo[here] = sine.lo * scale;
        out.hi[here + 1] = cosine.hi * scale;
        out.lo[here + 1] = cosine.lo * scale;
      }
    },
  };
}

function check({ period, harmonics, origin = 0 }: FourierOptions): void {
  if (!(Number.isFinite(period) && period > 0)) {
    throw new FitError('INVALID_OPTION', `fourier: period must be a finite number above 0, got ${period}`, {
      argument: 'period',
      value: period,
    });
  }
  if (!Number.isFinite(origin)) {
    throw new FitError('INVALID_OPTION', `fourier: origin must be a finite number, got ${origin}`, {
      argument: 'origin',
      value: origin,
    });
  }
  if (!Number.isInteger(harmonics) || harmonics < 1) {
    throw new FitError('INVALID_OPTION', `fourier: harmonics must be an integer of at least 1, got ${harmonics}`, {
      argument: 'harmonics',
      value: harmonics,
    });
  }
  if (2 * harmonics > MOST_FEATURES) {
    throw new FitError('TOO_LARGE', `fourier: ${harmonics} harmonics are more than ${MOST_FEATURES / 2}`, {
      argument: 'harmonics',
      value: harmonics,
    });
  }
}

/** 'cos(2*pi*3*(x-5)/12)': what the feature is, with nothing left out but factors of 1 and origins of 0. */
function namesOf({ period, harmonics, origin = 0, variable = 'x' }: FourierOptions): readonly string[] {
  const shifted = origin === 0 ? variable : origin > 0 ? `(${variable}-${origin})` : `(${variable}+${-origin})`;
  return Array.from({ length: harmonics }, (_, index) => {
    const turns = `2*pi*${index === 0 ? '' : `${index + 1}*`}${shifted}/${period}`;
    return [`cos(${turns})`, `sin(${turns})`];
  }).flat();
}
