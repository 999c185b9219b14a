import { choiceOption, numberOption, optionalTextOption, repeatedOption, switchOption, textOption } from './option.js';

const group = 'Model:';

/** The options of `fit` that say what is fitted. */
export const modelArguments = {
  degree: numberOption('--degree', { describe: 'fit a polynomial of this degree in x', group }),
  basis: textOption('--basis', {
    describe:
      'basis of the coefficients; with --degree monomial (the default then), chebyshev, legendre, arnoldi or ' +
      'polynomial-features[:interactions=no]; without one columns (the default then), ' +
      'fourier:period=P:harmonics=K[:origin=X] or bspline:knots=A,B,…[:degree=3][:ends=natural], where one whole ' +
      'number is how many knots, at quantiles of x',
    group,
  }),
  'no-intercept': { ...switchOption('--no-intercept', 'leave out the constant'), group },
  'select-degree': choiceOption('--select-degree', ['loo', 'aic', 'bic', 'f'], {
    describe: 'choose the degree: by leave-one-out errors, an information criterion, or F tests',
    group,
  }),
  'max-degree': numberOption('--max-degree', {
    describe: 'highest degree to choose from; default 12, or what the data allow',
    group,
  }),
  constraint: repeatedOption('--constraint', {
    describe: "an equation to keep exactly: 'x1 + 2*x2 = 1', 'f(0) = 1', \"f'(2) = 0\"; may be repeated",
    group,
  }),
  nonnegative: optionalTextOption('--nonnegative', {
    describe: 'keep coefficients ≥ 0: all but the constant, or --nonnegative=NAME,NAME…',
    group,
  }),
  ridge: numberOption('--ridge', {
    describe: 'add λ Σ θ² to the loss, over all coefficients but the constant',
    group,
  }),
  loss: textOption('--loss', {
    default: 'squared',
    describe: 'squared, or huber:δ with δ in the units of y',
    group,
  }),
  reduction: choiceOption('--reduction', ['sum', 'mean'], {
    default: 'sum',
    describe: 'loss: sum or mean over the rows; they move every learning rate',
    group,
  }),
} as const;
