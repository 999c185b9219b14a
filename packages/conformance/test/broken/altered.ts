import { reference } from '@wellposed/backend-reference';
import type { LinearSystem, SynchronousBackend, SynchronousFactorization, SynchronousSession } from '@wellposed/core';

type Solver = 'cholesky' | 'qr' | 'svd';

/** What a broken plug-in does differently from the reference backend. */
export interface Alteration {
  readonly open?: (system: LinearSystem) => SynchronousSession<Solver>;
  readonly system?: (system: LinearSystem) => LinearSystem;
  readonly session?: (session: SynchronousSession<Solver>, system: LinearSystem) => Partial<SynchronousSession<Solver>>;
  readonly factorization?: (
    factorization: SynchronousFactorization,
    system: LinearSystem,
  ) => Partial<SynchronousFactorization>;
}

/** The reference backend, or another sound one, with one thing broken. */
export function altered(
  name: string,
  alteration: Alteration,
  sound: SynchronousBackend<Solver> = reference,
): SynchronousBackend<Solver> {
  const {
    system: alter = (given: LinearSystem) => given,
    session: sessionOf,
    factorization: factorizationOf,
  } = alteration;
  return {
    ...sound,
    name,
    open(system) {
      const given = alter(system);
      const inner = alteration.open ? alteration.open(given) : sound.open(given);
      const session: SynchronousSession<Solver> = {
        ...inner,
        pausing: undefined,
        factor: (solver) => {
          const factorization = inner.factor(solver);
          return { ...factorization, pausing: undefined, ...factorizationOf?.(factorization, system) };
        },
      };
      return { ...session, ...sessionOf?.(session, system) };
    },
  };
}
