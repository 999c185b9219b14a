import { reference } from '@wellposed/backend-reference';
import { describe, it } from 'vitest';
import { describeBackend } from '../src/describe-backend.js';
import { counterexamples } from './counterexamples.js';
import { limits } from './limits.js';

describeBackend({ describe, it }, reference, { ...limits, examples: counterexamples });
