import type { Backend } from '@wellposed/core';

/** A backend that the command line knows, loaded when it is needed. */
export interface BackendEntry {
  readonly name: string;
  load(): Promise<Backend>;
}

/** In the order in which `--backend auto` tries them: the most exact first. */
export const backendCatalogue: readonly BackendEntry[] = [
  { name: 'reference', load: async () => (await import('@wellposed/backend-reference')).reference },
  { name: 'ml-matrix', load: async () => (await import('@wellposed/backend-ml-matrix')).mlMatrix },
];
