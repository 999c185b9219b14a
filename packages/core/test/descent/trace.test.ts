import { describe, expect, test } from 'vitest';
import { Trace } from '../../src/descent/trace.js';

const evaluation = (value: number) => ({ value, gradient: Float64Array.of(value / 2, -value) });

function recorded(iterations: number, largestStable?: number, rate?: number, last = false) {
  const trace = new Trace(largestStable);
  for (let k = 0; k < iterations; k++) trace.record(k, evaluation(10_000 - k), rate, last && k === iterations - 1);
  return trace.entries();
}

describe('Trace', () => {
  test('records value, change and gradient', () => {
    expect(recorded(3)).toEqual([
      { iteration: 0, value: 10_000, valueChange: 0, gradientMaxNorm: 10_000 },
      { iteration: 1, value: 9999, valueChange: 1, gradientMaxNorm: 9999 },
      { iteration: 2, value: 9998, valueChange: 1, gradientMaxNorm: 9998 },
    ]);
  });

  test('records the rate, and its ratio to the largest stable one when that is known', () => {
    expect(recorded(1, 4, 3)[0]).toMatchObject({ learningRate: 3, learningRateRatio: 0.75 });
    expect(recorded(1, undefined, 3)[0]).toMatchObject({ learningRate: 3 });
    expect(recorded(1, undefined, 3)[0]).not.toHaveProperty('learningRateRatio');
    expect(recorded(1, 4)[0]).not.toHaveProperty('learningRate');
    expect(recorded(1, 4)[0]).not.toHaveProperty('learningRateRatio');
  });

  test('keeps all of 1024 iterations, and every other one of more', () => {
    expect(recorded(1024).length).toBe(1024);
    const iterations = recorded(1025).map(({ iteration }) => iteration);
    expect(iterations).toEqual([...Array.from({ length: 513 }, (_, k) => 2 * k)]);
    expect(recorded(2048).map(({ iteration }) => iteration)).toEqual(Array.from({ length: 1024 }, (_, k) => 2 * k));
    expect(recorded(2049).length).toBe(513);
    expect(recorded(4097).map(({ iteration }) => iteration)).toEqual(Array.from({ length: 513 }, (_, k) => 8 * k));
  });

  test('changes are between the entries that are kept', () => {
    expect(recorded(4097).map(({ valueChange }) => valueChange)).toEqual([0, ...Array.from({ length: 512 }, () => 8)]);
  });

  test('keeps the last iteration whatever the stride, once', () => {
    expect(recorded(4096, undefined, undefined, true).at(-1)!.iteration).toBe(4095);
    expect(recorded(4097, undefined, undefined, true).filter(({ iteration }) => iteration === 4096).length).toBe(1);
    const trace = new Trace(undefined);
    trace.record(0, evaluation(1), undefined);
    trace.record(0, evaluation(1), undefined, true);
    expect(trace.entries().length).toBe(1);
  });

  test('an iteration is not the last unless it is said to be', () => {
    const trace = new Trace(undefined);
    for (let k = 0; k < 1030; k++) trace.record(k, evaluation(1), undefined);
    expect(trace.entries().at(-1)!.iteration).toBe(1028);
  });

  test('may begin anywhere', () => {
    const trace = new Trace(undefined);
    for (let k = 1001; k < 1001 + 1024; k++) trace.record(k, evaluation(1), undefined);
    expect(trace.entries()[0]!.iteration).toBe(1001);
    trace.record(2025, evaluation(1), undefined, true);
    expect(trace.entries().map(({ iteration }) => iteration)).toEqual([
      ...Array.from({ length: 512 }, (_, k) => 1002 + 2 * k),
      2025,
    ]);
  });
});
