import { describe, it } from 'vitest';
import { backendLaws } from '../src/backend-laws.js';
import { describeBackend } from '../src/describe-backend.js';
import { counterexamples } from './counterexamples.js';
import { limits } from './limits.js';
import { plainFeatures } from './support/plain-features.js';

/** The laws that no factorisation takes part in. */
const laws = backendLaws.filter(({ scope, statement }) => scope === 'backend' && !statement.startsWith('fit:'));

const settings = { ...limits, runs: Math.ceil(limits.runs / 2), laws, examples: counterexamples };

describeBackend(
  { describe, it },
  plainFeatures('f64', (value) => value),
  settings,
);
describeBackend({ describe, it }, plainFeatures('f32', Math.fround), settings);
