import type { BackendPackage } from '../src/backends/catalogue.js';
import { probeBackends } from '../src/backends/probe-backends.js';

/** The backends that can run here; why others cannot, the tests of NIST's data tell. */
export async function namesOfAvailable(catalogue: readonly BackendPackage[]): Promise<readonly string[]> {
  const probed = await Promise.all(catalogue.map((entry) => probeBackends(entry)));
  return probed.flat().flatMap(({ name, ok }) => (ok ? [name] : []));
}
