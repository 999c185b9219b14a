import { crossProduct } from '../oracle/cross-product.js';
import { dyadicProduct } from '../oracle/dyadic-product.js';
import { dyadicVector } from '../oracle/dyadic-vector.js';
import type { DyadicVector } from '../oracle/dyadic-vector.js';
import { entry } from '../oracle/entry.js';
import { exactConstrained } from '../oracle/exact-constrained.js';
import { exactFitted } from '../oracle/exact-fitted.js';
import { exactLeastSquares } from '../oracle/exact-least-squares.js';
import { exactResidual } from '../oracle/exact-residual.js';
import { ExactVector } from '../oracle/exact-vector.js';
import { gramIntegers } from '../oracle/gram-integers.js';
import { innerProduct } from '../oracle/inner-product.js';
import { integerSolution } from '../oracle/integer-solution.js';
import { NormalEquations } from '../oracle/normal-equations.js';
import { Rational } from '../oracle/rational.js';
import type { TruthCase, TruthConstraint } from './truth-case.js';
import { exactData, joined, truthDesign } from './truth-design.js';

/** Everything about a least-squares fit that is a rational number. */
export interface TruthAnswer {
  /** θ*, p rationals: the shortest of all, where several are best. */
  readonly theta: ExactVector;
  /** A θ* at the rows of the data, n rationals. */
  readonly fitted: ExactVector;
  /** A θ* at the further points. */
  readonly predicted: ExactVector;
  /** y − A θ*, n rationals. */
  readonly residuals: ExactVector;
  /** Σ w r². */
  readonly residualSumOfSquares: Rational;
  /** Σ w y² and Σ w (y − ȳ)². */
  readonly aboutZero: Rational;
  readonly aboutMean: Rational;
  /** Rows of positive weight. */
  readonly observations: number;
  /** Rank of √W A on what the equations leave free; of all columns for bounds. */
  readonly rank: number;
  /** The rank that would determine every coefficient. */
  readonly fullRank: number;
  /** Whether each coefficient has one value only. */
  readonly determined: readonly boolean[];
  /** Variance of each coefficient ÷ σ², 0 where equations fix it; undefined where it is not determined, or under bounds. */
  readonly variances: readonly (Rational | undefined)[];
}

/** The scaled problem: columns times D, y times Y, weights times V, all in whole numbers and powers of two. */
interface Scaled {
  readonly columns: readonly DyadicVector[];
  readonly y: DyadicVector;
  readonly weights: DyadicVector | undefined;
  readonly equations: readonly { readonly coefficients: DyadicVector; readonly value: DyadicVector }[];
  readonly unit: { readonly column: bigint; readonly target: bigint; readonly weight: bigint };
}

/** θ of the scaled problem, and what determines it. */
interface Solved {
  readonly theta: ExactVector;
  readonly rank: number;
  readonly fullRank: number;
  readonly determined: readonly boolean[];
  /** Of the scaled problem. */
  readonly variances: readonly (Rational | undefined)[];
}

/**
 * The exact answer to a case.
 *
 * @param points where else the curve is asked for
 * @returns undefined where equations contradict each other or, with the data, do not determine all coefficients
 */
export function truthAnswer(truth: TruthCase, points: readonly (readonly number[])[] = []): TruthAnswer | undefined {
  const rows = truth.y.length;
  const spots = (truth.constraints ?? []).flatMap((each) => ('at' in each ? [each.at] : []));
  const design = truthDesign(truth, [...points, ...spots]);
  const part = (from: number, to: number): readonly DyadicVector[] =>
    design.columns.map(({ integers, exponent }) => ({ integers: integers.slice(from, to), exponent }));
  const y = exactData(truth.y);
  const w = truth.weights && exactData(truth.weights);
  const unit = { column: design.denominator, target: y.denominator, weight: w?.denominator ?? 1n };
  const columns = part(0, rows);
  const beyond = part(rows, rows + points.length);
  const spotRows = part(rows + points.length, rows + points.length + spots.length);
  const equations = equationsOf(truth, spotRows, unit);
  const scaled: Scaled = { columns, y, weights: w, equations, unit };
  const solved =
    truth.nonnegative !== undefined
      ? bounded(scaled, truth.nonnegative)
      : equations.length > 0
        ? constrained(scaled)
        : free(scaled);
  if (!solved) return undefined;
  // θ = φ · D / Y, and values A φ / Y.
  const { theta } = solved;
  const residuals = exactResidual(columns, y, theta);
  const values = (own: readonly DyadicVector[]): ExactVector => over(exactFitted(own, theta), unit.target);
  const weighted = (v: ExactVector): Rational => weightedSquares(v, w).over(new Rational(unit.weight));
  const target = over(ExactVector.fromDyadic(y), unit.target);
  const covarianceUnit = new Rational(unit.column ** 2n * unit.weight);
  return {
    theta: over(
      new ExactVector(
        theta.numerators.map((v) => v * unit.column),
        theta.denominator,
      ),
      unit.target,
    ),
    fitted: values(columns),
    predicted: points.length === 0 ? new ExactVector([]) : values(beyond),
    residuals: over(residuals, unit.target),
    residualSumOfSquares: weighted(over(residuals, unit.target)),
    aboutZero: weighted(target),
    aboutMean: weighted(lessMean(target, w)),
    observations: w ? w.integers.filter((value) => value > 0n).length : rows,
    rank: solved.rank,
    fullRank: solved.fullRank,
    determined: solved.determined,
    variances: solved.variances.map((each) => each?.times(covarianceUnit)),
  };
}

function free({ columns, y, weights }: Scaled): Solved {
  const { theta, rank, nullSpace } = exactLeastSquares(columns, y, weights);
  const equations = new NormalEquations(columns, weights);
  const determined = columns.map((_, j) => nullSpace.every((vector) => entry(vector.numerators, j) === 0n));
  return {
    ...{ theta, rank, determined, fullRank: columns.length },
    variances: determined.map((is, j) => (is ? equations.pseudoInverseColumn(j).component(j) : undefined)),
  };
}

/** Covariances are the block [G Cᵀ; C 0]⁻¹ over the coefficients (Björck 1996, §5.1.1), here in whole numbers. */
function constrained({ columns, y, weights, equations }: Scaled): Solved | undefined {
  const theta = exactConstrained(columns, y, weights, equations);
  if (!theta) return undefined;
  const exponents = columns.map((column) => column.exponent);
  const largest = Math.max(...exponents);
  const independent = equations.reduce<typeof equations>((chosen, each) => {
    const all = [...chosen, each];
    return new NormalEquations(all.map(({ coefficients }) => coefficients)).rank === all.length ? all : chosen;
  }, []);
  const c = independent.map(({ coefficients }) =>
    coefficients.integers.map((number, j) => number << BigInt(largest - entry(exponents, j))),
  );
  const gram = gramIntegers(columns, weights);
  const matrix = [
    ...gram.map((row, j) => [...row, ...c.map((own) => entry(own, j))]),
    ...c.map((own) => [...own, ...c.map(() => 0n)]),
  ];
  const variances = columns.map((_, j) => {
    const solution = integerSolution(
      matrix,
      matrix.map((_row, k) => (k === j ? 1n : 0n)),
    );
    if (!solution) return undefined;
    const shift = -2 * entry(exponents, j) - (weights?.exponent ?? 0);
    return powered(new Rational(entry(solution.numerators, j), solution.determinant), shift);
  });
  const rank = columns.length - independent.length;
  return { theta, rank, fullRank: rank, determined: columns.map(() => true), variances };
}

/**
 * Bounds, by trying every set of coefficients at 0: a point is best iff it is feasible and (AᵀW(y − Aθ))ⱼ ≤ 0 at 0, = 0 elsewhere. All
 * best points have the same A θ on the rows that count, and the shortest of them is the shortest one with that A θ and some set at 0.
 */
function bounded(scaled: Scaled, indices: readonly number[]): Solved | undefined {
  const { columns, y, weights } = scaled;
  const sets = subsets(indices);
  const isFeasible = (theta: ExactVector): boolean => indices.every((j) => entry(theta.numerators, j) >= 0n);
  const best = sets.find((held) => {
    const theta = onFace(columns, y, weights, held);
    return isFeasible(theta) && isBest(scaled, theta, held);
  });
  if (!best) return undefined;
  const fitted = exactFitted(columns, onFace(columns, y, weights, best));
  const target = { integers: fitted.numerators, exponent: 0 };
  const same = sets.flatMap((held) => {
    const theta = onFace(columns, target, weights, held);
    const own = new ExactVector(theta.numerators, theta.denominator * fitted.denominator);
    const rest = exactFitted(columns, own).minus(fitted);
    const counts = rest.numerators.every((value, i) => value === 0n || weights?.integers[i] === 0n);
    return counts && isFeasible(own) ? [own] : [];
  });
  const shortest = same.reduce((a, b) => (a.squaredNorm().compare(b.squaredNorm()) <= 0 ? a : b));
  // One value only: the coefficient has the same value at all points of the set, which is the hull of those with few non-zeros and of
  // rays; a ray or another point shows among the points of a set at 0, or as a null vector of what is free.
  const rank = new NormalEquations(columns, weights).rank;
  const unique = isUnique(scaled, shortest, indices);
  return {
    ...{ theta: shortest, rank, fullRank: columns.length },
    determined: columns.map(() => unique),
    variances: columns.map(() => undefined),
  };
}

/** Whether no other feasible θ has the same A θ: no v ≠ 0 with A v = 0 and vⱼ ≥ 0 where θⱼ is at its bound. */
function isUnique({ columns, weights }: Scaled, theta: ExactVector, indices: readonly number[]): boolean {
  const atZero = indices.filter((j) => entry(theta.numerators, j) === 0n);
  const loose = columns.map((_, j) => j).filter((j) => !atZero.includes(j));
  const own = (set: readonly number[]): readonly DyadicVector[] => set.map((j) => entry(columns, j));
  if (new NormalEquations(own(loose), weights).rank < loose.length) return false;
  // Columns at 0 that depend on the others: a direction exists iff some subset has a null vector with positive components there.
  return subsets(atZero).every((set) => {
    if (set.length === 0) return true;
    const all = [...loose, ...set];
    const { nullSpace } = new NormalEquations(own(all), weights);
    if (nullSpace.length !== 1) return true;
    const vector = (nullSpace[0]?.numerators ?? []).slice(loose.length);
    return !(vector.every((v) => v > 0n) || vector.every((v) => v < 0n));
  });
}

function onFace(
  columns: readonly DyadicVector[],
  y: DyadicVector,
  weights: DyadicVector | undefined,
  held: readonly number[],
): ExactVector {
  const passive = columns.map((_, j) => j).filter((j) => !held.includes(j));
  const { theta } = exactLeastSquares(
    passive.map((j) => entry(columns, j)),
    y,
    weights,
  );
  return new ExactVector(
    columns.map((_, j) => (held.includes(j) ? 0n : entry(theta.numerators, passive.indexOf(j)))),
    theta.denominator,
  );
}

function isBest({ columns, y, weights }: Scaled, theta: ExactVector, held: readonly number[]): boolean {
  const residual = { integers: exactResidual(columns, y, theta).numerators, exponent: 0 };
  const ascent = crossProduct(columns, weights ? dyadicProduct(weights, residual) : residual).numerators;
  return held.every((j) => entry(ascent, j) <= 0n);
}

function subsets(indices: readonly number[]): readonly (readonly number[])[] {
  return indices.reduce<readonly (readonly number[])[]>((all, j) => [...all, ...all.map((set) => [...set, j])], [[]]);
}

function equationsOf(
  truth: TruthCase,
  spotRows: readonly DyadicVector[],
  { column, target }: Scaled['unit'],
): Scaled['equations'] {
  let spot = 0;
  return (truth.constraints ?? []).map((constraint) => {
    const right = dyadicVector([constraint.equals]);
    const value = { integers: right.integers.map((v) => v * target), exponent: right.exponent };
    if ('factors' in constraint) {
      const { integers, exponent } = dyadicVector(constraint.factors);
      return { coefficients: { integers: integers.map((v) => v * column), exponent }, value };
    }
    const index = spot++;
    const own = spotRows.map(({ integers, exponent }) => ({ integers: [entry(integers, index)], exponent }));
    return { coefficients: row(own, constraint, truth), value };
  });
}

/** The row of the design at a point, over one power of two; of its slope, for powers of x. */
function row(
  own: readonly DyadicVector[],
  { derivative }: Extract<TruthConstraint, { at: unknown }>,
  { intercept }: TruthCase,
): DyadicVector {
  if (derivative === 0) return own.reduce(joined);
  // ∂xʲ = j xʲ⁻¹: only for a model with intercept, whose columns are all powers from 0 on.
  if (!intercept) throw new RangeError('truthAnswer: a slope takes a model with intercept');
  const slopes = own.map((_, j): DyadicVector => {
    const lower = own[j - 1];
    return lower
      ? { integers: lower.integers.map((v) => v * BigInt(j)), exponent: lower.exponent }
      : { integers: [0n], exponent: own[0]?.exponent ?? 0 };
  });
  return slopes.reduce(joined);
}

function over(vector: ExactVector, divisor: bigint): ExactVector {
  return new ExactVector(vector.numerators, vector.denominator * divisor);
}

/** Σ w v². */
function weightedSquares({ numerators, denominator }: ExactVector, w: DyadicVector | undefined): Rational {
  const squares = numerators.map((value) => value * value);
  const sum = w ? innerProduct(w.integers, squares) : squares.reduce((a, b) => a + b, 0n);
  return powered(new Rational(sum, denominator * denominator), w?.exponent ?? 0);
}

/** v − Σ w v / Σ w. */
function lessMean({ numerators, denominator }: ExactVector, w: DyadicVector | undefined): ExactVector {
  const weights = w?.integers ?? numerators.map(() => 1n);
  const total = weights.reduce((a, b) => a + b, 0n);
  const mean = innerProduct(weights, numerators);
  return new ExactVector(
    numerators.map((value) => value * total - mean),
    denominator * total,
  );
}

function powered({ numerator, denominator }: Rational, exponent: number): Rational {
  return exponent < 0
    ? new Rational(numerator, denominator << BigInt(-exponent))
    : new Rational(numerator << BigInt(exponent), denominator);
}
