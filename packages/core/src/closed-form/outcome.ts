import type { Factorization } from '../contracts/backend.js';
import type { Coordinates } from './coordinates.js';
import type { ExactDependence } from './basic-solution.js';
import type { ExactNullSpace } from './exact-null-space.js';
import type { ScaledSystem } from './scaled-system.js';
import type { ScaledSolution } from './solve-scaled.js';

/** The rank of a design whose columns are not independent. */
export interface DesignRank {
  readonly factorization: Factorization;
  /** Where it is known without rounding. */
  readonly space: ExactNullSpace | undefined;
}

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
  /** For bounds: indices of the coefficients that differ among equally good solutions; absent: there is one solution only. */
  readonly undetermined?: readonly number[];
  /** For bounds: of all columns, where they are not independent. */
  readonly design?: DesignRank | undefined;
  /** Whether no digit is vouched for, whatever the error bounds of `scaled`: the solution may belong to another face. */
  readonly unproved?: boolean;
  /** Of many solutions this is any, not the shortest. */
  readonly anyOfMany?: boolean;
}
