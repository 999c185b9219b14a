import type { EqualityConstraint, Problem } from '@wellposed/core';
import { coefficientNames } from '@wellposed/core';

/** An equation that the coefficients satisfy exactly. */
export type ConstraintDocument =
  | {
      /** Σ factor · coefficient = equals; coefficients with the factor 0 are left out. */
      readonly terms: readonly { readonly name: string; readonly factor: number }[];
      readonly equals: number;
    }
  | {
      /** One row of x, where the fitted value or its slope equals `equals`. */
      readonly at: readonly number[];
      readonly derivative: 0 | 1;
      readonly equals: number;
    };

/** The equality constraints of a problem as plain data. */
export function constraintDocuments({ constraints = [], model }: Problem): readonly ConstraintDocument[] {
  const names = coefficientNames(model);
  return constraints.map((constraint) => documentOf(constraint, names));
}

/** The equation as the command line writes it, 'x1 + 2*x2 = 1' or "f'(0) = 1", but with a word for the intercept. */
export function constraintText(constraint: ConstraintDocument): string {
  if ('at' in constraint) {
    return `f${constraint.derivative === 1 ? "'" : ''}(${constraint.at.join(', ')}) = ${constraint.equals}`;
  }
  const left = constraint.terms.map(({ name, factor }, i) => {
    // '1 = 0' would read as nonsense.
    const what = name === '1' ? 'intercept' : name;
    const size = Math.abs(factor) === 1 ? what : `${Math.abs(factor)}*${what}`;
    if (i === 0) return factor < 0 ? `-${size}` : size;
    return factor < 0 ? `- ${size}` : `+ ${size}`;
  });
  return `${left.join(' ')} = ${constraint.equals}`;
}

function documentOf(constraint: EqualityConstraint, names: readonly string[]): ConstraintDocument {
  const equals = constraint.value.hi[0] ?? NaN;
  if ('at' in constraint) return { at: [...constraint.at.hi], derivative: constraint.derivative, equals };
  const { hi } = constraint.coefficients;
  const terms = names.map((name, j) => ({ name, factor: hi[j] ?? NaN })).filter(({ factor }) => factor !== 0);
  return { terms, equals };
}
