import { expect, test } from 'vitest';
import { at } from '../src/at.js';

test('at reads one element', () => expect(at(Float64Array.of(1, 2, 3), 1)).toBe(2));
