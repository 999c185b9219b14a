import { FitError, type Context } from '@wellposed/core';
import { spectrumBounds, type SpectrumBounds } from './spectrum-bounds.js';

/**
 * The spectrum from which a setting 'auto' is resolved.
 *
 * @param argument name of the setting, for the error
 * @throws FitError 'SPECTRUM_REQUIRED' when the context has none; 'INVALID_OPTION' when every eigenvalue is zero, or so
 *   small that 2/λmax overflows: then no finite rate is better than another.
 */
export function automaticSetting(argument: string, context: Context): SpectrumBounds {
  if (context.spectrum === undefined) {
    throw new FitError(
      'SPECTRUM_REQUIRED',
      `${argument} 'auto' needs the eigenvalues of the Hessian, which this backend does not give: pass a number`,
      {
        argument,
        value: 'auto',
      },
    );
  }
  const bounds = spectrumBounds(context.spectrum);
  if (!Number.isFinite(4 / bounds.largest)) {
    throw new FitError(
      'INVALID_OPTION',
      `${argument} 'auto' cannot be resolved: the largest eigenvalue of the Hessian is ${bounds.largest}, so the objective is flat`,
      {
        argument,
        value: 'auto',
      },
    );
  }
  return bounds;
}
