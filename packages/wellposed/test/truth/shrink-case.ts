import type { Datum, TruthCase } from '@wellposed/conformance';

/** The smallest case that is still `bad`, by leaving away rows, columns and settings and by simpler numbers, one at a time. */
export function shrinkCase(truth: TruthCase, bad: (truth: TruthCase) => boolean, most = 400): TruthCase {
  let best = truth;
  let tries = 0;
  for (let found = true; found;) {
    found = false;
    for (const simpler of simplerCases(best)) {
      if (++tries > most) return best;
      if (!isBad(simpler, bad)) continue;
      best = simpler;
      found = true;
      break;
    }
  }
  return best;
}

function isBad(truth: TruthCase, bad: (truth: TruthCase) => boolean): boolean {
  try {
    return bad(truth);
  } catch {
    return false;
  }
}

function* simplerCases(truth: TruthCase): Iterable<TruthCase> {
  const { x, y, weights, constraints, nonnegative, basis, degree, method, ...rest } = truth;
  const all = {
    x,
    y,
    ...(weights && { weights }),
    ...(constraints && { constraints }),
    ...(nonnegative && { nonnegative }),
    ...(degree !== undefined && { degree }),
    ...(basis && { basis }),
    method,
    ...rest,
  };
  const without = (key: 'weights' | 'constraints' | 'nonnegative' | 'basis'): TruthCase => {
    const copy: Record<string, unknown> = { ...all };
    Reflect.deleteProperty(copy, key);
    return copy as unknown as TruthCase;
  };
  if (method.backend !== 'reference' || method.solver !== 'qr' || !method.refine || method.door !== 'short') {
    yield { ...all, method: { backend: 'reference', solver: 'qr', refine: true, door: 'short' } };
    yield { ...all, method: { ...method, door: 'short' } };
    yield { ...all, method: { ...method, refine: true } };
    yield { ...all, method: { ...method, solver: 'qr' } };
    yield { ...all, method: { ...method, backend: 'reference' } };
  }
  if (constraints) yield without('constraints');
  if (nonnegative) yield without('nonnegative');
  if (basis && basis !== 'monomial') yield without('basis');
  if (weights) yield without('weights');
  for (let i = y.length - 1; i >= 0 && y.length > 1; i--) {
    const keep = <T>(values: readonly T[]): readonly T[] => values.filter((_, k) => k !== i);
    yield { ...all, x: keep(x), y: keep(y), ...(weights && { weights: keep(weights) }) };
  }
  if (!constraints && !nonnegative) {
    if (degree !== undefined && degree > 1) yield { ...all, degree: degree - 1 };
    const columns = x[0]?.length ?? 0;
    for (let j = 0; degree === undefined && columns > 1 && j < columns; j++) {
      yield { ...all, x: x.map((row) => row.filter((_, k) => k !== j)) };
    }
  }
  for (let i = 0; i < y.length; i++) {
    for (const value of simpler(y[i] ?? 0)) yield { ...all, y: y.map((old, k) => (k === i ? value : old)) };
    for (const value of weights ? simpler(weights[i] ?? 0, 1) : []) {
      yield { ...all, weights: (weights ?? []).map((old, k) => (k === i ? value : old)) };
    }
    for (const [j, own] of (x[i] ?? []).entries()) {
      for (const value of simpler(own)) {
        yield { ...all, x: x.map((row, k) => (k === i ? row.map((old, l) => (l === j ? value : old)) : row)) };
      }
    }
  }
}

/** Simpler numbers than this one, the simplest first. */
function simpler(value: Datum, simplest = 0): readonly Datum[] {
  if (typeof value === 'string') {
    const shorter = [value.replace(/^-/, ''), value.slice(0, -4), value.slice(0, -1)];
    return shorter.filter((text) => text !== value && /\d$/.test(text));
  }
  const candidates = [simplest, 1, Number(value.toPrecision(1)), Number(value.toPrecision(3))];
  const length = (number: number): number => String(number).length;
  return candidates.filter(
    (each) => each !== value && (length(each) < length(value) || (each === simplest && value !== 1)),
  );
}
