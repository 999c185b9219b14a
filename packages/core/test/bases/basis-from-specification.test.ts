import { describe, expect, test } from 'vitest';
import { basisFromSpecification } from '../../src/bases/basis-from-specification.js';
import { chebyshev } from '../../src/bases/chebyshev.js';
import { columns } from '../../src/bases/columns.js';
import { legendre } from '../../src/bases/legendre.js';
import { monomial } from '../../src/bases/monomial.js';
import { doubleDoubleArray, fromFloat64 } from '../../src/double-double/double-double-array.js';
import { refusal } from '../support/refusal.js';

describe('basisFromSpecification', () => {
  test.each([
    columns(['a', 'b']),
    columns([]),
    monomial({ degree: 3, variable: 'time' }),
    monomial({ degree: 0 }),
    chebyshev({ degree: 4, domain: [2, 5], variable: 'time' }),
    legendre({ degree: 2, domain: [-1e6, 3] }),
  ])('builds the same basis again: $specification.name', (basis) => {
    const again = basisFromSpecification(JSON.parse(JSON.stringify(basis.specification)));
    expect(again.specification).toEqual(basis.specification);
    expect([again.names, again.size, again.variables]).toEqual([basis.names, basis.size, basis.variables]);
    const features = [basis, again].map((one) => {
      const out = doubleDoubleArray(one.size);
      one.evaluate(fromFloat64(Float64Array.of(3.3, 2.1)), 0, out, 0);
      return out;
    });
    expect(features[1]).toEqual(features[0]);
  });

  test('refuses what it does not know', () => {
    expect(refusal(() => basisFromSpecification({ name: 'sines', variables: ['x'] }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'name',
      value: 'sines',
    });
    expect(refusal(() => basisFromSpecification({ name: '', variables: ['x'] }))).toMatchObject({ argument: 'name' });
  });

  test.each([{ variables: [] }, { variables: ['a', 'b'] }])('takes one variable, not $variables', ({ variables }) => {
    for (const name of ['monomial', 'chebyshev', 'legendre']) {
      expect(refusal(() => basisFromSpecification({ name, variables, degree: 2, domain: [0, 1] }))).toEqual({
        code: 'INVALID_OPTION',
        argument: 'variables',
        value: variables,
      });
    }
  });

  test.each(['monomial', 'chebyshev', 'legendre'])('%s needs its degree', (name) => {
    expect(refusal(() => basisFromSpecification({ name, variables: ['x'], domain: [0, 1] }))).toMatchObject({
      code: 'INVALID_OPTION',
      argument: 'degree',
    });
  });

  test.each(['chebyshev', 'legendre'])('%s needs its domain', (name) => {
    expect(refusal(() => basisFromSpecification({ name, variables: ['x'], degree: 2 }))).toEqual({
      code: 'INVALID_OPTION',
      argument: 'domain',
      value: undefined,
    });
  });
});
