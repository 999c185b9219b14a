import type { BackendLaw, SolverLaw } from './law.js';
import { agreement } from './laws/agreement.js';
import { augmentedSystem } from './laws/augmented-system.js';
import { availability } from './laws/availability.js';
import { batches } from './laws/batches.js';
import { certificate } from './laws/certificate.js';
import { compression } from './laws/compression.js';
import { constantSupports } from './laws/constant-supports.js';
import { declaredFeatures } from './laws/declared-features.js';
import { declaredLosses } from './laws/declared-losses.js';
import { declaredSolvers } from './laws/declared-solvers.js';
import { dependence } from './laws/dependence.js';
import { determinism } from './laws/determinism.js';
import { disposal } from './laws/disposal.js';
import { fitRefusals } from './laws/fit-refusals.js';
import { fusedDescent } from './laws/fused-descent.js';
import { inputsUnchanged } from './laws/inputs-unchanged.js';
import { inverseRoot } from './laws/inverse-root.js';
import { manyNonnegative } from './laws/many-nonnegative.js';
import { minimumNorm } from './laws/minimum-norm.js';
import { noLeak } from './laws/no-leak.js';
import { nullSpace } from './laws/null-space.js';
import { objectiveGradient } from './laws/objective-gradient.js';
import { objectiveValue } from './laws/objective-value.js';
import { orthogonality } from './laws/orthogonality.js';
import { products } from './laws/products.js';
import { rank } from './laws/rank.js';
import { repeatedRow } from './laws/repeated-row.js';
import { rowOrder } from './laws/row-order.js';
import { scaledFit } from './laws/scaled-fit.js';
import { scaledTargets } from './laws/scaled-targets.js';
import { shapes } from './laws/shapes.js';
import { shiftedX } from './laws/shifted-x.js';
import { singularValues } from './laws/singular-values.js';
import { synchrony } from './laws/synchrony.js';
import { zeroWeight } from './laws/zero-weight.js';

/** Every law of a backend: behaviour first, then numbers of a session, then whole fits. */
export const backendLaws: readonly (BackendLaw | SolverLaw)[] = [
  availability,
  constantSupports,
  synchrony,
  declaredSolvers,
  declaredLosses,
  declaredFeatures,
  shapes,
  disposal,
  noLeak,
  inputsUnchanged,
  determinism,
  objectiveValue,
  objectiveGradient,
  products,
  batches,
  compression,
  fusedDescent,
  agreement,
  augmentedSystem,
  orthogonality,
  rank,
  nullSpace,
  inverseRoot,
  singularValues,
  rowOrder,
  repeatedRow,
  scaledTargets,
  fitRefusals,
  zeroWeight,
  scaledFit,
  shiftedX,
  minimumNorm,
  dependence,
  manyNonnegative,
  certificate,
];
