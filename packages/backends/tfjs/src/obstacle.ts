/** Why an engine cannot run here, and what to do: thrown until an engine is found, told by `available()`. */
export class Obstacle extends Error {
  override readonly name = 'Obstacle';

  constructor(
    /** In words a user can act on. */
    readonly reason: string,
    readonly remedy: string,
  ) {
    super(`${reason}: ${remedy}`);
  }

  /** What stopped a step, whatever it threw. */
  static of(cause: unknown, what: string, remedy: string): Obstacle {
    return cause instanceof Obstacle ? cause : new Obstacle(`${what}: ${messageOf(cause)}`, remedy);
  }
}

/** The first line of what an engine threw; some throw plain objects or nothing at all. */
export function messageOf(cause: unknown): string {
  const message =
    typeof cause === 'object' && cause !== null && 'message' in cause && typeof cause.message === 'string'
      ? cause.message
      : String(cause);
  return message.trim().split('\n', 1)[0]?.trim() || 'no message';
}
