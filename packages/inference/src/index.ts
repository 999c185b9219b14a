export { infer } from './infer.js';
export type { InferenceOptions } from './infer.js';
export type { CoefficientInference, Inference, Reason, ReasonCode } from './inference.js';
