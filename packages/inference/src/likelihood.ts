/*
 * The largest log-likelihood of a linear model with independent normal errors of variance σ²/wᵢ, for n observations of
 * positive weight, and the criteria for r coefficients and σ²:
 *
 *     ln L = ½ (Σ ln wᵢ − n (ln 2π + 1 − ln n + ln Σ wᵢ rᵢ²)),
 *     AIC = −2 ln L + 2 (r + 1),   BIC = −2 ln L + ln n · (r + 1),
 *
 * as R's `logLik.lm`, `AIC` and `BIC`. statsmodels does not count σ²: its AIC is 2 less, its BIC ln n.
 *
 * Source: Akaike, "A new look at the statistical model identification", IEEE Trans. Automat. Contr. 19 (1974) 716–723;
 * Schwarz, "Estimating the dimension of a model", Ann. Statist. 6 (1978) 461–464; R, stats:::logLik.lm.
 */
import { DoubleDouble } from '@wellposed/core';
import type { Analysis } from './analysis.js';
import { finiteQuantity, isObstacle, type Quantity } from './obstacle.js';

/** The log-likelihood and the criteria, or what stands in their way. */
export interface Likelihood {
  readonly logLikelihood: Quantity;
  readonly aic: Quantity;
  readonly bic: Quantity;
}

/** The likelihood of a fit: without degrees of freedom, or with a perfect fit, it has no maximum that means anything. */
export function likelihood(analysis: Analysis): Likelihood {
  const { solution, rank, obstacles } = analysis;
  const n = solution.observations;
  const logLikelihood = obstacles.tests ?? finiteQuantity(logLikelihoodOf(analysis));
  const criterion = (penalty: number): Quantity =>
    isObstacle(logLikelihood) ? logLikelihood : finiteQuantity(-2 * logLikelihood + penalty * (rank + 1));
  return { logLikelihood, aic: criterion(2), bic: criterion(Math.log(n)) };
}

function logLikelihoodOf({ solution, scaled, residualSumOfSquares: { hi, unit } }: Analysis): number {
  const n = solution.observations;
  const sum = new DoubleDouble();
  // The common factor ω of the weights cancels between the two sums.
  for (const weight of scaled.weights?.hi ?? []) if (weight > 0) sum.add(Math.log(weight));
  const logResidual = Math.log(hi) + 2 * (Math.log(unit) + Math.log(scaled.targetScale));
  sum.add(-n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + logResidual));
  return sum.hi / 2;
}
