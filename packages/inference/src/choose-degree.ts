import { criterionNames } from './criterion-names.js';
import type { JudgedCandidate } from './degree-candidates.js';
import type { DegreeCandidate, DegreeCriterion, DegreeSelection } from './degree-selection.js';

/**
 * The choice among candidates, ascending in degree: the lowest perfect one, else by the criterion; see `selectDegree`.
 *
 * @param level of the F tests
 */
export function chooseDegree(
  judged: readonly JudgedCandidate[],
  criterion: DegreeCriterion,
  level: number,
): DegreeSelection {
  const candidates = judged.map(({ candidate }) => candidate);
  const setting = { criterion, ...(criterion === 'f' && { level }), candidates };
  const perfect = judged.find((one) => one.perfect)?.candidate;
  if (perfect) {
    const advice = `Degree ${perfect.degree} is the lowest that fits the data perfectly: what it leaves is no larger than their rounding.`;
    return { ...setting, chosen: perfect.degree, advice };
  }
  const chosen = criterion === 'f' ? highestSignificant(candidates, level) : least(candidates);
  if (chosen === undefined) {
    const advice = 'The criterion is undefined for every degree: give more rows, or lower degrees.';
    return { ...setting, chosen, advice };
  }
  const why =
    criterion === 'f'
      ? `It is the highest whose terms beyond the degree before are significant at the level ${level}.`
      : `It has the least ${criterionNames[criterion]} of those for which it is defined.`;
  return { ...setting, chosen, advice: `Degree ${chosen}. ${why}` };
}

/** The degree of the least value; the lowest of equals. */
function least(candidates: readonly DegreeCandidate[]): number | undefined {
  let best: DegreeCandidate | undefined;
  for (const candidate of candidates) {
    if (candidate.value === undefined) continue;
    if (best?.value === undefined || candidate.value < best.value) best = candidate;
  }
  return best?.degree;
}

/** The highest degree with p below the level, else the lowest that the data determine with degrees of freedom left. */
function highestSignificant(candidates: readonly DegreeCandidate[], level: number): number | undefined {
  const significant = candidates.filter(({ p }) => p !== undefined && p < level).at(-1);
  return (significant ?? candidates.find(({ aic }) => aic !== undefined))?.degree;
}
