import type { Host } from './engine-kind.js';

/** What Node has, and no browser: narrow, since the sources know neither of the two. */
interface NodeGlobal {
  readonly process?: { readonly versions?: { readonly node?: string } };
}

/** The major version of Node, where this is Node. */
export function nodeVersion(): number | undefined {
  const version = (globalThis as NodeGlobal).process?.versions?.node;
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

/** Where this runs. */
export function host(): Host {
  return nodeVersion() === undefined ? 'browser' : 'node';
}
