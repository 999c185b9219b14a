import { describeBackend } from '@wellposed/conformance';
import { describe, it } from 'vitest';
import { Float32Device } from './support/float32-device.js';

const device = new Float32Device();

describeBackend({ describe, it }, device.backend, { runs: 200, resources: () => device.alive });
