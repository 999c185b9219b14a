import { gpuJs, gpuJsModes } from '@wellposed/backend-gpu-js';
import { describeBackend, describeIfAvailable } from '@wellposed/conformance';
import { describe, it } from 'vitest';
import { limits } from './support/limits.js';

for (const mode of [undefined, ...gpuJsModes]) {
  const backend = gpuJs(mode === undefined ? {} : { mode });
  await describeIfAvailable({ describe, it }, backend, () => {
    describeBackend({ describe, it }, backend, { ...limits, resources: () => backend.resources() });
  });
}
