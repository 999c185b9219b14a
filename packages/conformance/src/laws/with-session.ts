import type { Backend, LinearSystem, Session } from '@wellposed/core';

/** Opens a session, uses it and disposes of it, whatever happens. */
export async function withSession<T>(
  backend: Backend,
  system: LinearSystem,
  use: (session: Session) => T | Promise<T>,
): Promise<T> {
  const session = await backend.open(system);
  try {
    return await use(session);
  } finally {
    session.dispose();
  }
}
