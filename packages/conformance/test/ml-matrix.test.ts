import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { describe, it } from 'vitest';
import { describeBackend } from '../src/describe-backend.js';
import { counterexamples } from './counterexamples.js';
import { limits } from './limits.js';

describeBackend({ describe, it }, mlMatrix, { ...limits, examples: counterexamples });
