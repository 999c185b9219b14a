export { mlMatrix } from './ml-matrix.js';
