import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { reference } from '@wellposed/backend-reference';
import type { Engine } from './engine.js';

/** Every engine that the suite tries in a browser; whether it is there is asked of each, never assumed. */
export const engines: readonly Engine[] = [
  { backend: reference, share: 1, losable: false },
  { backend: mlMatrix, share: 1, losable: false },
];
