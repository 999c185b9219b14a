import { referenceSets, type ReferenceSet } from '@wellposed/conformance';
import type { DecimalData } from './exact-statistics.js';

/** The sets whose points are not all on the curve. */
export const noisySets = referenceSets.filter(({ certified }) => Number(certified.residualStandardDeviation) > 0);

/** NIST's data as this package's oracle takes them. */
export function referenceData({ x, y, model }: ReferenceSet): DecimalData {
  const { intercept } = model;
  return { x, y, intercept, ...(model.kind === 'polynomial' && { degree: model.degree }) };
}
