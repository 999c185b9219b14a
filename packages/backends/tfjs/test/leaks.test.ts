import { fit, polynomialProblem } from '@wellposed/core';
import { tfjs } from '@wellposed/backend-tfjs';
import { expect, it } from 'vitest';
import { availableEngines } from './support/available-engines.js';
import { smallSystem } from './support/small-system.js';

const x = Array.from({ length: 30 }, (_, i) => i / 10);
const problem = polynomialProblem({ x, y: x.map(Math.sin), degree: 4 });

it.each(availableEngines)('%s has as many tensors after 50 fits as before', async (engine) => {
  const backend = tfjs({ engine });
  await backend.available();
  const before = backend.tensors();
  for (let k = 0; k < 50; k++) await fit(problem, { backend, solver: k % 2 === 0 ? 'qr' : 'cholesky' });
  expect(backend.tensors()).toBe(before);
});

it.each(availableEngines)('%s gives back what answers after dispose', async (engine) => {
  const backend = tfjs({ engine });
  await backend.available();
  const before = backend.tensors();
  const session = await backend.open(smallSystem());
  const late = [
    session.factor('qr'),
    session.factor('svd'),
    session.factor('cholesky'),
    session.evaluate({ theta: new Float64Array(2) }),
    session.evaluate({ theta: new Float64Array(2), rows: Uint32Array.of(1, 2) }),
    session.compress(),
  ].map(async (answer) => {
    await answer;
    return 'answered';
  });
  session.dispose();
  const endings = await Promise.allSettled(late);
  expect(endings.map(({ status }) => status)).toEqual(endings.map(() => 'rejected'));
  expect(backend.tensors()).toBe(before);
});
