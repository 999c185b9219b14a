import { linearProblem } from '@wellposed/core';
import type { Problem } from '@wellposed/core';
import fc from 'fast-check';

/** How one more column comes from those before it. */
type Derivation =
  | { readonly kind: 'copy' | 'constant' | 'complement'; readonly of: number }
  | { readonly kind: 'shift' | 'multiple'; readonly of: number; readonly by: number }
  | { readonly kind: 'sum' | 'difference'; readonly of: number; readonly and: number }
  /** 0.1 a + 0.7 b, rounded: a dependence that rounding has destroyed. */
  | { readonly kind: 'rounded'; readonly of: number; readonly and: number };

/** A linear problem of whole numbers (or multiples of a power of two), some columns of which depend on others, in a few small numbers. */
export interface DependentRecipe {
  readonly intercept: boolean;
  /** Rows of the columns to begin with. */
  readonly rows: readonly (readonly number[])[];
  /** What is added to each of them: timestamps, identifiers. */
  readonly offsets: readonly number[];
  readonly unit: number;
  readonly derived: readonly Derivation[];
  readonly y: readonly number[];
  /** Absent: all 1. */
  readonly weights: readonly number[] | undefined;
}

const index = fc.nat({ max: 7 });
const derivation: fc.Arbitrary<Derivation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('copy' as const, 'constant' as const, 'complement' as const), of: index }),
  fc.record({
    kind: fc.constantFrom('shift' as const, 'multiple' as const),
    of: index,
    by: fc.constantFrom(1, -3, 1000, 2 ** 10),
  }),
  fc.record({ kind: fc.constantFrom('sum' as const, 'difference' as const), of: index, and: index }),
  fc.record({ kind: fc.constant('rounded' as const), of: index, and: index }),
);

/** fast-check arbitrary of problems with dependent columns, tall and wide, near 0 and far from it. */
export const dependentRecipes: fc.Arbitrary<DependentRecipe> = fc
  .record({ n: fc.integer({ min: 2, max: 10 }), base: fc.integer({ min: 1, max: 3 }) })
  .chain(({ n, base }) =>
    fc.record({
      intercept: fc.boolean(),
      rows: fc.array(
        fc.array(fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, 1)), {
          minLength: base,
          maxLength: base,
        }),
        { minLength: n, maxLength: n },
      ),
      offsets: fc.array(fc.constantFrom(0, 0, 1e8, 1.7e12), { minLength: base, maxLength: base }),
      unit: fc.constantFrom(1, 1, 2 ** -7, 2 ** 20),
      derived: fc.array(derivation, { minLength: 1, maxLength: 3 }),
      y: fc.array(fc.integer({ min: -100, max: 100 }), { minLength: n, maxLength: n }),
      weights: fc.option(fc.array(fc.constantFrom(0, 1, 1, 3, 0.1), { minLength: n, maxLength: n }), {
        nil: undefined,
      }),
    }),
  );

/** The same with fewer columns, and some coefficients that must not be negative: those of an odd bit. */
export const boundedRecipes: fc.Arbitrary<DependentRecipe & { readonly bounds: number }> = fc
  .record({ recipe: dependentRecipes, bounds: fc.integer({ min: 1, max: 31 }) })
  .map(({ recipe, bounds }) => ({
    ...recipe,
    rows: recipe.rows.map((row) => row.slice(0, 2)),
    derived: recipe.derived.slice(0, 2),
    bounds,
  }));

/** Whether a dependence of the recipe is only nearly there, or hidden by offsets without an intercept: that takes digits. */
export function isNearlyDependent({ intercept, offsets, derived }: DependentRecipe): boolean {
  const far = !intercept && offsets.some((offset) => offset > 0);
  return far || derived.some(({ kind }) => kind === 'rounded');
}

/** The problem of a recipe; undefined when no row has a weight. */
export function dependentProblem(recipe: DependentRecipe): Problem | undefined {
  const { rows, offsets, unit, derived, intercept, y, weights } = recipe;
  if (weights?.every((weight) => weight === 0)) return undefined;
  const x = rows.map((row) => {
    const values = row.map((value, j) => (value + (offsets[j] ?? 0)) * unit);
    for (const how of derived) values.push(derivedFrom(values, how));
    return values;
  });
  return linearProblem({ x, y: [...y], intercept, ...(weights && { weights: [...weights] }) });
}

function derivedFrom(values: readonly number[], how: Derivation): number {
  const value = (k: number): number => values[k % values.length] ?? 0;
  switch (how.kind) {
    case 'copy':
      return value(how.of);
    case 'constant':
      return how.of + 1;
    case 'complement':
      return 1 - value(how.of);
    case 'shift':
      return value(how.of) + how.by;
    case 'multiple':
      return value(how.of) * how.by;
    case 'sum':
      return value(how.of) + value(how.and);
    case 'difference':
      return value(how.of) - 2 * value(how.and);
    case 'rounded':
      return 0.1 * value(how.of) + 0.7 * value(how.and);
  }
}
