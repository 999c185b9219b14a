import type { Backend, Session, SolverName, SynchronousBackend } from '@wellposed/core';

/** A backend whose every answer is a promise. What `answer` throws becomes a rejection; a disposed session refuses late answers too. */
export function later<S extends SolverName>(backend: SynchronousBackend<S>): Backend<S> {
  return {
    name: `${backend.name}-later`,
    supports: { ...backend.supports, synchronous: false },
    available: async () => soon(() => backend.available()),
    open: async (system) =>
      soon((): Session<S> => {
        const session = backend.open(system);
        return {
          evaluate: async (query) => soon(() => session.evaluate(query)),
          factor: async (solver) =>
            soon(() => {
              const factorization = session.factor(solver);
              return {
                ...factorization,
                pausing: undefined,
                solve: async (f, g) => soon(() => factorization.solve(f, g)),
              };
            }),
          multiply: async (v) => soon(() => session.multiply(v)),
          multiplyTransposed: async (u) => soon(() => session.multiplyTransposed(u)),
          compress: async () => soon(() => session.compress()),
          descend: async (run) => soon(() => session.descend(run)),
          dispose: () => {
            session.dispose();
          },
        };
      }),
  };
}

/** Calls `answer` on a later turn of the event loop. */
async function soon<T>(answer: () => T | Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve));
  return answer();
}
