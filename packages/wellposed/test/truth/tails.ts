/**
 * Tails of Student's t and of F by the continued fraction of the incomplete beta function: slow, and unlike what `infer` uses.
 * Source: DLMF 8.17.22, evaluated by Lentz's method; DLMF 8.17.5 for the tails.
 */

/** P(|T| ≥ |t|) for ν degrees of freedom. */
export function studentTail(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** P(F ≥ f) for j and k degrees of freedom. */
export function fisherTail(f: number, j: number, k: number): number {
  return incompleteBeta(k / (k + j * f), k / 2, j / 2);
}

/** Iₓ(a, b) for a and b that are multiples of ½. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1000; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / (1 + term * d);
      c = 1 + term / c;
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln Γ at multiples of ½, by its recurrence from Γ(½) = √π or Γ(1) = 1. */
function logGamma(a: number): number {
  let value = a % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let k = a % 1 === 0 ? 1 : 0.5; k < a; k++) value += Math.log(k);
  return value;
}
