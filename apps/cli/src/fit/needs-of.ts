import type { BackendNeeds } from '../backends/usable-backend.js';
import type { FitRequest } from '../options/fit-request.js';

/** What the options of a fit need of a backend. */
export function needsOf({ method, loss }: FitRequest): BackendNeeds {
  const generalLoss = !loss.quadratic;
  if (method.kind === 'descent') {
    return { generalLoss, whyFloat64: 'a descent that does not arrive has the digits of its backend' };
  }
  const { refine, solver } = method.options;
  const whyFloat64 = refine ? undefined : 'an answer that is not refined has the digits of its backend';
  return { generalLoss, solver, whyFloat64 };
}
