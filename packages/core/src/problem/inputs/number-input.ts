import type { ExpansionArray } from '../../double-double/double-double-array.js';

/**
 * Numbers as a caller gives them: any array of numbers, or numbers in double-double or of more limbs, such as `decimals` reads from text.
 *
 * Text is not a number: an array of strings is refused, so that a column that was read as text is not fitted unseen.
 */
export type NumberInput = ArrayLike<number> | ExpansionArray;

/** One number as a caller gives it: a number, or one of several limbs (arrays of length 1), as `decimals(['0.1'])`. */
export type ScalarInput = number | ExpansionArray;

/** n × d numbers as a caller gives them: row-major, or n rows of d numbers each. */
export type TableInput = NumberInput | readonly NumberInput[];

/** Points at which a model is evaluated: a table, or one number for one point of a model in one variable. */
export type PointsInput = TableInput | number;
