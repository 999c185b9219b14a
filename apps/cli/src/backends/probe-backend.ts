import type { Availability, Backend } from '@wellposed/core';
import type { BackendEntry } from './catalogue.js';

/** A backend as found: with what it can do when its package loads, and whether it can run here. */
export interface ProbedBackend {
  readonly name: string;
  /** Absent when its package does not load. */
  readonly backend?: Backend;
  readonly availability: Availability;
}

/** Loads a backend and asks it whether it can run here. Never throws: a package that does not load is unavailable. */
export async function probeBackend(entry: BackendEntry): Promise<ProbedBackend> {
  try {
    const backend = await entry.load();
    return { name: entry.name, backend, availability: await backend.available() };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const remedy = `reinstall wellposed, or its package @wellposed/backend-${entry.name}`;
    return { name: entry.name, availability: { ok: false, engine: entry.name, reason, remedy } };
  }
}
