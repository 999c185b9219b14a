import { Rational } from './rational.js';

/** Rows 1, x, …, x^degree, exactly; without the 1 when `intercept` is false. */
export function powerDesign(x: readonly number[], degree: number, intercept = true): Rational[][] {
  return x.map((value) => {
    const powers = [Rational.of(1)];
    for (let k = 0; k < degree; k++) powers.push(powers[k]!.times(Rational.of(value)));
    return intercept ? powers : powers.slice(1);
  });
}
