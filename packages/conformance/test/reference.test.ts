import { reference } from '@wellposed/backend-reference';
import { describe, it } from 'vitest';
import { describeBackend } from '../src/describe-backend.js';
import { limits } from './limits.js';

describeBackend({ describe, it }, reference, limits);
