/** A file of rows and named columns, as text: numbers are read when a column is used. */
export interface Table {
  /** What to call the file in messages. */
  readonly source: string;
  /** Distinct names, in the order of the file. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** One row: its line in the file, from 1, and one cell for every column. */
interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}
