export type { Engine } from './engine.js';
export { engines } from './engines.js';
