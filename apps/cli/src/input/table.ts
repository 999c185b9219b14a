/** A file of rows and named columns, as text: numbers are read when a column is used. */
export interface Table {
  /** What to call the file in messages. */
  readonly source: string;
  /** Distinct names, in the order of the file. */
  readonly columns: readonly string[];
  /** One cell for every column in every row. */
  readonly rows: readonly (readonly string[])[];
  /** Where a cell stands, `file:line`, both counted from 0. */
  place(row: number, column: number): string;
}
