/*
 * What a figure is made of. Here, apart from what draws it, so that whoever takes these types needs none of the drawing library.
 */

/** The lower and upper edge of a band, one number for each x, in the units of y. */
export interface Edges {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Bands around a fitted curve, as `bands` of @wellposed/inference computes them. */
export interface FitBands {
  /** Their level, in (0, 1). */
  readonly level: number;
  /** The bands at any x; one that is undefined is not drawn. */
  at(x: Float64Array): { readonly confidence?: Edges | undefined; readonly prediction?: Edges | undefined };
}

/** A choice among degrees of a polynomial, as `selectDegree` of @wellposed/inference makes it. */
export interface DegreeChoice {
  /** What the criterion is called, on the axis. */
  readonly criterion: string;
  /** Degrees that were tried, ascending; a value that is undefined is left out of the picture. */
  readonly candidates: readonly { readonly degree: number; readonly value: number | undefined }[];
  /** The degree that was chosen. */
  readonly chosen: number;
}
