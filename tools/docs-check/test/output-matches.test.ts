import { expect, it } from 'vitest';
import { outputMatches } from '../src/output-matches.js';

it.each([
  ['a\nb', 'a\nb\n'],
  ['a\n…\nd', 'a\nb\nc\nd'],
  ['a\n…\nd', 'a\nd'],
  ['…', 'a\nb'],
  ['(1.5) [x]', '(1.5) [x]'],
])('%j describes %j', (expected, output) => {
  expect(outputMatches(expected, output)).toBe(true);
});

it.each([
  ['a', 'b'],
  ['a', 'a\nb'],
  ['a\nb', 'a'],
  ['a\n…\nd', 'a\nb\nc'],
  ['1.5', '1x5'],
  ['a', ' a'],
  ['a … b', 'a x b'],
])('%j does not describe %j', (expected, output) => {
  expect(outputMatches(expected, output)).toBe(false);
});
