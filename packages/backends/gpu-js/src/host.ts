/** The parts of a JavaScript host that this package looks at; each may be missing. */
interface Host {
  readonly process?: {
    readonly versions?: { readonly node?: string };
    getBuiltinModule?(name: 'node:os'): { availableParallelism(): number };
  };
  readonly navigator?: { readonly hardwareConcurrency?: number };
  setTimeout(action: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

const host = globalThis as unknown as Host;

/** Whether this is Node. */
export function hostIsNode(): boolean {
  return host.process?.versions?.node !== undefined;
}

/** How many threads the machine runs at once, as far as the host tells. */
export function hostThreads(): number {
  const { navigator, process } = host;
  return navigator?.hardwareConcurrency ?? process?.getBuiltinModule?.('node:os').availableParallelism() ?? 1;
}

/** Does something later, unless the answer is called first. */
export function later(milliseconds: number, action: () => void): () => void {
  const timer = host.setTimeout(action, milliseconds);
  return () => host.clearTimeout(timer);
}
