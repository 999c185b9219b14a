import type { Availability, Backend, Capabilities } from '@wellposed/core';
import type { BackendPackage } from './catalogue.js';
import { loadFailure } from './load-failure.js';

/** A backend that can run here: with what it can do, and what it runs on. */
type Available = Extract<Availability, { readonly ok: true }> & { readonly backend: Backend };
/** A backend that cannot, and why. */
type Unavailable = Extract<Availability, { readonly ok: false }>;

/** A backend as found; what it supports is not known when its package does not load. */
export type ProbedBackend = { readonly name: string; readonly supports?: Capabilities } & (Available | Unavailable);

/**
 * Loads a package and asks its backends, or those of them that are wanted, whether they can run here. Never throws: a package
 * that does not load is one backend that is not available.
 */
export async function probeBackends(
  entry: BackendPackage,
  wanted: (name: string) => boolean = () => true,
): Promise<readonly ProbedBackend[]> {
  let backends: readonly Backend[];
  try {
    backends = await entry.load();
  } catch (error) {
    return [{ name: entry.name, ...loadFailure(entry, error) }];
  }
  const probed: ProbedBackend[] = [];
  // One after the other: engines of one library share what they run on.
  for (const backend of backends.filter(({ name }) => wanted(name))) {
    const { name, supports } = backend;
    const availability = await backend.available();
    probed.push({ name, supports, ...(availability.ok ? { ...availability, backend } : availability) });
  }
  return probed;
}
