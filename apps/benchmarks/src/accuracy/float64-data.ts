import type { ReferenceSet } from '@wellposed/conformance';

/** A data set as programs without decimal input take it. */
export interface Float64Data {
  /** n rows of d numbers. */
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  /** n × p: the columns of the model, powers formed by `**`; the constant first. */
  readonly design: readonly (readonly number[])[];
}

/** The data with every decimal rounded to the nearest float64 number. */
export function float64Data(set: ReferenceSet): Float64Data {
  const x = set.x.map((row) => row.map(Number));
  return { x, y: set.y.map(Number), design: x.map((row) => designRow(row, set.model)) };
}

function designRow(row: readonly number[], model: ReferenceSet['model']): readonly number[] {
  const constant = model.intercept ? [1] : [];
  if (model.kind === 'columns') return [...constant, ...row];
  const [x = NaN] = row;
  return [...constant, ...Array.from({ length: model.degree }, (_, k) => x ** (k + 1))];
}
