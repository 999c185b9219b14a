import type { Loss, Optimizer, Reduction, SolverName } from '@wellposed/core';
import { huber, squared } from '@wellposed/core';
import { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
import { usageError } from '../command-error.js';
import type { TableFormat } from '../input/table-format.js';
import { quote } from '../output/quote.js';
import type { FitArguments } from './fit-arguments.js';
import { toNumber } from './option.js';

/** What `fit` was asked to do: options that fit together, checked before the file is opened. */
export interface FitRequest {
  readonly file: string;
  readonly format?: TableFormat;
  /** Names of columns, as given. */
  readonly x: string;
  readonly y: string;
  readonly weights?: string;
  readonly basis: 'columns' | 'monomial' | 'chebyshev' | 'legendre';
  readonly degree: number;
  readonly intercept: boolean;
  readonly loss: Loss;
  readonly backend: string;
  readonly method: ClosedForm | Descent;
  readonly json: boolean;
  readonly plot?: string;
  readonly save?: string;
}

/** Solve. */
export interface ClosedForm {
  readonly kind: 'closed-form';
  readonly solver?: SolverName;
  readonly refine: boolean;
}

/** Descend. */
export interface Descent {
  readonly kind: 'descent';
  readonly optimizer: Optimizer;
  readonly iterations: number;
}

/** Checks the options of `fit` together. @throws CommandError (exit code 2), FitError 'INVALID_OPTION' */
export function fitRequest(args: FitArguments): FitRequest {
  const { basis = args.degree === undefined ? 'columns' : 'monomial', plot } = args;
  if (basis === 'columns' && args.degree !== undefined) {
    throw usageError('--degree needs a polynomial basis: --basis monomial, chebyshev or legendre');
  }
  if (args.degree !== undefined && !(Number.isInteger(args.degree) && args.degree >= 0)) {
    throw usageError(`--degree must be a whole number, got ${args.degree}`);
  }
  if (plot !== undefined && !/\.(svg|png)$/i.test(plot)) {
    throw usageError(`--plot: ${quote(plot)} must end in .svg or .png`);
  }
  const loss = lossOf(args.loss, args.reduction);
  const method = methodOf(args);
  if (method.kind === 'closed-form' && !loss.quadratic) {
    throw usageError(`--loss ${loss.name} has no closed form: add --optimizer gradient-descent or heavy-ball`);
  }
  return {
    file: args.FILE,
    x: args.x,
    y: args.y,
    basis,
    degree: args.degree ?? 1,
    intercept: args['no-intercept'] !== true,
    loss,
    backend: args.backend,
    method,
    json: args.json === true,
    ...(args.format !== undefined && { format: args.format }),
    ...(args.weights !== undefined && { weights: args.weights }),
    ...(plot !== undefined && { plot }),
    ...(args.save !== undefined && { save: args.save }),
  };
}

function lossOf(text: string, reduction: Reduction): Loss {
  if (text === 'squared') return squared({ reduction });
  const [name, delta, ...rest] = text.split(':');
  if (name !== 'huber' || delta === undefined || rest.length > 0) {
    throw usageError(`--loss: ${quote(text)} is neither squared nor huber:δ, such as huber:1.5`);
  }
  return huber({ delta: toNumber('--loss huber', delta), reduction });
}

function methodOf(args: FitArguments): ClosedForm | Descent {
  const { optimizer, solver, iterations = 10_000 } = args;
  if (optimizer === undefined) {
    for (const flag of ['lr', 'momentum', 'iterations'] as const) {
      if (args[flag] !== undefined) throw usageError(`--${flag} needs --optimizer`);
    }
    return { kind: 'closed-form', refine: args['no-refine'] !== true, ...(solver !== undefined && { solver }) };
  }
  if (solver !== undefined) throw usageError('--solver and --optimizer exclude each other: solve or descend');
  if (args['no-refine'] === true) throw usageError('--no-refine belongs to a closed form, not to --optimizer');
  if (!(Number.isSafeInteger(iterations) && iterations >= 0)) {
    throw usageError(`--iterations must be a whole number, got ${iterations}`);
  }
  return { kind: 'descent', optimizer: optimizerOf(optimizer, args), iterations };
}

function optimizerOf(name: 'gradient-descent' | 'heavy-ball', { lr = 'auto', momentum }: FitArguments): Optimizer {
  const learningRate = lr === 'auto' ? lr : toNumber('--lr', lr);
  if (learningRate !== 'auto' && learningRate <= 0) throw usageError(`--lr must be above 0, got ${learningRate}`);
  if (name === 'gradient-descent') {
    if (momentum !== undefined) throw usageError('--momentum belongs to --optimizer heavy-ball');
    return descent(gradientDescent({ learningRate }));
  }
  const beta = momentum === undefined || momentum === 'auto' ? momentum : toNumber('--momentum', momentum);
  if (typeof beta === 'number' && !(beta >= 0 && beta < 1)) {
    throw usageError(`--momentum must be in [0, 1), got ${beta}`);
  }
  return descent(heavyBall({ learningRate, ...(beta !== undefined && { momentum: beta }) }));
}
