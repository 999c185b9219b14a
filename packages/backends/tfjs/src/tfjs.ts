import { engineKinds } from './engine-kinds.js';
import { tfjsFrom } from './tfjs-from.js';
import type { TfjsBackend, TfjsOptions } from './tfjs-from.js';

/**
 * The backend of TensorFlow.js, in float32: 'tfjs' takes the first engine that runs, `tfjs({ engine: 'wasm' })` that engine and is
 * called 'tfjs-wasm'. Nothing is imported before `available()` or `open` asks for it.
 *
 * Products, sums, Gram matrices and QR run on the engine; a loss that is not quadratic is evaluated on the host, one residual a row.
 *
 * @throws FitError 'INVALID_OPTION' for an engine that is not in `tfjsEngines`
 */
export function tfjs(options: TfjsOptions = {}): TfjsBackend {
  return tfjsFrom({ kinds: engineKinds, importCore: () => import('@tensorflow/tfjs-core') }, options);
}
