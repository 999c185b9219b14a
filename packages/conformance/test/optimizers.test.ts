import { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
import { describe, it } from 'vitest';
import { describeOptimizer } from '../src/describe-optimizer.js';
import { limits } from './limits.js';

describeOptimizer({ describe, it }, ({ learningRate }) => descent(gradientDescent({ learningRate })), limits);
describeOptimizer({ describe, it }, ({ learningRate }) => descent(heavyBall({ learningRate, momentum: 0.9 })), limits);
describeOptimizer({ describe, it }, ({ learningRate }) => descent(heavyBall({ learningRate, momentum: 0.3 })), limits);
