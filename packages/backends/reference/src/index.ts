export { reference } from './reference.js';
export type { ReferenceSolver } from './reference.js';
