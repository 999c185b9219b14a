import type { FittedModel } from '@wellposed/core';
import { FitError, parseModel } from '@wellposed/core';
import * as v from 'valibot';
import { CommandError, inputError } from '../command-error.js';
import type { PredictableModel } from '../schemas/fit-document.js';
import { predictableModel } from '../schemas/fit-document.js';
import { decodeText } from './decode-text.js';
import { readBytes } from './read-bytes.js';
import { readJson } from './read-json.js';

/** No model of ours comes near it. */
const mostBytes = 16 * 1024 * 1024;

/** A model from a file, ready to predict. */
export interface ModelFile extends FittedModel {
  readonly target: string;
  readonly status: PredictableModel['status'];
}

/**
 * Reads a model that `fit --save` wrote, or a document of `fit --json`.
 *
 * @throws CommandError (exit code 3) that names the key when the file is anything else
 */
export async function readModel(path: string, stdin: AsyncIterable<Uint8Array | string>): Promise<ModelFile> {
  const source = path === '-' ? 'standard input' : path;
  const { schemaVersion, target, status, model } = validate(
    parse(decodeText(await readBytes(path, stdin, mostBytes), source), source),
    source,
  );
  if (model === null) {
    throw inputError(source, `cannot predict: the fit ended with status ${status} and has no finite coefficients`);
  }
  try {
    // The version of the document is that of its model too.
    return { target, status, ...parseModel(typeof model === 'object' ? { schemaVersion, ...model } : model) };
  } catch (error) {
    if (error instanceof FitError) throw inputError(source, `its model cannot be used: ${error.message}`);
    throw error;
  }
}

/** Checked before JSON.parse, which takes the last of two values and says nothing of the line. */
function parse(text: string, source: string): unknown {
  try {
    readJson(text, source, 0);
  } catch (error) {
    if (error instanceof CommandError)
      throw new CommandError(error.exitCode, `${error.message}; fit --save writes a model`);
    throw error;
  }
  return JSON.parse(text);
}

function validate(value: unknown, source: string): PredictableModel {
  const result = v.safeParse(predictableModel, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'the document';
  throw inputError(
    source,
    `is not a model that fit --save wrote: ${path}: expected ${issue.expected}, received ${issue.received}`,
  );
}
