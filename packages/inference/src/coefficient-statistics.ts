import { finiteQuantity, isObstacle, positiveQuantity, type Obstacle, type Quantity } from './obstacle.js';
import { twoSidedProbability, twoSidedQuantile } from './students-t.js';

/** Everything about one coefficient, or what stands in its way. */
export interface CoefficientStatistics {
  readonly estimate: Quantity;
  readonly standardError: Quantity;
  readonly t: Quantity;
  readonly p: Quantity;
  readonly interval: Quantity<readonly [low: number, high: number]>;
}

/** What the statistics of all coefficients have in common. */
export interface StatisticsSetting {
  /** > 0 where there is a standard error. */
  readonly degreesOfFreedom: number;
  readonly confidence: number;
  /** Why t and p mean nothing although there is a standard error. */
  readonly tests: Obstacle | undefined;
}

/** t, p and interval of a coefficient from its value and standard error. */
export function coefficientStatistics(
  value: number,
  standardError: Quantity,
  { degreesOfFreedom, confidence, tests }: StatisticsSetting,
): CoefficientStatistics {
  const estimate = estimateOf(value);
  if (isObstacle(standardError)) return { estimate, standardError, ...all(standardError) };
  if (isObstacle(estimate)) return { estimate, standardError, ...all(estimate) };
  const t = tests ?? finiteQuantity(estimate / standardError);
  const halfWidth = twoSidedQuantile(confidence, degreesOfFreedom) * standardError;
  const low = finiteQuantity(estimate - halfWidth);
  const high = finiteQuantity(estimate + halfWidth);
  return {
    estimate,
    standardError,
    t,
    p: isObstacle(t) ? t : positiveQuantity(twoSidedProbability(t, degreesOfFreedom)),
    interval: isObstacle(low) ? low : isObstacle(high) ? high : [low, high],
  };
}

function estimateOf(value: number): Quantity {
  return Number.isFinite(value) ? value : { code: 'NO_ESTIMATE', reason: 'no finite coefficient was found' };
}

/** The same obstacle to everything that rests on estimate and standard error. */
function all(obstacle: Obstacle): Pick<CoefficientStatistics, 't' | 'p' | 'interval'> {
  return { t: obstacle, p: obstacle, interval: obstacle };
}
