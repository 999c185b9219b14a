import type { Backend } from '@wellposed/core';

/** A backend on one engine, and how to count and give back what it holds there. */
export interface Engine {
  readonly backend: Backend;
  /** How many tensors, arrays and kernels are alive on the device; absent where all that a session holds is on the heap. */
  readonly resources?: () => number;
  /** Ends what outlives sessions, such as compiled kernels, contexts and threads; absent where there is nothing of the kind. */
  readonly release?: () => Promise<void>;
}
