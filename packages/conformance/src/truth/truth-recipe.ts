import { random } from '../problems/random.js';
import type { Datum, TruthCase, TruthConstraint, TruthKind, TruthMethod } from './truth-case.js';

/** Draws from a seed. */
class Draw {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = random(seed);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  many<T>(count: number, make: (i: number) => T): T[] {
    return Array.from({ length: count }, (_, i) => make(i));
  }

  /** A number of size 1 as data have it: whole, of a few decimals, or of all bits. */
  number(): number {
    const value = this.between(-1, 1);
    return this.pick(Math.round(value * 9), Math.round(value * 100) / 10, value, value);
  }
}

/** The numbers of a case before they are made hard. */
interface Plain {
  readonly x: number[][];
  readonly y: number[];
  readonly weights?: number[];
  readonly degree?: number;
  readonly basis?: 'monomial' | 'chebyshev' | 'legendre';
  readonly intercept: boolean;
}

type Hardened = Omit<TruthCase, 'kind' | 'method' | 'constraints' | 'nonnegative'>;

/** The case of a kind that belongs to a seed: the same everywhere. */
export function truthCase(kind: TruthKind, seed: number): TruthCase {
  const draw = new Draw(seed);
  const plain = kind === 'wide' ? wide(draw) : tall(draw);
  const hardened = harden(kind, plain, draw);
  return { kind, ...hardened, ...conditions(hardened, kind, draw), method: methodOf(draw) };
}

function methodOf(draw: Draw): TruthMethod {
  const backend = draw.chance(0.3) ? 'ml-matrix' : 'reference';
  const solver = draw.pick('qr', 'qr', 'qr', 'svd', 'svd', 'cholesky');
  const refine = draw.chance(0.85);
  const door = draw.chance(0.7) ? 'short' : 'basis';
  return { backend: draw.chance(0.08) ? 'float32' : backend, solver, refine, door };
}

/** More rows than coefficients, noise between a thousandth and the size of y: nothing is hard about it. */
function tall(draw: Draw): Plain {
  const polynomial = draw.chance(0.5);
  const parameters = draw.whole(1, 4);
  const rows = parameters + draw.whole(1, 8);
  const intercept = draw.chance(0.8);
  const size = Math.max(1, intercept ? parameters - 1 : parameters);
  const offset = draw.chance(0.3) ? Math.round(draw.between(-1000, 1000)) : 0;
  const x = polynomial
    ? draw.many(rows, (i) => [offset + draw.pick(i, i / 4, i + draw.between(0, 0.9))])
    : draw.many(rows, () => draw.many(size, () => offset + draw.number()));
  const slopes = draw.many(size, () => draw.between(-2, 2));
  const noise = draw.pick(1, 0.1, 1e-3);
  const start = draw.between(-5, 5);
  const y = x.map((row) => {
    const value = polynomial
      ? slopes.reduce((sum, slope, k) => sum + slope * (((row[0] ?? 0) - offset) / rows) ** (k + 1), start)
      : row.reduce((sum, own, j) => sum + (slopes[j] ?? 0) * own, start);
    const noisy = value + noise * draw.between(-1, 1);
    return draw.chance(0.5) ? Math.round(noisy * 1e4) / 1e4 : noisy;
  });
  return {
    ...{ x, y, intercept },
    ...(polynomial && { degree: size, basis: draw.pick('monomial', 'monomial', 'chebyshev', 'legendre') }),
    ...(draw.chance(0.3) && { weights: draw.many(rows, () => draw.pick(1, 2, draw.between(0.1, 4))) }),
  };
}

function wide(draw: Draw): Plain {
  const polynomial = draw.chance(0.3);
  const rows = draw.whole(1, 4);
  const intercept = draw.chance(0.7);
  const size = rows + draw.whole(Number(!intercept), 3);
  const x = polynomial
    ? draw.many(rows, (i) => [draw.pick(i, draw.whole(0, 2), i + draw.between(0, 0.9))])
    : draw.many(rows, () => draw.many(size, () => draw.number()));
  return {
    ...{ x, intercept, y: draw.many(rows, () => draw.number()) },
    ...(polynomial && { degree: size, basis: draw.pick('monomial', 'monomial', 'chebyshev', 'legendre') }),
    ...(draw.chance(0.2) && { weights: draw.many(rows, () => draw.pick(1, 2, draw.between(0.1, 4))) }),
  };
}

function harden(kind: TruthKind, plain: Plain, draw: Draw): Hardened {
  switch (kind) {
    case 'healthy':
    case 'wide':
      return plain;
    case 'extreme-scales':
      return extremeScales(plain, draw);
    case 'near-dependence':
      return nearDependence(plain, draw);
    case 'long-text':
      return longText(plain, draw);
    case 'huge-weights':
      return { ...plain, weights: hugeWeights(plain.y.length, draw) };
    case 'subnormal':
      return subnormal(plain, draw);
    case 'constant-columns':
      return constantColumns(plain, draw);
  }
}

/** By column, by row, or y alone, up to 1e±300; what would overflow stays at the border. */
function extremeScales({ x, y, ...rest }: Plain, draw: Draw): Hardened {
  const far = draw.pick(20, 60, 150, 300);
  const power = (): number => 10 ** draw.between(-far, far);
  const kept = (value: number): number => Math.max(-1.7e308, Math.min(1.7e308, value));
  const byColumn = draw.chance(0.6) ? (x[0] ?? []).map(power) : [];
  const byRow = draw.chance(0.4) ? y.map(power) : [];
  const ofTarget = draw.chance(0.6) ? power() : 1;
  const rowsOfTarget = draw.chance(0.5) ? byRow : [];
  return {
    ...rest,
    x: x.map((row, i) => row.map((value, j) => kept(value * (byColumn[j] ?? 1) * (byRow[i] ?? 1)))),
    y: y.map((value, i) => kept(value * ofTarget * (rowsOfTarget[i] ?? 1))),
  };
}

/** A column that is a combination of others (and a constant) up to a relative 2⁻ᵏ, or points of a polynomial that lie together. */
function nearDependence({ x, y, ...rest }: Plain, draw: Draw): Hardened {
  const gap = 2 ** -draw.pick(20, 26, 34, 40, 46, 50, 52, 60);
  if (rest.degree !== undefined) {
    const centre = draw.pick(1, 1000, 1.7e9, draw.between(-5, 5));
    const close = x.map(([value = 0]) => [centre * (1 + gap * Math.round(value * 4))]);
    // All together, or in two clusters.
    const two = draw.chance(0.3);
    return { ...rest, y, x: close.map((row, i) => (two && i % 2 === 0 ? [-(row[0] ?? 0)] : row)) };
  }
  const offset = draw.pick(0, 0, 1, 1e8, 1.7e12);
  const own = draw.many(3, () => draw.pick(1, 2, -1, draw.between(-2, 2)));
  const columns = x.map((row) => {
    const first = row.slice(0, Math.max(1, row.length - 1)).map((value) => offset + value);
    const combined = first.reduce((sum, value, j) => sum + (own[j] ?? 1) * value, draw.chance(0.5) ? 0 : offset);
    return [...first, combined * (1 + gap * draw.whole(-1, 1))];
  });
  return { ...rest, y, x: columns };
}

/** Numbers of 1 to 60 digits as text, often with a common beginning. */
function longText({ x, y, weights, ...rest }: Plain, draw: Draw): Hardened {
  const table = (rows: number[][]): string[][] => {
    const columns = (rows[0] ?? []).map(() => textsLike(rows.length, draw));
    return rows.map((_, i) => columns.map((column) => column[i] ?? '0'));
  };
  const texts = draw.chance(0.8);
  return {
    ...rest,
    ...(rest.degree !== undefined && { basis: 'monomial' as const }),
    x: texts ? table(x) : x,
    y: !texts || draw.chance(0.7) ? textsLike(y.length, draw) : y,
    ...(weights && {
      weights: draw.chance(0.5) ? weights : weights.map((value) => `${value}${digits(draw.whole(0, 30), draw)}`),
    }),
  };
}

function textsLike(count: number, draw: Draw): string[] {
  const length = draw.whole(1, 60);
  const common = draw.chance(0.5) ? draw.whole(0, length) : 0;
  const prefix = digits(common, draw);
  const point = draw.whole(0, Math.min(length, 20));
  return draw.many(count, () => {
    const all = prefix + digits(length - common, draw);
    const text = `${all.slice(0, point) || '0'}${point < length ? '.' : ''}${all.slice(point)}`;
    return common === 0 && draw.chance(0.3) ? `-${text}` : text;
  });
}

function digits(count: number, draw: Draw): string {
  return draw.many(count, () => String(draw.whole(0, 9))).join('');
}

function hugeWeights(count: number, draw: Draw): number[] {
  const far = draw.pick(30, 60, 110, 250, 500);
  const zeros = draw.chance(0.5) ? 0.2 : 0;
  const weights = draw.many(count, () => (draw.chance(zeros) ? 0 : 2 ** Math.round(draw.between(-far, far))));
  return weights.every((value) => value === 0) ? weights.map(() => 1) : weights;
}

/** x, y or both of the size of the smallest float64 numbers. */
function subnormal({ x, y, ...rest }: Plain, draw: Draw): Hardened {
  const unit = (): number => draw.pick(5e-324, 1e-320, 1e-310, 2 ** -1022, 1e-300);
  const ofColumns = (x[0] ?? []).map(() => (draw.chance(0.6) ? unit() : 1));
  const ofTarget = draw.chance(0.6) ? unit() : 1;
  const whole = (value: number, size: number): number => (size === 1 ? value : Math.round(value * 64) * size);
  return {
    ...rest,
    x: x.map((row) => row.map((value, j) => whole(value, ofColumns[j] ?? 1))),
    y: y.map((value) => whole(value, ofTarget)),
  };
}

function constantColumns({ x, y, ...rest }: Plain, draw: Draw): Hardened {
  const constant = (): number => draw.pick(0, 1, 0.1, 3, -7, 1e10, 1e-10, draw.between(-2, 2), 1e300);
  const some = (x[0] ?? []).map((_, j) => (j === 0 || draw.chance(0.4) ? constant() : undefined));
  const ofTarget = draw.chance(0.4) ? constant() : undefined;
  const flat = rest.degree === undefined || draw.chance(0.6);
  return {
    ...rest,
    x: flat ? x.map((row) => row.map((value, j) => some[j] ?? value)) : x,
    y: flat ? y.map((value) => ofTarget ?? value) : y.map(() => ofTarget ?? some[0] ?? 1),
  };
}

/** Equations for one case in eight, bounds for another. */
function conditions(hardened: Hardened, kind: TruthKind, draw: Draw): Pick<TruthCase, 'constraints' | 'nonnegative'> {
  const { x, y, degree, basis = 'monomial', intercept } = hardened;
  const parameters = Number(intercept) + (degree ?? x[0]?.length ?? 0);
  const choice = draw.next();
  if (choice > 0.25 || parameters > 6) return {};
  if (choice > 0.125) {
    const some = draw.many(parameters, (j) => j).filter(() => draw.chance(0.7));
    return some.length > 0 ? { nonnegative: some } : {};
  }
  if (parameters < 2 || kind === 'wide') return {};
  const size = Math.max(...y.map((value) => Math.abs(Number(value))));
  const equals = draw.pick(0, size, size * draw.next());
  const one = draw.whole(0, parameters - 1);
  const row = (hardened.x[draw.whole(0, y.length - 1)] ?? []).map((value: Datum) => Number(value));
  const constraint: TruthConstraint = draw.chance(0.5)
    ? { factors: draw.many(parameters, (j) => (j === one ? 1 : draw.pick(0, 0, 1))), equals }
    : {
        at: row,
        derivative: degree !== undefined && intercept && basis === 'monomial' && draw.chance(0.3) ? 1 : 0,
        equals,
      };
  return { constraints: [constraint] };
}
