import type { Basis, DoubleDoubleArray, Model } from '@wellposed/core';
import { basisFromSpecification, FitError, fromFloat64 } from '@wellposed/core';
import * as v from 'valibot';
import { inputError } from '../command-error.js';
import type { PredictableModel } from '../schemas/fit-document.js';
import { predictableModel } from '../schemas/fit-document.js';
import { decodeText } from './decode-text.js';
import { readBytes } from './read-bytes.js';

/** No model of ours comes near it. */
const mostBytes = 16 * 1024 * 1024;

/** A model from a file, ready to predict. */
export interface SavedModel {
  readonly target: string;
  readonly status: PredictableModel['status'];
  readonly model: Model;
  readonly theta: DoubleDoubleArray;
}

/**
 * Reads a model that `fit --save` wrote, or a document of `fit --json`.
 *
 * @throws CommandError (exit code 3) that names the key when the file is anything else
 */
export async function readModel(path: string, stdin: AsyncIterable<Uint8Array | string>): Promise<SavedModel> {
  const source = path === '-' ? 'standard input' : path;
  const { target, status, model } = validate(
    parse(decodeText(await readBytes(path, stdin, mostBytes), source), source),
    source,
  );
  const { intercept } = model;
  const basis = basisOf(model, source);
  const expected = basis.size + Number(intercept);
  if (model.theta.length !== expected) {
    throw inputError(source, `model.theta has ${model.theta.length} numbers, the basis takes ${expected}`);
  }
  const theta = Float64Array.from(model.theta, (value) => value ?? Number.NaN);
  if (!theta.every(Number.isFinite)) {
    throw inputError(source, `cannot predict: the fit ended with status ${status} and has no finite coefficients`);
  }
  return { target, status, model: { basis, intercept }, theta: fromFloat64(theta) };
}

function basisOf({ basis }: PredictableModel['model'], source: string): Basis {
  try {
    return basisFromSpecification(basis);
  } catch (error) {
    if (error instanceof FitError) throw inputError(source, `model.basis: ${error.message}`);
    throw error;
  }
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw inputError(source, 'is not a model: it is not valid JSON; fit --save writes one');
  }
}

function validate(value: unknown, source: string): PredictableModel {
  const result = v.safeParse(predictableModel, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'the document';
  throw inputError(
    source,
    `is not a model that fit --save wrote: ${path}: expected ${issue.expected ?? 'something else'}, received ${issue.received}`,
  );
}
