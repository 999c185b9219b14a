import type { ReferenceSet } from '@wellposed/conformance';
import type { DecimalData } from './exact-statistics.js';

/** NIST's data as this package's oracle takes them. */
export function referenceData({ x, y, model }: ReferenceSet): DecimalData {
  const { intercept } = model;
  return { x, y, intercept, ...(model.kind === 'polynomial' && { degree: model.degree }) };
}
