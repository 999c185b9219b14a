/** The numbers of an axis: its ends, and labelled ticks at 1, 2 or 5 times a power of ten. */
export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** One label for every tick, all with the same number of decimals. */
  readonly labels: readonly string[];
}

/**
 * A linear axis that holds every finite number of `values`, with a margin of 3 % at both ends.
 *
 * @param values at least one finite number; others are passed over
 * @param count about how many ticks
 * @throws RangeError when no number is finite, or when their span is beyond float64
 */
export function linearAxis(values: ArrayLike<number>, count: number): Axis {
  const [low, high] = extent(values);
  // A single value still needs an axis of some width around it.
  const margin = high > low ? 0.03 * (high - low) : 0.5 * Math.abs(high) || 1;
  const domain = [low - margin, high + margin] as const;
  if (!Number.isFinite(domain[1] - domain[0])) {
    throw new RangeError(`cannot draw an axis from ${low} to ${high}`);
  }
  const step = niceStep((domain[1] - domain[0]) / count);
  const first = Math.ceil(domain[0] / step);
  const last = Math.floor(domain[1] / step);
  // The step can be below one ulp of huge numbers that are nearly equal: then the ends are all that can be told apart.
  const indices = last - first <= 3 * count ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [];
  const ticks = indices.length > 0 ? indices.map((index) => index * step) : [low];
  return { domain, ticks, labels: ticks.map((tick) => tickLabel(tick, step, Math.max(Math.abs(low), Math.abs(high)))) };
}

/**
 * A logarithmic axis over the positive numbers of `values`, with ticks at powers of ten.
 *
 * @throws RangeError when no number is positive and finite
 */
export function logarithmicAxis(values: ArrayLike<number>, count: number): Axis {
  const [low, high] = extent(Array.from(values).filter((value) => value > 0));
  const from = Math.floor(Math.log10(low));
  const to = Math.max(from + 1, Math.ceil(Math.log10(high)));
  const stride = Math.max(1, Math.ceil((to - from) / count));
  const exponents = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((k) => (k - from) % stride === 0);
  return {
    domain: [power(from), power(to)],
    ticks: exponents.map(power),
    labels: exponents.map((exponent) => `10${superscript(exponent)}`),
  };
}

function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of Array.from(values)) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) throw new RangeError('cannot draw an axis: there is no number to show on it');
  return [low, high];
}

/** Of 1, 2, 5 × 10ᵏ the one nearest to `wanted`, by ratio. */
function niceStep(wanted: number): number {
  const magnitude = power(Math.floor(Math.log10(wanted)));
  const ratio = wanted / magnitude;
  const factor = ratio < Math.sqrt(2) ? 1 : ratio < Math.sqrt(10) ? 2 : ratio < Math.sqrt(50) ? 5 : 10;
  return factor * magnitude;
}

/** 10ᵏ as the nearest float64, which Math.pow does not promise. */
function power(exponent: number): number {
  return Number(`1e${exponent}`);
}

function tickLabel(tick: number, step: number, largest: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const text =
    tick === 0
      ? '0'
      : largest < 1e7 && decimals <= 5
        ? tick.toFixed(decimals)
        : exponential(tick, Math.round(Math.log10(Math.abs(tick) / step) + 0.5));
  return text.replace(/-/g, '\u2212');
}

function exponential(tick: number, digits: number): string {
  // Long mantissas without a large exponent read better in full.
  if (digits > 5 && Math.abs(tick) < 1e15) return String(Number(tick.toPrecision(15)));
  return tick
    .toExponential(Math.min(15, Math.max(0, digits)))
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}

function superscript(exponent: number): string {
  const digits: Record<string, string> = {
    '-': '⁻',
    '0': '⁰',
    '1': '¹',
    '2': '²',
    '3': '³',
    '4': '⁴',
    '5': '⁵',
    '6': '⁶',
    '7': '⁷',
    '8': '⁸',
    '9': '⁹',
  };
  return Array.from(String(exponent), (character) => digits[character] ?? character).join('');
}
