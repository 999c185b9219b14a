import type { LowHalves, Problem } from '../contracts/problem.js';
import type { ExpansionArray } from '../double-double/double-double-array.js';

/** x of a problem with all its limbs, n × d. */
export function inputsOf({ x, low }: Pick<Problem, 'x' | 'low'>): ExpansionArray {
  return {
    hi: x,
    lo: low?.x ?? new Float64Array(x.length),
    ...(low?.xRest && { rest: low.xRest }),
    ...(low?.xError !== undefined && { error: low.xError }),
  };
}

/** What `inputsOf` reads beside the leading halves; nothing where they are all. */
export function lowInputs({ lo, rest, error }: ExpansionArray): Pick<LowHalves, 'x' | 'xRest' | 'xError'> {
  return {
    ...((rest || lo.some((low) => low !== 0)) && { x: lo }),
    ...(rest && { xRest: rest }),
    ...(error !== undefined && { xError: error }),
  };
}
