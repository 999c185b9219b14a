import type { FittedModel, LoadOptions, PointsInput } from '@wellposed/core';
import { FitError, coefficientNames, loadOptionKeys, parseModel, predict, refuseUnknownOptions } from '@wellposed/core';
import { SCHEMA_VERSION } from './fit-document.js';

/** Longer text is left to `parseModel`, which refuses it. */
const LONGEST_TEXT = 64 * 1024 * 1024;

/** A model without the data it was fitted to: it predicts to the same bits as the fit that was saved. */
export class LoadedModel {
  constructor(private readonly fitted: FittedModel) {}

  get model(): FittedModel['model'] {
    return this.fitted.model;
  }

  /** Names of the coefficients of this model, which are in the basis that was solved in, not in the one reported in. */
  get names(): readonly string[] {
    return coefficientNames(this.fitted.model);
  }

  /** Predictions at new points. @throws FitError as `FitResult.predict` */
  predict(x: PointsInput): Float64Array {
    return predict(this.fitted, x);
  }
}

/**
 * Reads a model: what `FitResult.save` or `toJSON` gave, or what the command line's `--save` wrote, as data or as JSON text.
 * It may come from anywhere: everything is checked, sizes are limited, and only own properties count.
 *
 * @param options the functions of custom features, which no data holds
 * @throws FitError 'INVALID_INPUT' for what is no model, and as core's `parseModel`
 */
export function loadModel(saved: unknown, options: LoadOptions = {}): LoadedModel {
  refuseUnknownOptions(options, loadOptionKeys, 'loadModel');
  const data = typeof saved === 'string' ? parsed(saved) : saved;
  return new LoadedModel(parseModel(isDocument(data) ? modelOf(data) : data, options));
}

/** A `FitDocument`, or what claims to be one. */
interface Document {
  readonly schemaVersion?: unknown;
  readonly model: unknown;
}

function isDocument(data: unknown): data is Document {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, 'model');
}

function modelOf({ schemaVersion, model }: Document): unknown {
  if (schemaVersion !== SCHEMA_VERSION) {
    throw new FitError('INVALID_OPTION', `schemaVersion is ${String(schemaVersion)}, this release reads 1`, {
      argument: 'schemaVersion',
      value: schemaVersion,
    });
  }
  if (model === null) {
    throw new FitError('INVALID_INPUT', 'the fit ended without finite coefficients: it has no model to load', {
      argument: 'model',
      value: model,
    });
  }
  // The version of the document is that of its model too.
  return typeof model === 'object' ? { schemaVersion, ...model } : model;
}

/** Text that is too long or no JSON stays text: `parseModel` says what is wrong with it. */
function parsed(text: string): unknown {
  if (text.length > LONGEST_TEXT) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
