import { describeBackend, describeIfAvailable } from '@wellposed/conformance';
import { tfjs, tfjsEngines } from '@wellposed/backend-tfjs';
import { describe, it } from 'vitest';
import { limits } from './support/limits.js';

for (const backend of [tfjs(), ...tfjsEngines.map((engine) => tfjs({ engine }))]) {
  await describeIfAvailable({ describe, it }, backend, () =>
    describeBackend({ describe, it }, backend, { ...limits, resources: () => backend.tensors() }),
  );
}
