import type { AugmentedSolution, Backend, Factorization, LinearSystem, Session } from '../contracts/backend.js';
import type { SolverName, Triangle } from '../contracts/backend.js';
import type { Evaluation, Query } from '../contracts/evaluation.js';
import type { Steps } from './steps.js';
import { wait } from './steps.js';

/** Opens a session, hands it to `use`, and gives the device back whatever happens: also when nobody waits for the session any longer. */
export function* withSession<S extends SolverName, T>(
  backend: Backend<S>,
  system: LinearSystem,
  use: (session: Session<S>) => Steps<T>,
): Steps<T> {
  const opening = backend.open(system);
  let session: Session<S> | undefined;
  try {
    session = yield* wait(opening);
    return yield* use(session);
  } finally {
    if (session) session.dispose();
    else
      Promise.resolve(opening)
        .then((late) => late.dispose())
        .catch(() => undefined);
  }
}

// The calls of a session inside `Steps`, with pauses where it makes them.

export function evaluate(session: Pick<Session, 'evaluate' | 'pausing'>, query: Query): Steps<Evaluation> {
  return session.pausing ? session.pausing.evaluate(query) : wait(session.evaluate(query));
}

export function factor<S extends SolverName>(session: Session<S>, solver: S): Steps<Factorization> {
  return session.pausing ? session.pausing.factor(solver) : wait(session.factor(solver));
}

export function compress(session: Session): Steps<Triangle> {
  return session.pausing ? session.pausing.compress() : wait(session.compress());
}

export function solve(factorization: Factorization, f: Float64Array, g?: Float64Array): Steps<AugmentedSolution> {
  return factorization.pausing ? factorization.pausing.solve(f, g) : wait(factorization.solve(f, g));
}
