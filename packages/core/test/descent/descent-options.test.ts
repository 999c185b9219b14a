import { describe, expect, test } from 'vitest';
import type { DescentSettings } from '../../src/descent/descent-options.js';
import { checkDescentSettings } from '../../src/descent/descent-options.js';
import { gradientDescent } from '../support/gradient-descent.js';
import { refusal } from '../support/refusal.js';

const optimizer = gradientDescent(0.1);
const refused = (settings: Partial<DescentSettings>) =>
  refusal(() => checkDescentSettings({ optimizer, ...settings }, 2));

describe('checkDescentSettings', () => {
  test('fills in the defaults', () => {
    expect(checkDescentSettings({ optimizer }, 3)).toEqual({
      optimizer,
      maxIterations: 10_000,
      tolerance: 1e-8,
      start: new Float64Array(3),
      stride: 1,
      compress: false,
    });
  });

  test('keeps what is given', () => {
    const given = {
      optimizer,
      maxIterations: 0,
      tolerance: 0,
      start: Float64Array.of(1, 2),
      stride: 7,
      compress: true,
      signal: { aborted: false },
      onProgress: () => undefined,
      resume: { optimizer: 'gradient-descent', iteration: 3, state: { theta: Float64Array.of(3, 4) } },
    };
    expect(checkDescentSettings(given, 2)).toEqual(given);
    expect(
      checkDescentSettings({ optimizer, maxIterations: Number.MAX_SAFE_INTEGER, tolerance: 1e300 }, 2).tolerance,
    ).toBe(1e300);
  });

  test.each([-1, 1.5, NaN, Infinity, 2 ** 53])('refuses maxIterations %s', (maxIterations) => {
    expect(refused({ maxIterations })).toEqual({
      code: 'INVALID_OPTION',
      argument: 'maxIterations',
      value: maxIterations,
    });
  });

  test.each([-1e-300, NaN, Infinity, -Infinity])('refuses tolerance %s', (tolerance) => {
    expect(refused({ tolerance })).toEqual({ code: 'INVALID_OPTION', argument: 'tolerance', value: tolerance });
  });

  test.each([0, -1, 1.5, NaN, Infinity, 2 ** 53])('refuses stride %s', (stride) => {
    expect(refused({ stride })).toEqual({ code: 'INVALID_OPTION', argument: 'stride', value: stride });
  });

  test('refuses a compress that is neither true nor false', () => {
    const compress = 'yes' as unknown as boolean;
    expect(refused({ compress })).toEqual({ code: 'INVALID_OPTION', argument: 'compress', value: 'yes' });
  });

  test('refuses the checkpoint of another optimizer', () => {
    expect(refused({ resume: { optimizer: 'heavy-ball', iteration: 1, state: {} } })).toEqual({
      code: 'INVALID_OPTION',
      argument: 'resume',
      value: 'heavy-ball',
    });
  });

  test.each([1, 3])('refuses a start of %i numbers for 2', (length) => {
    expect(refused({ start: new Float64Array(length) })).toEqual({
      code: 'SHAPE_MISMATCH',
      argument: 'start',
      value: length,
    });
  });

  test.each([NaN, Infinity, -Infinity])('refuses %s in the start', (value) => {
    expect(refused({ start: Float64Array.of(value, 1) })).toEqual({
      code: 'NON_FINITE_INPUT',
      argument: 'start',
      row: 0,
      value,
    });
    expect(refused({ start: Float64Array.of(1, value) })).toMatchObject({ row: 1 });
  });
});
