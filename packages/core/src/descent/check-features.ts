import type { Backend } from '../contracts/backend.js';
import type { Problem } from '../contracts/problem.js';
import { FitError } from '../fit-error.js';
import type { CheckedDescentSettings } from './descent-options.js';

/**
 * What `stride` and `compress` need must be there, before any work.
 *
 * @throws FitError 'UNSUPPORTED', naming what is missing
 */
export function checkFeatures(
  { loss, penalty }: Problem,
  { name, supports }: Backend,
  { optimizer, stride, compress }: CheckedDescentSettings,
): void {
  const need = (argument: string, value: unknown, holds: boolean, what: string): void => {
    if (holds) return;
    throw new FitError('UNSUPPORTED', `${argument} ${String(value)} needs ${what}`, { argument, value });
  };
  if (compress) {
    need('compress', compress, loss.quadratic, `the squared loss, not '${loss.name}'`);
    const has = supports.features.includes('compression');
    need('compress', compress, has, `a backend with the feature 'compression', which '${name}' has not`);
  }
  if (stride > 1) {
    const has = supports.features.includes('fused-descent');
    need('stride', stride, has, `a backend with the feature 'fused-descent', which '${name}' has not`);
    need('stride', stride, optimizer.momentum !== undefined, `an optimizer of momentum steps, not '${optimizer.name}'`);
    need('stride', stride, loss.quadratic, `the squared loss, not '${loss.name}'`);
    need('stride', stride, !penalty, `a problem without a penalty, which the device knows nothing of`);
    need('stride', stride, !compress, 'the rows on the device: leave compress out');
  }
}
