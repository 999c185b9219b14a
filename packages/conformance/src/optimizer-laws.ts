import { automaticRate } from './optimizer-laws/automatic-rate.js';
import { borrowedGradient } from './optimizer-laws/borrowed-gradient.js';
import { checkpoint } from './optimizer-laws/checkpoint.js';
import { declaredNeeds } from './optimizer-laws/declared-needs.js';
import { downhill } from './optimizer-laws/downhill.js';
import { independentRuns } from './optimizer-laws/independent-runs.js';
import { momentumSteps } from './optimizer-laws/momentum-steps.js';
import { pureAsk } from './optimizer-laws/pure-ask.js';
import { reductionScaling } from './optimizer-laws/reduction-scaling.js';
import { settings } from './optimizer-laws/settings.js';
import { stability } from './optimizer-laws/stability.js';
import { startUnchanged } from './optimizer-laws/start-unchanged.js';
import type { OptimizerLaw } from './optimizer-law.js';

/** Every law of an optimizer. Those about rates hold of optimizers that claim `learningRates`. */
export const optimizerLaws: readonly OptimizerLaw[] = [
  settings,
  pureAsk,
  startUnchanged,
  borrowedGradient,
  checkpoint,
  independentRuns,
  momentumSteps,
  declaredNeeds,
  downhill,
  stability,
  reductionScaling,
  automaticRate,
];
