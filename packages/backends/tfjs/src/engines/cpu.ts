import type { EngineKind } from '../engine-kind.js';

/** TensorFlow.js in plain JavaScript: slow, and always there. */
export const cpu: EngineKind = {
  name: 'cpu',
  hosts: ['node', 'browser'],
  library: '@tensorflow/tfjs-backend-cpu',
  load: () => import('@tensorflow/tfjs-backend-cpu'),
  async start(make) {
    const instance = await make();
    // Its first use greets on the console, which is the application's.
    if ('firstUse' in instance) instance.firstUse = false;
    return instance;
  },
  device: () => 'cpu, plain JavaScript',
};
