import type { ChosenBackend } from '../backends/choose-backend.js';
import type { TargetFit } from '../fit/run-fit.js';
import type { Io } from '../io.js';
import { colours } from './colours.js';
import { printable } from './printable.js';
import { wrapWords } from './wrap-words.js';

/** As wide as the library's summary. */
const width = 88;

/**
 * Fits as text, one after the other; the choice of a degree comes before the fit of that degree, what all of them ran on
 * comes last.
 */
export async function fitText(fits: readonly TargetFit[], chosen: ChosenBackend, io: Io): Promise<string> {
  const { degreeSummary } = await import('wellposed');
  const paint = colours(io);
  const texts = fits.map(({ target, fit, choice }) => {
    const { status } = fit;
    const coloured = status === 'converged' ? paint.green(status) : paint.red(status);
    return [
      ...(fits.length > 1 ? [`Response ${printable(target)}:`] : []),
      ...(choice ? [`${printable(degreeSummary(choice))}\n`] : []),
      printable(fit.summary()).replace(status, paint.bold(coloured)),
    ].join('\n');
  });
  return `${texts.join('\n\n')}\n${fits.length > 1 ? '\n' : ''}${backendLine(chosen)}`;
}

function backendLine({ backend, engine, choice }: ChosenBackend): string {
  const why = choice === null ? '' : `; chosen because ${choice.reason}`;
  return wrapWords(printable(`Backend: ${backend.name} (${engine})${why}`), width, '  ');
}
