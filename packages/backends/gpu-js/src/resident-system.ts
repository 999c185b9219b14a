import type { Layout } from './layout.js';
import type { Resident } from './resident.js';

/** A and y on the device. */
export interface ResidentSystem {
  readonly layout: Layout;
  /** p. */
  readonly columns: number;
  /** [A | y | zeros], an array of columns. */
  readonly a: Resident;
  readonly y: Resident;
}
