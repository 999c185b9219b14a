import type { BackendLaw } from '../law.js';
import { featureCalls } from './feature-calls.js';
import { once } from './once.js';
import { smallSystem } from './small-system.js';

export const synchrony: BackendLaw = {
  name: 'synchrony',
  scope: 'backend',
  statement: 'a backend that declares `synchronous` returns no promise from any call',
  source: 'Contract of Capabilities.synchronous and SynchronousBackend',
  remedy: 'Drop the `async` of the method, or declare synchronous: false.',
  async check({ backend, seed }) {
    return once(seed, undefined, async () => {
      if (!backend.supports.synchronous) return undefined;
      const late: string[] = [];
      const note = async <T>(what: string, answer: T | Promise<T>): Promise<T> => {
        if (isThenable(answer)) late.push(what);
        return answer;
      };
      await note('available', backend.available());
      const system = smallSystem();
      const session = await note('open', backend.open(system));
      await note('evaluate', session.evaluate({ theta: new Float64Array(system.columns) }));
      for (const solver of backend.supports.solvers) {
        const factorization = await note(`factor('${solver}')`, session.factor(solver));
        await note(`solve of '${solver}'`, factorization.solve(new Float64Array(system.rows)));
      }
      for (const { feature, what, run } of featureCalls(system)) {
        if (backend.supports.features.includes(feature)) await note(what, run(session));
      }
      session.dispose();
      return late.length === 0 ? undefined : `returned a promise: ${late.join(', ')}`;
    });
  },
};

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value;
}
