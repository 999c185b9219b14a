export { compress } from './compress.js';
export { factorCholesky } from './factor-cholesky.js';
export { factorQr } from './factor-qr.js';
export { factorSvd } from './factor-svd.js';
export { normalEquations } from './normal-equations.js';
export type { NormalEquations } from './normal-equations.js';
export { product } from './product.js';
export { transposeProduct } from './transpose-product.js';
