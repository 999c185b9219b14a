import type { Loss, Penalty, Reduction } from '@wellposed/core';
import { huber, ridge, squared } from '@wellposed/core';
import { usageError } from '../command-error.js';
import type { TableFormat } from '../input/table-format.js';
import { quote } from '../output/printable.js';
import type { BasisRequest } from './basis-request.js';
import { basisRequest } from './basis-request.js';
import type { ConstraintExpression } from './constraint-expression.js';
import { constraintExpression } from './constraint-expression.js';
import type { DegreeSearch } from './degree-search.js';
import { degreeSearch } from './degree-search.js';
import { checkExclusions } from './exclusions.js';
import type { FitArguments } from './fit-arguments.js';
import type { ClosedForm, Descent } from './method-request.js';
import { methodRequest } from './method-request.js';
import { toNumber } from './to-number.js';

/** What `fit` was asked to do: options that fit together, checked before the file is opened. */
export interface FitRequest {
  readonly file: string;
  readonly format?: TableFormat;
  /** Names of columns, as given; without them the file is read to tell its columns. */
  readonly x?: string;
  readonly y?: string;
  readonly weights?: string;
  /** With a `search` its degree is open. */
  readonly basis: BasisRequest;
  readonly search?: DegreeSearch;
  readonly intercept: boolean;
  readonly loss: Loss;
  readonly penalty?: Penalty;
  readonly constraints: readonly ConstraintExpression[];
  /** true: all coefficients but the constant; else their names, as given. */
  readonly nonnegative?: true | string;
  readonly backend: string;
  readonly method: ClosedForm | Descent;
  readonly confidence: number;
  /** What to do with the statistics of a perfect fit. */
  readonly perfectFit: 'withhold' | 'report';
  readonly json: boolean;
  readonly plot?: string;
  readonly save?: string;
}

/** Checks the options of `fit` together. @throws CommandError (exit code 2), FitError 'INVALID_OPTION' */
export function fitRequest(args: FitArguments): FitRequest {
  const { plot, confidence = 0.95, nonnegative } = args;
  checkExclusions(args);
  const basis = basisRequest(args.basis ?? (args['select-degree'] && 'monomial'), args.degree);
  const search = degreeSearch(args, basis);
  if (plot !== undefined && !/\.(svg|png)$/i.test(plot)) {
    throw usageError(`--plot: ${quote(plot)} must end in .svg or .png`);
  }
  if (!(confidence > 0 && confidence < 1)) throw usageError(`--confidence must be in (0, 1), got ${confidence}`);
  const loss = lossOf(args.loss, args.reduction);
  const method = methodRequest(args);
  if (method.kind === 'closed-form' && !loss.quadratic) {
    throw usageError(`--loss ${loss.name} has no closed form: add --optimizer gradient-descent or heavy-ball`);
  }
  return {
    file: args.FILE,
    basis,
    intercept: args['no-intercept'] !== true,
    loss,
    constraints: (args.constraint ?? []).map(constraintExpression),
    backend: args.backend,
    method,
    confidence,
    perfectFit: args['perfect-fit'] ?? 'withhold',
    json: args.json === true,
    ...(args.x !== undefined && { x: args.x }),
    ...(args.y !== undefined && { y: args.y }),
    ...(search !== undefined && { search }),
    ...(args.format !== undefined && { format: args.format }),
    ...(args.weights !== undefined && { weights: args.weights }),
    ...(args.ridge !== undefined && { penalty: ridgeOf(args.ridge) }),
    ...(nonnegative !== undefined && { nonnegative: nonnegative === '' ? true : nonnegative }),
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

function ridgeOf(lambda: number): Penalty {
  if (lambda < 0) throw usageError(`--ridge must be at least 0, got ${lambda}`);
  return ridge(lambda);
}
