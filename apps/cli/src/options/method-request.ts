import type { ClosedFormOptions, Optimizer, SolverName } from '@wellposed/core';
import { descent, gradientDescent, heavyBall } from '@wellposed/optimizers';
import { usageError } from '../command-error.js';
import type { FitArguments } from './fit-arguments.js';
import { toNumber } from './to-number.js';

/** Solve. */
export interface ClosedForm {
  readonly kind: 'closed-form';
  /** As `fit` takes them. */
  readonly options: Pick<ClosedFormOptions<SolverName>, 'solver' | 'maxBytes'> & { readonly refine: boolean };
}

/** Descend. */
export interface Descent {
  readonly kind: 'descent';
  readonly optimizer: Optimizer;
  readonly iterations: number;
}

/** How to fit, as the options say it. @throws CommandError (exit code 2) for what does not go together */
export function methodRequest(args: FitArguments): ClosedForm | Descent {
  const { optimizer, solver, precision, 'max-memory': gibibytes, iterations = 10_000 } = args;
  if (optimizer === undefined) {
    for (const flag of ['lr', 'momentum', 'iterations'] as const) {
      if (args[flag] !== undefined) throw usageError(`--${flag} needs --optimizer`);
    }
    if (gibibytes !== undefined && !(gibibytes > 0)) throw usageError(`--max-memory must be above 0, got ${gibibytes}`);
    return {
      kind: 'closed-form',
      options: {
        refine: precision !== 'double',
        ...(solver !== undefined && { solver }),
        ...(gibibytes !== undefined && { maxBytes: gibibytes * 2 ** 30 }),
      },
    };
  }
  if (solver !== undefined) throw usageError('--solver and --optimizer exclude each other: solve or descend');
  if (precision !== undefined) {
    throw usageError('--precision belongs to a closed form: a descent runs in double precision');
  }
  if (gibibytes !== undefined) throw usageError('--max-memory belongs to a closed form');
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
