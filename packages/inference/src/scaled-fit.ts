/*
 * The fit in units of powers of two, in which nothing overflows, with residuals in double-double:
 *
 *     Ā = A diag(1/c),   w̄ = w / ω,   ȳ = y / t,   θ̄ = diag(c) θ / t,   r̄ = ȳ − Ā θ̄   (n × p, n, n, p, n).
 *
 * The largest |y| and weight are in [1, 2) and [1, 4), the largest √w̄ |ā| of each column in [1, 2): scaling by powers
 * of two is exact. Source: as core's closed form, van der Sluis, Numer. Math. 14 (1969) 14–23.
 */
import {
  at,
  DoubleDouble,
  type DoubleDoubleArray,
  doubleDoubleArray,
  exponentOf,
  inputsOf,
  materialise,
  powerOfTwo,
  type Problem,
  scaleByPower,
  type Solution,
} from '@wellposed/core';

/** A fit in units of powers of two. */
export interface ScaledFit {
  /** n, rows of weight zero included. */
  readonly rows: number;
  /** p, of the working basis. */
  readonly columns: number;
  /** Ā, n × p, row-major. Rows of weight zero can hold anything, infinities included. */
  readonly design: DoubleDoubleArray;
  /** w̄, n numbers ≥ 0; absent when all weights are 1. */
  readonly weights?: DoubleDoubleArray;
  /** ȳ, n numbers. */
  readonly targets: DoubleDoubleArray;
  /** r̄, n numbers, of the coefficients as they are. */
  readonly residuals: DoubleDoubleArray;
  /** θ̄, p numbers. */
  readonly theta: DoubleDoubleArray;
  /** |ȳ| + |Ā||θ̄|, n numbers: what the residuals are a difference of. */
  readonly magnitudes: Float64Array;
  /** c. */
  readonly columnScales: Float64Array;
  /** t. */
  readonly targetScale: number;
  /** √ω, a power of two. */
  readonly rootWeightScale: number;
}

/** Scales a problem and its solution. @throws FitError 'NON_FINITE_INPUT' when a feature overflows, as the fit did. */
export function scaledFit(problem: Problem, { working }: Solution): ScaledFit {
  const { y, weights, low } = problem;
  const rows = y.length;
  const counted = (i: number): boolean => !weights || at(weights, i) > 0;
  const rootWeightScale = weights ? powerOfTwo(Math.sqrt(largest(weights, () => true))) : 1;
  const weightScale = rootWeightScale ** 2;
  const targetScale = powerOfTwo(largest(y, counted));
  const scaledWeights = weights && divide(weights, low?.weights, weightScale);
  const targets = divide(y, low?.y, targetScale);
  const design = materialise(working.model, inputsOf(problem), rows);
  const columns = design.hi.length / rows;
  const columnScales = Float64Array.from({ length: columns }, (_, j) =>
    powerOfTwo(
      largest(
        Float64Array.from({ length: rows }, (_, i) =>
          counted(i) ? at(design.hi, i * columns + j) * Math.sqrt(scaledWeights ? at(scaledWeights.hi, i) : 1) : 0,
        ),
        () => true,
      ),
    ),
  );
  for (let k = 0; k < design.hi.length; k++) {
    const scale = at(columnScales, k % columns);
    design.hi[k] = at(design.hi, k) / scale;
    design.lo[k] = at(design.lo, k) / scale;
  }
  const theta = doubleDoubleArray(columns);
  const { hi, lo, exponents } = working.theta;
  for (let j = 0; j < columns; j++) {
    const power = exponentOf(at(columnScales, j)) - exponentOf(targetScale) + (exponents ? at(exponents, j) : 0);
    theta.hi[j] = scaleByPower(at(hi, j), power);
    theta.lo[j] = scaleByPower(at(lo, j), power);
  }
  return {
    ...{ rows, columns, design, targets, theta, columnScales, targetScale, rootWeightScale },
    ...(scaledWeights && { weights: scaledWeights }),
    ...residualsOf(design, theta, targets),
  };
}

/** ȳ − r̄. */
export function fittedOf({ rows, targets, residuals }: ScaledFit): DoubleDoubleArray {
  const fitted = doubleDoubleArray(rows);
  const value = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    value.set(at(targets.hi, i), at(targets.lo, i)).add(-at(residuals.hi, i), -at(residuals.lo, i));
    fitted.hi[i] = value.hi;
    fitted.lo[i] = value.lo;
  }
  return fitted;
}

/** ȳ − Ā θ̄ and the sizes of its terms. */
function residualsOf(
  design: DoubleDoubleArray,
  theta: DoubleDoubleArray,
  targets: DoubleDoubleArray,
): Pick<ScaledFit, 'residuals' | 'magnitudes'> {
  const rows = targets.hi.length;
  const columns = theta.hi.length;
  const residuals = doubleDoubleArray(rows);
  const magnitudes = new Float64Array(rows);
  const residual = new DoubleDouble();
  for (let i = 0; i < rows; i++) {
    residual.set(at(targets.hi, i), at(targets.lo, i));
    let magnitude = Math.abs(residual.hi);
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j;
      residual.addProduct(-at(design.hi, k), -at(design.lo, k), at(theta.hi, j), at(theta.lo, j));
      magnitude += Math.abs(at(design.hi, k) * at(theta.hi, j));
    }
    residuals.hi[i] = residual.hi;
    residuals.lo[i] = residual.lo;
    magnitudes[i] = magnitude;
  }
  return { residuals, magnitudes };
}

function divide(hi: Float64Array, lo: Float64Array | undefined, unit: number): DoubleDoubleArray {
  return {
    hi: hi.map((value) => value / unit),
    lo: lo?.map((value) => value / unit) ?? new Float64Array(hi.length),
  };
}

function largest(values: Float64Array, counted: (i: number) => boolean): number {
  return values.reduce((maximum, value, i) => (counted(i) ? Math.max(maximum, Math.abs(value)) : maximum), 0);
}
