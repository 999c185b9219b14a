import { basename } from 'node:path';
import type { FitFigure } from '@wellposed/plot';
import type { FitResult } from 'wellposed';
import type { TargetFit } from '../fit/run-fit.js';
import type { FitRequest } from '../options/fit-request.js';
import { formatSignificant } from './format-significant.js';

/** The picture of a fit, as an SVG document. */
export async function fitPicture({ target, fit, choice }: TargetFit, request: FitRequest): Promise<string> {
  // Loaded only when something is drawn: it takes longer than most fits.
  const { fitFigure } = await import('@wellposed/plot');
  const { criterionNames, describeBasis } = await import('wellposed');
  const { problem, solution, statistics } = fit;
  const { specification } = problem.model.basis;
  const what = specification.name === 'columns' ? 'linear' : describeBasis(specification);
  const source = request.file === '-' ? 'standard input' : basename(request.file);
  return fitFigure({
    title: `${target}: ${what} in ${specification.variables.join(', ')}`,
    subtitle: `${source}; ${solution.status}; residual sum of squares ${formatSignificant(statistics.anova.residual.sumOfSquares ?? Infinity, 5)}`,
    yName: target,
    y: problem.y,
    fitted: solution.fitted,
    ...(problem.weights !== undefined && { weights: problem.weights }),
    ...curveOf(fit),
    ...(choice?.chosen !== undefined && {
      degrees: {
        criterion: criterionNames[choice.criterion],
        candidates: choice.candidates,
        chosen: choice.chosen,
      },
    }),
  });
}

/** The curve and its bands, where x is one column. */
function curveOf(fit: FitResult): Pick<FitFigure, 'curve'> {
  const { problem } = fit;
  const [xName, ...others] = problem.model.basis.specification.variables;
  if (xName === undefined || others.length > 0) return {};
  return {
    curve: {
      ...{ xName, x: problem.x },
      predict: (x) => fit.predict(x),
      bands: { level: fit.confidence, at: (x) => fit.bands(x) },
    },
  };
}
