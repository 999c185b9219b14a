import { expect, test } from 'vitest';
import { palette } from '../src/palette.js';

/**
 * What readers without one kind of cone see, on linear RGB: Machado, Oliveira & Fernandes, "A Physiologically-based Model
 * for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), table 1, severity 1.0.
 */
const visions = {
  'all cones': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  'no long-wave cones': [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  'no middle-wave cones': [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  'no short-wave cones': [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

type Triple = readonly [number, number, number];

/** sRGB's transfer function, IEC 61966-2-1. */
const linear = (colour: string): Triple => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((from) => parseInt(colour.slice(from, from + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return [red, green, blue];
};

const times = (matrix: readonly number[], v: Triple): Triple => {
  const row = (i: number) => [0, 1, 2].reduce((sum, j) => sum + (matrix[3 * i + j] ?? NaN) * (v[j] ?? NaN), 0);
  return [row(0), row(1), row(2)];
};

/** CIE L*a*b* of linear sRGB, white D65. */
const lab = (rgb: Triple): Triple => {
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const m = [0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041];
  const [x, y, z] = times(m, rgb);
  return [116 * f(y) - 16, 500 * (f(x / 0.95047) - f(y)), 200 * (f(y) - f(z / 1.08883))];
};

/** Colours that stand beside each other in one picture. */
const pairs = [
  ['blue', 'vermilion'],
  ['blue', 'ink'],
  ['vermilion', 'ink'],
  ['blue', 'green'],
  ['vermilion', 'green'],
  ['blue', 'purple'],
  ['vermilion', 'purple'],
  ['blue', 'sky'],
] as const;

test.each(Object.entries(visions))('colours of one picture stay apart: %s', (_name, vision) => {
  for (const [one, other] of pairs) {
    const [a, b] = [lab(times(vision, linear(palette[one]))), lab(times(vision, linear(palette[other])))];
    // ΔE*ab of 2.3 is the least difference that is seen (Mahy et al. 1994); lines want several times as much.
    expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${one}, ${other}`).toBeGreaterThan(5 * 2.3);
  }
});
