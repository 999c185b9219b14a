import { Rational } from '@wellposed/conformance';

/** Data in decimal text. */
export interface DecimalData {
  /** n rows of d numbers. */
  readonly x: readonly (readonly string[])[];
  readonly y: readonly string[];
  readonly weights?: readonly string[];
  readonly intercept: boolean;
  /** The powers of the only x up to this one are the columns; absent: x itself. */
  readonly degree?: number;
}

/** Every statistic of a least-squares fit, exactly. */
export interface ExactStatistics {
  readonly theta: readonly Rational[];
  readonly fitted: readonly Rational[];
  readonly residuals: readonly Rational[];
  readonly residualSumOfSquares: Rational;
  /** About the weighted mean with an intercept, else about 0. */
  readonly totalSumOfSquares: Rational;
  /** (AᵀWA)⁻¹, p × p. */
  readonly inverse: readonly (readonly Rational[])[];
  readonly leverage: readonly Rational[];
  readonly observations: number;
  readonly degreesOfFreedom: number;
  /** aᵀ(AᵀWA)⁻¹a and a·θ for a new row of x. */
  at(x: readonly string[]): { readonly variance: Rational; readonly value: Rational };
}

/**
 * Least squares in integers: every column, y and w are scaled to integers by a power of ten, and [AᵀWA | I] is reduced
 * to [det I | adj] by fraction-free elimination (Bareiss, Math. Comp. 22 (1968) 565–578). A must have full column rank.
 */
export function exactStatistics(data: DecimalData): ExactStatistics {
  const rows = data.x.map((x) => designRow(data, x));
  const p = rows[0]!.length;
  const columns = Array.from({ length: p }, (_, j) => scaled(rows.map((row) => row[j]!)));
  const y = scaled(data.y.map((text) => Rational.fromDecimal(text)));
  const w = scaled(data.y.map((_, i) => Rational.fromDecimal(data.weights?.[i] ?? '1')));
  const a = rows.map((_, i) => columns.map(({ integers }) => integers[i]!));
  const indices = Array.from({ length: p }, (_, j) => j);
  const sum = (term: (i: number) => bigint) => w.integers.reduce((total, _, i) => total + term(i), 0n);
  const gram = indices.map((j) => indices.map((k) => sum((i) => w.integers[i]! * a[i]![j]! * a[i]![k]!)));
  const moments = indices.map((j) => sum((i) => w.integers[i]! * a[i]![j]! * y.integers[i]!));
  const { determinant, adjugate } = invert(gram);
  const theta = adjugate.map((row) => dot(row, moments));
  const fitted = a.map((row) => dot(row, theta));
  const ratio = (numerator: bigint, scale: bigint) => new Rational(numerator, determinant * scale);
  const residuals = fitted.map((value, i) => y.integers[i]! * determinant - value);
  const total = sum((i) => w.integers[i]!);
  const mean = sum((i) => w.integers[i]! * y.integers[i]!);
  const totalSquares = data.intercept
    ? new Rational(
        sum((i) => w.integers[i]! * (y.integers[i]! * total - mean) ** 2n),
        total ** 2n * y.scale ** 2n * w.scale,
      )
    : new Rational(
        sum((i) => w.integers[i]! * y.integers[i]! ** 2n),
        y.scale ** 2n * w.scale,
      );
  const observations = w.integers.filter((weight) => weight > 0n).length;
  const inverse = adjugate.map((row, j) =>
    row.map((value, k) => new Rational(value * columns[j]!.scale * columns[k]!.scale * w.scale, determinant)),
  );
  return {
    theta: theta.map((value, j) => new Rational(value * columns[j]!.scale, determinant * y.scale)),
    fitted: fitted.map((value) => ratio(value, y.scale)),
    residuals: residuals.map((value) => ratio(value, y.scale)),
    residualSumOfSquares: new Rational(
      sum((i) => w.integers[i]! * residuals[i]! ** 2n),
      determinant ** 2n * y.scale ** 2n * w.scale,
    ),
    totalSumOfSquares: totalSquares,
    inverse,
    leverage: a.map((row, i) =>
      ratio(
        w.integers[i]! *
          dot(
            row,
            adjugate.map((other) => dot(other, row)),
          ),
        1n,
      ),
    ),
    observations,
    degreesOfFreedom: observations - p,
    at(x) {
      // In the scaled columns, whose coefficients are `theta`: a value times the scale of its column.
      const row = scaled(designRow(data, x).map((value, j) => value.times(new Rational(columns[j]!.scale))));
      const along = adjugate.map((other) => dot(other, row.integers));
      return {
        variance: new Rational(dot(along, row.integers) * w.scale, determinant * row.scale ** 2n),
        value: new Rational(dot(theta, row.integers), determinant * y.scale * row.scale),
      };
    },
  };
}

/** A real fit without each of the rows. */
export function refits(data: DecimalData): readonly ExactStatistics[] {
  return data.y.map((_, i) => {
    const weights = data.y.map((_, k) => (k === i ? '0' : (data.weights?.[k] ?? '1')));
    return exactStatistics({ ...data, weights });
  });
}

function designRow({ intercept, degree }: DecimalData, x: readonly string[]): readonly Rational[] {
  const values = x.map((text) => Rational.fromDecimal(text));
  const one = new Rational(1n);
  const features =
    degree === undefined
      ? values
      : Array.from({ length: degree }, (_, k) =>
          new Array<Rational>(k + 1).fill(values[0]!).reduce((power, value) => power.times(value), one),
        );
  return intercept ? [one, ...features] : features;
}

/** Rationals over a power of ten as integers over one common denominator. */
function scaled(values: readonly Rational[]): { readonly integers: readonly bigint[]; readonly scale: bigint } {
  const scale = values.reduce((largest, { denominator }) => (denominator > largest ? denominator : largest), 1n);
  return { integers: values.map(({ numerator, denominator }) => (numerator * scale) / denominator), scale };
}

function invert(matrix: readonly (readonly bigint[])[]) {
  const p = matrix.length;
  let rows = matrix.map((row, j) => [...row, ...row.map((_, k) => (j === k ? 1n : 0n))]);
  let previous = 1n;
  for (let k = 0; k < p; k++) {
    const pivotRow = rows[k]!;
    const pivot = pivotRow[k]!;
    if (pivot === 0n) throw new RangeError('the design has no full rank');
    const divisor = previous;
    rows = rows.map((row, i) =>
      i === k ? row : row.map((value, j) => (value * pivot - row[k]! * pivotRow[j]!) / divisor),
    );
    previous = pivot;
  }
  return { determinant: previous, adjugate: rows.map((row) => row.slice(p)) };
}

const dot = (a: readonly bigint[], b: readonly bigint[]) => a.reduce((total, value, k) => total + value * b[k]!, 0n);
