import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { describe, it } from 'vitest';
import { describeBackend } from '../src/describe-backend.js';
import { limits } from './limits.js';

describeBackend({ describe, it }, mlMatrix, limits);
