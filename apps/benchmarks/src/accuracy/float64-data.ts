import type { ReferenceSet } from '@wellposed/conformance';

/** A data set as programs without decimal input take it. */
export interface Float64Data {
  /** n rows of d numbers. */
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  /** n × p: the columns of the model; the constant first. */
  readonly design: readonly (readonly number[])[];
}

/** The data with every decimal rounded to the nearest float64 number. */
export function float64Data(set: ReferenceSet): Float64Data {
  const x = set.x.map((row) => row.map(Number));
  return { x, y: set.y.map(Number), design: x.map((row) => designRow(row, set.model)) };
}

function designRow(row: readonly number[], model: ReferenceSet['model']): readonly number[] {
  const terms = model.kind === 'columns' ? row : powers(row[0] ?? NaN, model.degree);
  return model.intercept ? [1, ...terms] : terms;
}

/** x, x², … by repeated multiplication: engines, and versions of one, differ in the last bit of `**`. */
function powers(x: number, degree: number): readonly number[] {
  const found = [x];
  while (found.length < degree) found.push((found.at(-1) ?? NaN) * x);
  return found;
}
