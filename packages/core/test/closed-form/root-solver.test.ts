import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootSolver } from '../../src/closed-form/root-solver.js';
import { scaledSystem } from '../../src/closed-form/scaled-system.js';
import { fromFloat64 } from '../../src/double-double/double-double-array.js';
import { norm } from '../../src/norm.js';
import { denseFactorization } from '../support/dense-factorization.js';
import { holds } from '../support/holds.js';
import { squared } from '../../src/losses/squared.js';
import { runSync } from '../../src/fit/steps.js';

const numbers = (length: number) => fc.array(fc.integer({ min: -9, max: 9 }), { minLength: length, maxLength: length });

test('solves the augmented system from a root of ten bits, to float64', () => {
  holds(
    fc.property(
      fc.record({
        a: numbers(14),
        f: numbers(7),
        g: fc.option(numbers(2), { nil: undefined }),
        weighted: fc.boolean(),
      }),
      ({ a, f, g, weighted }) => {
        const weights = Float64Array.of(1, 4, 2, 1, 1, 0.25, 1);
        const system = runSync(
          scaledSystem({
            design: fromFloat64(Float64Array.from(a)),
            targets: new Float64Array(7),
            ...(weighted && { weights }),
          }),
        );
        const { design, weights: scaled, targets } = system;
        const loss = squared({ reduction: 'sum' });
        const linear = { rows: 7, columns: 2, design: design.hi, targets, loss, ...(scaled && { weights: scaled }) };
        const exact = denseFactorization(linear, 'svd', { round: (value) => value, unitRoundoff: 2 ** -53 });
        const [largest, smallest] = exact.singularValues;
        fc.pre(exact.rank === 2 && largest! < 8 * smallest!);
        const root = exact.inverseRoot.map((value) => Math.round(value * 2 ** 12) / 2 ** 12);
        const [right, left] = [Float64Array.from(f), g && Float64Array.from(g)];
        const found = rootSolver(system, root, 2)(right, left);
        const expected = exact.solve(right, left);
        // S is off by ‖ΔS‖ ≤ 2·2⁻¹³, so that a pass leaves 2‖ΔS‖‖S‖σ₁² ≤ 2⁻¹¹ κ σ₁ of the error, with κ < 8 and σ₁ ≤ 4 (columns of
        // norm below 2√2): three passes leave 2⁻¹⁸.
        const size = norm(right) / smallest! + norm(left ?? new Float64Array(2)) / smallest! ** 2;
        expect(norm(found.theta.map((value, j) => value - expected.theta[j]!))).toBeLessThanOrEqual(2 ** -18 * size);
        expect(norm(found.residual.map((value, i) => value - expected.residual[i]!))).toBeLessThanOrEqual(
          2 ** -18 * size * largest!,
        );
      },
    ),
  );
});

test('r = f − Ã θ for the θ that it gives', () => {
  const system = runSync(scaledSystem({ design: fromFloat64(Float64Array.of(1, 1, 1)), targets: new Float64Array(3) }));
  const { theta, residual } = rootSolver(
    system,
    Float64Array.of(1 / norm(system.design.hi)),
    1,
  )(Float64Array.of(1, 2, 6));
  const [a] = system.design.hi;
  expect(theta[0]! * a!).toBeCloseTo(3, 14);
  [-2, -1, 3].forEach((value, i) => expect(residual[i]).toBeCloseTo(value, 14));
});
