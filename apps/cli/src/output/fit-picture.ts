import { basename } from 'node:path';
import { predict } from '@wellposed/core';
import type { FitResult } from 'wellposed';
import type { FitRequest } from '../options/fit-request.js';
import { formatSignificant } from './format-significant.js';

/** The picture of a fit, as an SVG document. */
export async function fitPicture({ problem, solution }: FitResult, request: FitRequest): Promise<string> {
  // Loaded only when something is drawn: it takes longer than most fits.
  const { fitFigure } = await import('@wellposed/plot');
  const { specification } = problem.model.basis;
  const [xName, ...others] = specification.variables;
  const what = 'degree' in specification ? `polynomial of degree ${specification.degree}` : 'linear';
  const source = request.file === '-' ? 'standard input' : basename(request.file);
  return fitFigure({
    title: `${request.y}: ${what} in ${specification.variables.join(', ')}`,
    subtitle: `${source}; ${solution.status}; residual sum of squares ${formatSignificant(solution.residualSumOfSquares, 5)}`,
    yName: request.y,
    y: problem.y,
    fitted: solution.fitted,
    ...(problem.weights !== undefined && { weights: problem.weights }),
    ...(xName !== undefined &&
      others.length === 0 && {
        curve: { xName, x: problem.x, predict: (x: Float64Array) => predict(solution.working, x) },
      }),
  });
}
