import type { TargetFit } from '../fit/run-fit.js';
import type { Io } from '../io.js';
import { colours } from './colours.js';
import { printable } from './printable.js';

/** Fits as text, one after the other; the choice of a degree comes before the fit of that degree. */
export async function fitText(fits: readonly TargetFit[], io: Io): Promise<string> {
  const { degreeSummary } = await import('wellposed');
  const paint = colours(io);
  return fits
    .map(({ target, fit, choice }) => {
      const { status } = fit;
      const coloured = status === 'converged' ? paint.green(status) : paint.red(status);
      return [
        ...(fits.length > 1 ? [`Response ${printable(target)}:`] : []),
        ...(choice ? [`${printable(degreeSummary(choice))}\n`] : []),
        printable(fit.summary()).replace(status, paint.bold(coloured)),
      ].join('\n');
    })
    .join('\n\n');
}
