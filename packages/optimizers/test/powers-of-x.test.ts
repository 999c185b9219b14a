import { describe, expect, it } from 'vitest';
import { descent, gradientDescent, heavyBall } from '../src/index.js';
import { spectrumOf } from './diagonal-quadratic.js';
import { singularValues } from './singular-values.js';

/**
 * The question this project answers: a polynomial fitted to sin(x) by descent on raw powers. The expected figures were
 * computed in float64 with numpy, to the digits given; here they follow from our own singular values: λ = 2σ² for the sum
 * of squares, 2σ²/n for the mean.
 */
function eigenvalues(points: number, degree: number, reduction: 'sum' | 'mean'): number[] {
  const design = new Float64Array(points * (degree + 1));
  for (let i = 0; i < points; i++) {
    const x = 2 + (3 * i) / (points - 1);
    for (let j = 0; j <= degree; j++) design[i * (degree + 1) + j] = x ** (degree - j);
  }
  const divisor = reduction === 'mean' ? points : 1;
  return singularValues(design, points, degree + 1).map((sigma) => (2 * sigma ** 2) / divisor);
}

const plain = descent(gradientDescent({ learningRate: 1 }));
const heavy = descent(heavyBall({ learningRate: 1, momentum: 0.9 }));

describe('largest stable learning rates of the powers of x', () => {
  it.each([
    ['gradient descent, sum', plain, 6, 4, 'sum', 1.622778e-6, 7],
    ['gradient descent, mean', plain, 6, 4, 'mean', 9.736669e-6, 7],
    ['heavy ball 0.9, sum', heavy, 6, 4, 'sum', 3.083e-6, 4],
    ['gradient descent, sum', plain, 3, 2, 'sum', 0.001201276, 7],
    ['heavy ball 0.9, sum', heavy, 3, 2, 'sum', 0.0022824243, 8],
    ['gradient descent, mean', plain, 3, 2, 'mean', 0.0036038278, 8],
    ['heavy ball 0.9, mean', heavy, 3, 2, 'mean', 0.006847273, 7],
  ] as const)('%s, %#', (_, optimizer, points, degree, reduction, expected, digits) => {
    const rates = optimizer.learningRates?.(spectrumOf(eigenvalues(points, degree, reduction)));
    expect(Number(rates?.largestStable.toPrecision(digits))).toBe(expected);
  });

  it('has the spectrum of the 6 points: κ(H) = 2.0e10', () => {
    const lambda = eigenvalues(6, 4, 'sum');
    expect(lambda.map((value) => Number(value.toPrecision(4)))).toEqual([1232000, 986.9, 6.921, 0.04717, 6.158e-5]);
  });
});
