import type { Factorization } from '../contracts/backend.js';
import type { Coordinates } from './coordinates.js';
import type { ExactDependence } from './basic-solution.js';
import type { ScaledSystem } from './scaled-system.js';
import type { ScaledSolution } from './solve-scaled.js';

/** What was solved, and how it went. */
export interface ClosedFormOutcome {
  /** The system that was factorised: of the coordinates, where there are any. */
  readonly system: ScaledSystem;
  readonly coordinates: Coordinates | undefined;
  readonly factorization: Factorization;
  readonly scaled: ScaledSolution;
  /** For a rank below that of the columns: what is known of it without rounding. */
  readonly dependence?: ExactDependence | undefined;
  /** For bounds: indices of the coefficients that are held at 0. */
  readonly atBound?: readonly number[];
  /** Those among them that rounding cannot tell from small positive ones. */
  readonly uncertain?: readonly number[];
}
