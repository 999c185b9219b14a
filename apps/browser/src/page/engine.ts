import type { Backend } from '@wellposed/core';

/** A backend as it runs in a page, and how to count what it holds there. */
export interface Engine {
  readonly backend: Backend;
  /** Random problems per law, as a part of those asked for: engines that compute in emulation get fewer. In (0, 1]. */
  readonly share: number;
  /** Whether its sessions live on a WebGL context or a WebGPU device, which can be lost. */
  readonly losable: boolean;
  /** Device resources that are alive, for the law "no-leak"; absent: the backend holds none outside the heap. */
  readonly resources?: () => number;
}
