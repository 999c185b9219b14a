import { tfjs, tfjsEngines } from '@wellposed/backend-tfjs';

/** A backend for every engine, by name: all of them, whether they can run here or not. */
const backends = tfjsEngines.map((engine) => ({ engine, backend: tfjs({ engine }) }));

/** The engines that run here. The conformance suite shows the others as skipped, with the reason. */
export const availableEngines: readonly string[] = (
  await Promise.all(backends.map(async ({ engine, backend }) => ((await backend.available()).ok ? [engine] : [])))
).flat();
