import { choiceOption, numberOption, textOption } from './option.js';

const group = 'Method:';

/** The options of `fit` that say how to fit. */
export const methodArguments = {
  // Which names there are, only their packages know; they are loaded when they are needed.
  backend: textOption('--backend', {
    default: 'auto',
    describe: 'where the linear algebra runs: one that wellposed backends lists',
    group,
  }),
  solver: choiceOption('--solver', ['cholesky', 'qr', 'svd'], { describe: 'closed form; default qr', group }),
  precision: choiceOption('--precision', ['extended', 'double'], {
    describe: 'closed form: extended, refined in double-double, or as solved in double; default extended',
    group,
  }),
  optimizer: choiceOption('--optimizer', ['gradient-descent', 'heavy-ball'], {
    describe: 'descend instead of solving, from zeros',
    group,
  }),
  lr: textOption('--lr', {
    describe: 'learning rate, or auto: the best, from the spectrum; default auto',
    group,
  }),
  momentum: textOption('--momentum', { describe: 'of heavy-ball: in [0, 1), or auto; default 0.9', group }),
  'max-memory': numberOption('--max-memory', {
    describe: 'GiB that a closed form may take; default 4',
    group,
  }),
  iterations: numberOption('--iterations', { describe: 'steps at most; default 10000', group }),
} as const;
