/** A rational number, numerator over positive denominator. */
type Rational = readonly [bigint, bigint];

/** The float64 `x` as the rational that it is. */
function exact(x: number): Rational {
  let denominator = 1n;
  let scaled = x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
}

function reduced(numerator: bigint, denominator: bigint): Rational {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  while (b > 0n) [a, b] = [b, a % b];
  const divisor = denominator < 0n ? -a : a;
  return [numerator / divisor, denominator / divisor];
}

const times = (x: Rational, y: Rational): Rational => reduced(x[0] * y[0], x[1] * y[1]);
const over = (x: Rational, y: Rational): Rational => reduced(x[0] * y[1], x[1] * y[0]);
const minus = (x: Rational, y: Rational): Rational => reduced(x[0] * y[1] - y[0] * x[1], x[1] * y[1]);
const dot = (x: readonly Rational[], y: readonly Rational[]): Rational =>
  x.reduce<Rational>((sum, value, i) => minus(sum, times(minus([0n, 1n], value), y[i]!)), [0n, 1n]);

/** Nearest float64 up to a few ulp: 80 bits of the quotient are plenty. */
function toNumber([numerator, denominator]: Rational): number {
  const shift = Math.max(0, 80 + denominator.toString(2).length - numerator.toString(2).length);
  return Number((numerator << BigInt(shift)) / denominator) / 2 ** shift;
}

/**
 * Solves AᵀW A θ = AᵀW f − g in rationals, for A of full column rank given by rows: the θ of the augmented system
 * r = f − A θ, AᵀW r = g. Gaussian elimination needs no pivoting, since the matrix is positive definite.
 */
export function exactLeastSquares(
  a: readonly (readonly number[])[],
  f: readonly number[],
  { weights = f.map(() => 1), g = a[0]!.map(() => 0) }: { weights?: readonly number[]; g?: readonly number[] } = {},
): number[] {
  const p = a[0]!.length;
  const columns = Array.from({ length: p }, (_, j) => a.map((row) => exact(row[j]!)));
  const weighted = columns.map((column) => column.map((value, i) => times(value, exact(weights[i]!))));
  const targets = f.map(exact);
  const rows = weighted.map((column, j) => [
    ...columns.map((other) => dot(column, other)),
    minus(dot(column, targets), exact(g[j]!)),
  ]);
  for (let k = 0; k < p; k++) {
    for (let i = 0; i < p; i++) {
      if (i === k) continue;
      const factor = over(rows[i]![k]!, rows[k]![k]!);
      rows[i] = rows[i]!.map((value, j) => minus(value, times(factor, rows[k]![j]!)));
    }
  }
  return rows.map((row, k) => toNumber(over(row[p]!, row[k]!)));
}
