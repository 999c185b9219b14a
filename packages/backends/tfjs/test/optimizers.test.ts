import { tfOptimizers } from '@wellposed/backend-tfjs';
import { describeOptimizer } from '@wellposed/conformance';
import { describe, it } from 'vitest';
import { limits } from './support/limits.js';

for (const make of Object.values(await tfOptimizers())) describeOptimizer({ describe, it }, make, limits);
