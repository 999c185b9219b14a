import { describe, expect, test } from 'vitest';
import { fitOptionKeys } from '../../src/fit/fit-options.js';
import { foreignNames } from '../../src/options/foreign-names.js';
import type { OptionKeys } from '../../src/options/refuse-unknown-options.js';
import { keysWithout, optionsAmong, refuseUnknownOptions } from '../../src/options/refuse-unknown-options.js';
import { polynomialOptionKeys } from '../../src/problem/polynomial-problem.js';
import { refusal } from '../support/refusal.js';

interface Colours {
  readonly red?: number;
  readonly green?: number;
}

const known = { red: true, green: true } satisfies OptionKeys<Colours>;
const check = (options: unknown) => refusal(() => refuseUnknownOptions(options, known, 'paint', { row: 3 }));

describe('options that are not known', () => {
  test('are refused, whatever their value, with their name', () => {
    for (const value of [1, undefined, null]) {
      expect(check({ red: 1, rad: value })).toEqual({
        code: 'INVALID_OPTION',
        argument: 'rad',
        value: 'rad',
        row: 3,
      });
    }
    expect(messageOf({ rad: 1 })).toBe("paint: 'rad' is not known. Did you mean 'red'? Known: red, green");
    expect(messageOf({ transparency: 1 })).toBe("paint: 'transparency' is not known. Known: red, green");
  });

  test('own enumerable names count, and no others', () => {
    const options: object = Object.create({ inherited: 1 });
    Object.defineProperty(options, 'hidden', { value: 1, enumerable: false });
    Object.assign(options, { [Symbol('mine')]: 1, green: undefined });
    expect(() => refuseUnknownOptions(options, known, 'paint')).not.toThrow();
    // A name that every object inherits is no option.
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      const own = Object.defineProperty({}, name, { value: 1, enumerable: true });
      expect(check(own)).toMatchObject({ code: 'INVALID_OPTION', argument: name });
    }
  });

  test('what is no object is refused as such, and what cannot be read too', () => {
    for (const value of [undefined, null, 3, 'red', [1], new Float64Array(2), () => 1]) {
      expect(check(value)).toMatchObject({ code: 'INVALID_OPTION', argument: 'options', value });
    }
    const unreadable = new Proxy({}, { ownKeys: () => expect.fail('no keys') });
    expect(check(unreadable)).toMatchObject({ code: 'INVALID_INPUT', argument: 'options' });
  });

  test('no getter is called', () => {
    const options = {
      get rad(): number {
        throw new Error('read');
      },
    };
    expect(check(options)).toMatchObject({ argument: 'rad' });
  });

  test('names that do not show are written by their numbers, long ones are cut', () => {
    expect(messageOf({ 're\u200bd': 1 })).toContain("'re\\u{200b}d' is not known. Did you mean 'red'?");
    expect(messageOf({ '\u202ered\u001b': 1 })).toContain("'\\u{202e}red\\u{1b}'");
    expect(messageOf({ größe: 1 })).toContain("'größe'");
    expect(messageOf({ ['x'.repeat(100_000)]: 1 }).length).toBeLessThan(150);
  });
});

describe('what was meant', () => {
  const fits = { ...polynomialOptionKeys, ...fitOptionKeys };
  const hintFor = (name: string, options: Readonly<Record<string, true>> = fits): string =>
    /is not known\. (.*) Known:/.exec(messageOf({ [name]: 1 }, options))?.[1] ?? '';

  test.each([
    ['wieghts', 'weights'],
    ['Weights', 'weights'],
    ['weigths', 'weights'],
    ['degre', 'degree'],
    ['maxiterations', 'maxIterations'],
    ['max_iterations', 'maxIterations'],
    ['interceptt', 'intercept'],
    ['sampleWeight', 'weights'],
    ['sample_weight', 'weights'],
    ['deg', 'degree'],
    ['fit_intercept', 'intercept'],
    ['bounds', 'nonnegative'],
    ['alpha', 'ridge'],
    ['lambda', 'ridge'],
    ['lr', 'learningRate'],
    ['momentum', 'heavyBall'],
    ['batchSize', 'batches'],
    ['maxiter', 'maxIterations'],
    ['tol', 'tolerance'],
  ])('%s → %s', (name, meant) => {
    expect(hintFor(name)).toContain(meant);
  });

  test('depends on what there is', () => {
    expect(hintFor('alpha', { learningRate: true })).toBe("Did you mean 'learningRate'?");
    expect(hintFor('alpha', { confidence: true })).toBe('Give confidence: 1 − α.');
    expect(hintFor('alpha', { degree: true })).toBe('');
    expect(hintFor('stepSize', { learningRate: true, momentum: true })).toBe("Did you mean 'learningRate'?");
  });

  test('is never the word that was written, nor an option that is not there', () => {
    for (const [name, meanings] of foreignNames) {
      for (const { option, says } of meanings) {
        expect(hintFor(name, { [option]: true })).toBe(says);
        expect(option.toLowerCase() === name && says.includes(`mean '${name}'`)).toBe(false);
      }
    }
  });
});

test('a function takes its own options out of those for several', () => {
  const options = { red: 1, blue: 2, green: undefined };
  expect(optionsAmong(options, known)).toStrictEqual({ red: 1, green: undefined });
  expect(keysWithout(known, 'red')).toEqual({ green: true });
});

test('an option that is forgotten in the data does not compile', () => {
  // @ts-expect-error: green is missing
  expect({ red: true } satisfies OptionKeys<Colours>).toEqual({ red: true });
  // @ts-expect-error: there is no blue
  expect({ red: true, green: true, blue: true } satisfies OptionKeys<Colours>).toHaveProperty('blue');
});

function messageOf(options: unknown, names: Readonly<Record<string, true>> = known): string {
  try {
    refuseUnknownOptions(options, names, 'paint');
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'nothing was refused';
}
