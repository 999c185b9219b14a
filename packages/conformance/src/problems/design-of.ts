import { at } from '@wellposed/core';
import type { SystemRecipe } from './system-recipe.js';

/** The design (n × p, row-major) of a recipe, before rows are repeated and columns scaled. */
export function designOf(recipe: SystemRecipe, next: () => number): Float64Array {
  switch (recipe.family) {
    case 'graded':
      return graded(recipe, next);
    case 'vandermonde':
      return vandermonde(recipe, next);
    case 'collinear':
      return collinear(recipe, next);
    case 'integer':
      return integers(recipe.rows * recipe.columns, 9, next);
    case 'deficient':
      return deficient(recipe, next);
  }
}

/** H₃H₂H₁ diag(σ) K₁K₂K₃ with random Householder reflections H and K, σ_j = 10^(−digits j/(r−1)). */
function graded({ rows, columns, digits }: SystemRecipe, next: () => number): Float64Array {
  const a = new Float64Array(rows * columns);
  const rank = Math.min(rows, columns);
  for (let j = 0; j < rank; j++) a[j * columns + j] = 10 ** (rank > 1 ? (-digits * j) / (rank - 1) : 0);
  for (let k = 0; k < 3; k++) {
    for (let j = 0, v = normals(rows, next); j < columns; j++) reflect(a, v, j, columns);
    for (let i = 0, v = normals(columns, next); i < rows; i++) reflect(a, v, i * columns, 1);
  }
  return a;
}

/** Applies I − 2vvᵀ/vᵀv to the numbers a[offset], a[offset + stride], … */
function reflect(a: Float64Array, v: Float64Array, offset: number, stride: number): void {
  let product = 0;
  let square = 0;
  for (let i = 0; i < v.length; i++) {
    product += at(v, i) * at(a, offset + i * stride);
    square += at(v, i) ** 2;
  }
  for (let i = 0; i < v.length; i++) {
    a[offset + i * stride] = at(a, offset + i * stride) - ((2 * product) / square) * at(v, i);
  }
}

function vandermonde({ rows, columns, digits }: SystemRecipe, next: () => number): Float64Array {
  const a = new Float64Array(rows * columns);
  const start = digits / 2 - 1;
  for (let i = 0; i < rows; i++) {
    const x = start + 2 * next();
    for (let j = 0, power = 1; j < columns; j++, power *= x) a[i * columns + j] = power;
  }
  return a;
}

function collinear({ rows, columns, digits }: SystemRecipe, next: () => number): Float64Array {
  const a = normals(rows * columns, next);
  for (let i = 0; i < rows; i++) {
    const last = i * columns + columns - 1;
    if (columns > 1) a[last] = at(a, i * columns) + 10 ** -digits * at(a, last);
  }
  return a;
}

function deficient({ rows, columns, rank }: SystemRecipe, next: () => number): Float64Array {
  const left = integers(rows * rank, 9, next);
  const right = integers(rank * columns, 3, next);
  const a = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rank; k++) {
      for (let j = 0; j < columns; j++) {
        a[i * columns + j] = at(a, i * columns + j) + at(left, i * rank + k) * at(right, k * columns + j);
      }
    }
  }
  return a;
}

function integers(length: number, largest: number, next: () => number): Float64Array {
  return Float64Array.from({ length }, () => Math.floor(next() * (2 * largest + 1)) - largest);
}

/** Roughly normal numbers: the sum of four uniform ones, centred. */
function normals(length: number, next: () => number): Float64Array {
  return Float64Array.from({ length }, () => next() + next() + next() + next() - 2);
}
