import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../../src/contracts/optimizer.js';
import type { Checkpoint } from '../../src/contracts/solution.js';
import { decodeState, encodeState } from '../../src/descent/checkpoint.js';
import { descentOf } from '../support/descent-of.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { heavyBall } from '../support/heavy-ball.js';
import { holds } from '../support/holds.js';
import { refusal } from '../support/refusal.js';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('a state comes back from JSON to the bit, whatever numbers and arrays it holds', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 5e-324));
  const leaf = fc.oneof(
    number,
    fc.string(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(number).map((values) => Float64Array.from(values)),
    fc.array(number).map((values) => Float32Array.from(values)),
    fc.array(fc.nat()).map((values) => Uint32Array.from(values)),
  );
  const { state } = fc.letrec((tie) => ({
    state: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('state'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 6 }), tie('state'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  holds(
    fc.property(state, (given) => {
      fc.pre(!/"\$/.test(JSON.stringify({ given })));
      expect(decodeState(throughJson(encodeState(given)))).toStrictEqual(given);
      expect(decodeState(given)).toStrictEqual(given);
    }),
    300,
  );
});

describe('a descent that goes on from JSON', () => {
  test.each<[string, Optimizer]>([
    ['gradient descent', gradientDescent(0.05)],
    ['heavy ball', heavyBall(0.05, 0.9)],
  ])('of %s ends with the same bits as without the stop', (_, optimizer) => {
    const whole = descentOf(optimizer, { maxIterations: 30, tolerance: 0 });
    const half = descentOf(optimizer, { maxIterations: 11, tolerance: 0 });
    const resume = throughJson(half.descent.checkpoint);
    const rest = descentOf(optimizer, { maxIterations: 30, tolerance: 0, resume });
    expect(rest.coefficients).toEqual(whole.coefficients);
    expect(rest.descent.checkpoint).toEqual(whole.descent.checkpoint);
    expect(throughJson(whole.descent.checkpoint)).toEqual(whole.descent.checkpoint);
    expect(structuredClone(whole.descent.checkpoint)).toEqual(whole.descent.checkpoint);
  });

  test('leaves the checkpoint as it was', () => {
    const optimizer = heavyBall(0.05, 0.9);
    const resume = descentOf(optimizer, { maxIterations: 3, tolerance: 0 }).descent.checkpoint;
    const copy = structuredClone(resume);
    descentOf(optimizer, { maxIterations: 9, tolerance: 0, resume });
    expect(resume).toEqual(copy);
  });
});

describe('resume', () => {
  const optimizer = heavyBall(0.05, 0.9);
  const { checkpoint } = descentOf(optimizer, { maxIterations: 3, tolerance: 0 }).descent;
  interface Encoded {
    readonly theta: unknown;
    readonly rule: { readonly velocity: unknown };
  }
  const state = checkpoint.state as Encoded;
  const numbers = (...values: unknown[]) => ({ $Float64Array: values });
  const refused = (resume: unknown) => {
    let evaluations = 0;
    const error = refusal(() =>
      descentOf(optimizer, {
        resume: resume as Checkpoint,
        backend: {
          evaluated: (given) => {
            evaluations += 1;
            return given;
          },
        },
      }),
    );
    expect(evaluations).toBe(0);
    return error;
  };

  test.each<[string, unknown]>([
    ['null', null],
    ['a text', 'checkpoint'],
    ['an array', [checkpoint]],
    ['nothing', {}],
    ['what it inherits', Object.create({ ...checkpoint, state: undefined })],
    ['no state', { ...checkpoint, state: undefined }],
    ['a state of null', { ...checkpoint, state: null }],
    ['a state that is a number', { ...checkpoint, state: 7 }],
    ['another optimizer', { ...checkpoint, optimizer: 'adam' }],
    [
      'the state of another optimizer under its name',
      {
        ...descentOf(gradientDescent(0.05), { maxIterations: 2 }).descent.checkpoint,
        optimizer: 'heavy-ball',
      },
    ],
    ['an iteration that is a text', { ...checkpoint, iteration: '3' }],
    ['a negative iteration', { ...checkpoint, iteration: -1 }],
    ['no iteration', { ...checkpoint, iteration: undefined }],
    ['a basis that is a number', { ...checkpoint, basis: 5 }],
    ['no velocity', { ...checkpoint, state: { ...state, rule: {} } }],
    ['a velocity that is a text', { ...checkpoint, state: { ...state, rule: { velocity: '1, 2' } } }],
    ['a velocity of another length', { ...checkpoint, state: { ...state, rule: { velocity: numbers(1) } } }],
    ['a velocity that overflowed', { ...checkpoint, state: { ...state, rule: { velocity: numbers(1, 'Infinity') } } }],
    ['θ as JSON writes a typed array', { ...checkpoint, state: { ...state, theta: { 0: 1, 1: 2 } } }],
    ['θ as a plain array', { ...checkpoint, state: { ...state, theta: [1, 2] } }],
    ['texts among the numbers', { ...checkpoint, state: { ...state, theta: numbers(1, 'two') } }],
    ['a name of an object for a number', { ...checkpoint, state: { ...state, theta: numbers(1, 'constructor') } }],
    ['an unknown kind of array', { ...checkpoint, state: { ...state, theta: { $Array: [1, 2] } } }],
    [
      'a prototype of its own',
      JSON.parse('{"optimizer":"heavy-ball","iteration":3,"state":{"__proto__":{"theta":{"$Float64Array":[1,2]}}}}'),
    ],
  ])('refuses %s before any work', (_, resume) => {
    expect(refused(resume)).toMatchObject({ code: 'INVALID_OPTION', argument: 'resume' });
  });

  test('refuses a θ that is not finite, with its place, or not of this problem', () => {
    expect(refused({ ...checkpoint, state: { ...state, theta: numbers(1, 'NaN') } })).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'resume',
      row: 1,
      value: NaN,
    });
    expect(refused({ ...checkpoint, state: { ...state, theta: numbers(1, 2, 3) } })).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'resume',
    });
    const { checkpoint: raw } = {
      checkpoint: {
        optimizer: 'heavy-ball',
        iteration: 2,
        state: { theta: Float64Array.of(1, NaN), rule: { velocity: new Float64Array(2) } },
      },
    };
    expect(refused(raw)).toMatchObject({ code: 'NON_FINITE_INPUT', row: 1 });
  });

  test('pollutes no prototype', () => {
    const decoded = decodeState(JSON.parse('{"a":1,"__proto__":{"polluted":true}}')) as Record<string, unknown>;
    expect(decoded['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
