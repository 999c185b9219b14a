import { at, type UpdateRule } from '@wellposed/core';
import { describe, expect, it } from 'vitest';
import { descent, gradientDescent, heavyBall } from '../src/index.js';
import { codeOf } from './code-of.js';
import { evaluate, spectrumOf, trajectory } from './diagonal-quadratic.js';

const quadratic = { eigenvalues: [5, 1, 0.1], minimum: [1, 2, 3] };
const context = { parameters: 3, spectrum: spectrumOf(quadratic.eigenvalues) };

const rules: [string, UpdateRule][] = [
  ['gradientDescent', gradientDescent({ learningRate: 0.1 })],
  ['gradientDescent auto', gradientDescent({ learningRate: 'auto' })],
  ['heavyBall', heavyBall({ learningRate: 0.1 })],
  ['heavyBall auto', heavyBall({ learningRate: 'auto', momentum: 'auto' })],
];

describe.each(rules)('descent(%s)', (_, rule) => {
  const optimizer = descent(rule);
  const after = (steps: number) => {
    let state = optimizer.init(Float64Array.of(7, 8, 9), context);
    for (let k = 0; k < steps; k++) state = optimizer.tell(state, evaluate(quadratic, optimizer.ask(state).theta));
    return state;
  };

  it('asks for the gradient, under the name of the rule', () => {
    expect(optimizer.name).toBe(rule.name);
    const { needsSpectrum: spectrum, needsOwnBasis: ownBasis } = rule;
    expect(optimizer.needs).toEqual({ evaluation: 'gradient', spectrum, ...(ownBasis !== undefined && { ownBasis }) });
  });

  it('copies the start and leaves it alone', () => {
    const start = Float64Array.of(7, 8, 9);
    let state = optimizer.init(start, context);
    expect(optimizer.ask(state).theta).not.toBe(start);
    expect([...optimizer.ask(state).theta]).toEqual([7, 8, 9]);
    for (let k = 0; k < 5; k++) state = optimizer.tell(state, evaluate(quadratic, optimizer.ask(state).theta));
    expect([...start]).toEqual([7, 8, 9]);
    expect([...optimizer.ask(state).theta]).not.toEqual([7, 8, 9]);
  });

  it('asks the same twice', () => {
    const state = after(3);
    const before = structuredClone(state);
    const first = optimizer.ask(state).theta.slice();
    expect(optimizer.ask(state).theta).toEqual(first);
    expect(state).toEqual(before);
  });

  it('goes on from a cloned state with the same bits', () => {
    let resumed = structuredClone(after(7));
    for (let k = 0; k < 13; k++) resumed = optimizer.tell(resumed, evaluate(quadratic, optimizer.ask(resumed).theta));
    expect(resumed).toEqual(after(20));
  });

  it('keeps no hold on the gradient it was told, nor writes to it', () => {
    let state = optimizer.init(Float64Array.of(7, 8, 9), context);
    const gradient = new Float64Array(3);
    for (let k = 0; k < 20; k++) {
      gradient.set(evaluate(quadratic, optimizer.ask(state).theta).gradient);
      const told = gradient.slice();
      state = optimizer.tell(state, { value: 0, gradient });
      expect(gradient).toEqual(told);
      gradient.fill(1e300);
    }
    expect(state).toEqual(after(20));
  });

  it('reuses its buffer for θ', () => {
    const state = after(1);
    const { theta } = optimizer.ask(state);
    expect(optimizer.ask(optimizer.tell(state, evaluate(quadratic, theta))).theta).toBe(theta);
  });

  it('does not share buffers between runs', () => {
    const first = after(4);
    const before = structuredClone(first);
    after(9);
    expect(first).toEqual(before);
  });

  it('passes on the learning rate in force and the learning rates', () => {
    const state = after(2);
    expect(optimizer.learningRate?.(state)).toBe(rule.learningRate?.(rule.init(new Float64Array(3), context)));
    expect(optimizer.learningRates?.(context.spectrum)).toEqual(rule.learningRates?.(context.spectrum));
  });

  it('refuses a start or a gradient of the wrong length, and a start that is not finite', () => {
    expect(codeOf(() => optimizer.init(new Float64Array(2), context))).toBe('SHAPE_MISMATCH');
    expect(codeOf(() => optimizer.init(Float64Array.of(1, NaN, 1), context))).toBe('NON_FINITE_INPUT');
    expect(codeOf(() => optimizer.init(Float64Array.of(Infinity, 1, 1), context))).toBe('NON_FINITE_INPUT');
    const state = after(1);
    expect(codeOf(() => optimizer.tell(state, { value: 0, gradient: new Float64Array(4) }))).toBe('SHAPE_MISMATCH');
  });
});

describe('descent of a rule of one’s own', () => {
  /** Sign descent: θ ← θ − α sign(g), its α halved every step; the state is new each time. */
  const signDescent: UpdateRule<{ readonly rate: number }> = {
    name: 'sign-descent',
    needsSpectrum: false,
    init: () => ({ rate: 1 }),
    update: (gradient, { rate }) => [gradient.map((g) => -rate * Math.sign(g)), { rate: rate / 2 }],
  };

  it('moves by its steps and keeps its state', () => {
    const thetas = trajectory(descent(signDescent), { eigenvalues: [1], minimum: [0] }, [1.25], 3);
    expect(thetas.map((theta) => at(theta, 0))).toEqual([1.25, 0.25, -0.25, 0]);
  });

  it('may be an object of a class, whose methods use its fields', () => {
    class FixedRate implements UpdateRule<undefined> {
      readonly name = 'fixed-rate';
      readonly needsSpectrum = false;
      constructor(private readonly rate: number) {}
      init(): undefined {
        return undefined;
      }
      update(gradient: Float64Array): readonly [Float64Array, undefined] {
        return [gradient.map((g) => -this.rate * g), undefined];
      }
      learningRate(): number {
        return this.rate;
      }
      learningRates() {
        return { largestStable: 2 * this.rate, best: this.rate };
      }
    }
    const optimizer = descent(new FixedRate(0.5));
    const state = optimizer.tell(optimizer.init(Float64Array.of(8), { parameters: 1 }), {
      value: 0,
      gradient: Float64Array.of(4),
    });
    expect([...optimizer.ask(state).theta]).toEqual([6]);
    expect(optimizer.learningRate?.(state)).toBe(0.5);
    expect(optimizer.learningRates?.(context.spectrum)).toEqual({ largestStable: 1, best: 0.5 });
  });

  it('has no learning rates when the rule has none', () => {
    expect(descent(signDescent)).not.toHaveProperty('learningRate');
    expect(descent(signDescent)).not.toHaveProperty('learningRates');
  });
});
