import { at } from '@wellposed/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { descent, gradientDescent, heavyBall } from '../src/index.js';
import { evaluate, spectrumOf } from './diagonal-quadratic.js';

const seed = 20261124;
const quadratic = { eigenvalues: [4, 1, 0.25], minimum: [1, -2, 3] };
const context = { parameters: 3, spectrum: spectrumOf(quadratic.eigenvalues) };

/** The steps that a device makes: v ← μ v − η g, θ ← θ + v. */
function onDevice(
  start: { theta: Float64Array; velocity: Float64Array; learningRate: number; momentum: number },
  steps: number,
) {
  let [theta, velocity] = [start.theta.slice(), start.velocity.slice()];
  for (let k = 0; k < steps; k++) {
    const { gradient } = evaluate(quadratic, theta);
    velocity = velocity.map((v, i) => start.momentum * v - start.learningRate * at(gradient, i));
    theta = theta.map((value, i) => value + at(velocity, i));
  }
  return { theta, velocity };
}

it('steps on a device and on the host in turn are the steps of the host, bit for bit at a rate that is a power of two', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ steps: fc.integer({ min: 1, max: 5 }), device: fc.boolean() }), { maxLength: 8 }),
      fc.integer({ min: -8, max: -3 }),
      fc.constantFrom(undefined, 0, 0.5, 0.9),
      (legs, power, momentum) => {
        const rate = 2 ** power;
        const make = () =>
          momentum === undefined
            ? descent(gradientDescent({ learningRate: rate }))
            : descent(heavyBall({ learningRate: rate, momentum }));
        const [one, other] = [make(), make()];
        let mixed: unknown = one.init(new Float64Array(3), context);
        let host: unknown = other.init(new Float64Array(3), context);
        for (const { steps, device } of legs) {
          if (device) mixed = one.momentum!.write(mixed as never, onDevice(one.momentum!.read(mixed as never), steps));
          else
            for (let k = 0; k < steps; k++)
              mixed = one.tell(mixed as never, evaluate(quadratic, one.ask(mixed as never).theta));
          for (let k = 0; k < steps; k++)
            host = other.tell(host as never, evaluate(quadratic, other.ask(host as never).theta));
          expect(one.ask(mixed as never).theta).toEqual(other.ask(host as never).theta);
        }
      },
    ),
    { seed },
  );
});

it("has the rate and the momentum that 'auto' found", () => {
  const optimizer = descent(heavyBall({ learningRate: 'auto', momentum: 'auto' }));
  const { learningRate, momentum, velocity } = optimizer.momentum!.read(optimizer.init(new Float64Array(3), context));
  // κ = 16: β = (3/5)², α = 4/(2 + ½)².
  expect(momentum).toBeCloseTo(0.36, 15);
  expect(learningRate).toBeCloseTo(0.64, 15);
  expect([...velocity]).toEqual([0, 0, 0].map((zero) => -zero));
});

it('is what a rule says, and not there when it says nothing', () => {
  const rule = gradientDescent({ learningRate: 0.5 });
  const { name, needsSpectrum, init, update } = rule;
  expect(descent({ name, needsSpectrum, init, update })).not.toHaveProperty('momentum');
  expect(descent(rule)).toHaveProperty('momentum');
});
