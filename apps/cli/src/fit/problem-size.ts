import { at } from '@wellposed/core';
import { maxDegreeFor } from '../options/degree-search.js';
import type { FitRequest } from '../options/fit-request.js';
import { buildBasis } from './build-basis.js';
import type { Selection } from './select-columns.js';

/** n and p of a fit; of the largest degree when the degree is to be chosen. */
export interface ProblemSize {
  /** Rows of the file, those of weight zero not counted. */
  readonly rows: number;
  readonly columns: number;
}

/** How large a fit is. @throws CommandError or FitError as `buildBasis` */
export async function problemSize(
  { basis, search, intercept }: FitRequest,
  { names, x, targets, weights }: Selection,
): Promise<ProblemSize> {
  const n = targets[0].y.hi.length;
  const rows =
    weights === undefined ? n : weights.hi.reduce((count, _, row) => count + Number(at(weights.hi, row) > 0), 0);
  const features = search ? maxDegreeFor(search, x, intercept) : (await buildBasis(basis, names, x)).names.length;
  return { rows, columns: features + Number(intercept) };
}
