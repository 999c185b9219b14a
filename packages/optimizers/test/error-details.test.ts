import { FitError } from '@wellposed/core';
import { expect, it } from 'vitest';
import { descent, gradientDescent, heavyBall } from '../src/index.js';
import { spectrumOf } from './diagonal-quadratic.js';

const optimizer = descent(gradientDescent({ learningRate: 0.5 }));
const automatic = gradientDescent({ learningRate: 'auto' });
const automaticMomentum = heavyBall({ learningRate: 1, momentum: 'auto' });
const theta = new Float64Array(2);
const flat = { parameters: 2, spectrum: spectrumOf([0, 0]) };

it.each<[string, () => unknown, FitError['details']]>([
  ['a short start', () => optimizer.init(theta, { parameters: 3 }), { argument: 'start', value: 2 }],
  [
    'a start that is not finite',
    () => optimizer.init(Float64Array.of(1, -Infinity), { parameters: 2 }),
    { argument: 'start', row: 1, value: -Infinity },
  ],
  [
    'a long gradient',
    () => optimizer.tell(optimizer.init(theta, { parameters: 2 }), { value: 0, gradient: new Float64Array(4) }),
    { argument: 'gradient', value: 4 },
  ],
  ['no spectrum', () => automatic.init(theta, { parameters: 2 }), { argument: 'learningRate', value: 'auto' }],
  ['a flat objective', () => automatic.init(theta, flat), { argument: 'learningRate', value: 'auto' }],
  ['no spectrum', () => automaticMomentum.init(theta, { parameters: 2 }), { argument: 'momentum', value: 'auto' }],
  [
    'no spectrum, all automatic',
    () => heavyBall({ learningRate: 'auto', momentum: 'auto' }).init(theta, { parameters: 2 }),
    { argument: 'learningRate', value: 'auto' },
  ],
  [
    'a rate that no momentum makes stable',
    () => automaticMomentum.init(theta, { parameters: 2, spectrum: spectrumOf([4, 1]) }),
    { argument: 'learningRate', value: 1 },
  ],
  ['momentum', () => heavyBall({ learningRate: 1, momentum: 1 }), { argument: 'momentum', value: 1 }],
  [
    'a negative eigenvalue',
    () => automatic.learningRates?.(spectrumOf([1, 2, -3])),
    { argument: 'spectrum.eigenvalues', row: 2, value: -3 },
  ],
])('names what is wrong, and where: %s', (_, action, details) => {
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FitError);
  expect((thrown as FitError).details).toEqual(details);
});

it('names the rules', () => {
  expect(automatic.name).toBe('gradient-descent');
  expect(automaticMomentum.name).toBe('heavy-ball');
});
