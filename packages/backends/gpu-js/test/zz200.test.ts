import { gpuJs, gpuJsModes } from '@wellposed/backend-gpu-js';
import { describeBackend, describeIfAvailable } from '@wellposed/conformance';
import { describe, it } from 'vitest';

for (const mode of [undefined, ...gpuJsModes]) {
  const backend = gpuJs(mode === undefined ? {} : { mode });
  await describeIfAvailable({ describe, it }, backend, () => {
    describeBackend({ describe, it }, backend, { runs: 200, resources: () => backend.resources() });
  });
}
