import type { BackendNeeds } from '../backends/usable-backend.js';
import type { FitRequest } from '../options/fit-request.js';

/** What the options of a fit need of a backend. */
export function needsOf({ method, loss }: FitRequest): BackendNeeds {
  const generalLoss = !loss.quadratic;
  return method.kind === 'descent'
    ? { generalLoss, refined: false }
    : { generalLoss, refined: method.refine, solver: method.solver };
}
