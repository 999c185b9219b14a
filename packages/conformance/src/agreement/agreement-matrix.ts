import type { Availability, Backend, OptionKeys } from '@wellposed/core';
import { at, FitError, refuseUnknownOptions } from '@wellposed/core';
import { withSession } from '../laws/with-session.js';
import { distanceBetween } from './agreement-problem.js';
import type { AgreementAnswer, AgreementBounds, AgreementProblem } from './agreement-problem.js';
import { agreementProblems } from './agreement-problems.js';
import { Tally } from './tally.js';
import type { Agreement } from './tally.js';

/** How many problems, and which. */
export interface AgreementSettings {
  /** Problems on which the bound of every backend is finite; up to a quarter more are harder. A whole number ≥ 1. */
  readonly runs: number;
  /** The same seed gives the same problems everywhere. */
  readonly seed: number;
}

const settingKeys = { runs: true, seed: true } satisfies OptionKeys<AgreementSettings>;

/** One backend against the exact answers. */
export interface BackendAgreement extends Agreement {
  readonly name: string;
  readonly precision: 'f64' | 'f32';
  readonly engine: string;
  readonly device: string;
}

/** Two backends against each other: differences against the sum of their bounds. */
export interface PairAgreement extends Agreement {
  readonly names: readonly [string, string];
}

/** A backend that cannot run here. */
export interface MissingBackend {
  readonly name: string;
  readonly engine: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What `agreementMatrix` measured. Plain data. */
export interface AgreementMatrix extends AgreementSettings {
  readonly backends: readonly BackendAgreement[];
  readonly pairs: readonly PairAgreement[];
  readonly missing: readonly MissingBackend[];
}

/** A backend that takes part. */
interface Participant {
  readonly backend: Backend;
  readonly availability: Extract<Availability, { readonly ok: true }>;
  readonly tally: Tally;
}

/**
 * Solves the same random problems on all backends that can run here, by the normal equations and without refinement, and evaluates
 * their gradients; compares every backend with the exact answers of the rational oracle, and every pair with each other.
 *
 * Two backends differ by at most the sum of their bounds: `forwardError` of @wellposed/core for the solution, the c·u·κ² of Higham
 * (2002), §20.4, which is finite where κ²ε ≤ 1/2, and `objectiveError` for each component of the gradient.
 *
 * @throws FitError 'UNSUPPORTED' for a backend without the solver 'cholesky'
 * @throws RangeError when runs is not a whole number ≥ 1
 * @throws Error naming backend and problem when a backend throws
 */
export async function agreementMatrix(
  backends: readonly Backend[],
  settings: AgreementSettings,
): Promise<AgreementMatrix> {
  refuseUnknownOptions(settings, settingKeys, 'agreementMatrix');
  const { runs, seed } = settings;
  if (!(Number.isInteger(runs) && runs >= 1)) throw new RangeError(`runs must be a whole number ≥ 1, got ${runs}`);
  const unable = backends.find(({ supports }) => !supports.solvers.includes('cholesky'));
  if (unable) throw new FitError('UNSUPPORTED', `'${unable.name}' has no solver 'cholesky'`, { value: unable.name });

  const participants: Participant[] = [];
  const missing: MissingBackend[] = [];
  for (const backend of backends) {
    const availability = await backend.available();
    if (availability.ok) participants.push({ backend, availability, tally: new Tally() });
    else {
      const { engine, reason, remedy } = availability;
      missing.push({ name: backend.name, engine, reason, remedy });
    }
  }
  const pairs = participants.flatMap((a, k) => participants.slice(k + 1).map((b) => ({ a, b, tally: new Tally() })));
  if (participants.length > 0) {
    const roundoffs = participants.map(({ backend }) => backend.supports.unitRoundoff);
    for (const problem of agreementProblems({ runs, seed }, roundoffs)) await compare(problem, participants, pairs);
  }
  return {
    runs,
    seed,
    backends: participants.map(({ backend: { name, supports }, availability: { engine, device }, tally }) => ({
      name,
      precision: supports.precision,
      engine,
      device,
      ...tally.result,
    })),
    pairs: pairs.map(({ a, b, tally }) => ({ names: [a.backend.name, b.backend.name] as const, ...tally.result })),
    missing,
  };
}

/** One problem on all backends. */
async function compare(
  problem: AgreementProblem,
  participants: readonly Participant[],
  pairs: readonly { readonly a: Participant; readonly b: Participant; readonly tally: Tally }[],
): Promise<void> {
  const found = new Map<Participant, { readonly answer: AgreementAnswer; readonly bounds: AgreementBounds }>();
  for (const participant of participants) {
    const { backend, tally } = participant;
    const bounds = problem.bounds(backend.supports.unitRoundoff);
    const answer = await answerOf(backend, problem);
    found.set(participant, { answer, bounds });
    tally.add(problem.recipe, problem.errors(answer), bounds);
  }
  for (const { a, b, tally } of pairs) {
    const [one, other] = [found.get(a), found.get(b)];
    if (one && other) {
      tally.add(problem.recipe, distanceBetween(one.answer, other.answer), sumOf(one.bounds, other.bounds));
    }
  }
}

function sumOf(a: AgreementBounds, b: AgreementBounds): AgreementBounds {
  return { theta: a.theta + b.theta, gradient: a.gradient.map((bound, j) => bound + at(b.gradient, j)) };
}

/** θ is NaN where the factorisation broke down. */
async function answerOf(backend: Backend, problem: AgreementProblem): Promise<AgreementAnswer> {
  const { system, f } = problem;
  try {
    return await withSession(backend, system, async (session) => {
      const { gradient } = await session.evaluate({ theta: problem.point });
      const kept = gradient.slice();
      const factorization = await session.factor('cholesky');
      if (factorization.outcome !== 'ok') return { theta: new Float64Array(system.columns).fill(NaN), gradient: kept };
      const { theta } = await factorization.solve(f);
      return { theta, gradient: kept };
    });
  } catch (cause) {
    throw new Error(`'${backend.name}' failed on ${JSON.stringify(problem.recipe)}: ${String(cause)}`, { cause });
  }
}
