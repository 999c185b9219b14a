import { FitError, forwardError, norm } from '@wellposed/core';
import type { Backend, Capabilities, Session } from '@wellposed/core';
import type { Engine } from './engine.js';
import { exact, exactQuestions, exactSolve, exactSystem } from './exact-questions.js';
import type { ExactQuestion } from './exact-questions.js';
import type { PageDevices } from './page-devices.js';

/** When the device is taken away: with no call open, right after the calls are made, or while they wait for the device. */
export type LossMoment = 'between calls' | 'right after calls' | 'during calls';

/** An engine whose device can be taken away, by its place in the list of all. */
export interface LosableEngine {
  readonly place: number;
  readonly name: string;
}

/** What each call did, by its name: 'right', 'refused: CODE', or what no call may do. */
type Outcomes = Readonly<Record<string, string>>;

/** What happened when an engine lost its device. Plain data. */
export interface LossReport {
  /** WebGL contexts and WebGPU devices that were taken away. */
  readonly lost: number;
  /** The calls of the session that lost its device. */
  readonly session: Outcomes;
  /** Those of a session opened afterwards; 'open' alone where that is refused. */
  readonly next: Outcomes;
}

/** A call that has not answered after this many milliseconds never will. */
const PATIENCE = 20_000;
const NO_ANSWER = 'no answer';

/** Takes an engine's device away and asks on. A call may refuse with a code, or answer rightly; all else is a fault. */
export class DeviceLoss {
  constructor(
    private readonly engines: readonly Engine[],
    private readonly devices: Pick<PageDevices, 'lose'>,
  ) {}

  /** The engines that are there and live on a device that can be lost. */
  async list(): Promise<readonly LosableEngine[]> {
    const engines = this.engines.map(async ({ backend, losable }, place) =>
      losable && (await backend.available()).ok ? [{ place, name: backend.name }] : [],
    );
    return (await Promise.all(engines)).flat();
  }

  /** @throws Error when there is no engine at that place, or when it is wrong already before the loss */
  async run(place: number, moment: LossMoment): Promise<LossReport> {
    const backend = this.engines[place]?.backend;
    if (backend === undefined) throw new RangeError(`no engine at place ${place}`);
    const session = await backend.open(exactSystem());
    const questions = [...exactQuestions(backend.supports), ...(await solvesOfBefore(backend, session))];
    const before = await inTurn(backend, session, questions);
    if (Object.values(before).some((outcome) => outcome !== 'right')) {
      throw new Error(`wrong before the loss: ${JSON.stringify(before)}`);
    }
    const waiting = moment === 'between calls' ? Promise.resolve({}) : together(backend, session, questions);
    if (moment === 'during calls') await new Promise((resolve) => setTimeout(resolve));
    const lost = this.devices.lose();
    const after = { ...(await waiting), ...(await inTurn(backend, session, questions)) };
    session.dispose();
    return { lost, session: after, next: await nextSession(backend) };
  }
}

/** Questions to the factorisations that were made before the loss. */
async function solvesOfBefore(backend: Backend, session: Session): Promise<readonly ExactQuestion[]> {
  const questions: ExactQuestion[] = [];
  for (const solver of backend.supports.solvers) {
    const factorization = await session.factor(solver);
    questions.push(exactSolve(`solve with '${solver}' of before`, () => factorization));
  }
  return questions;
}

/** A session that is opened after the loss. */
async function nextSession(backend: Backend): Promise<Outcomes> {
  let session: Session | undefined;
  try {
    session = await inTime(Promise.resolve(backend.open(exactSystem())));
  } catch (error) {
    return { open: refusal(error) };
  }
  if (session === undefined) return { open: NO_ANSWER };
  const outcomes = await inTurn(backend, session, exactQuestions(backend.supports));
  session.dispose();
  return outcomes;
}

async function inTurn(backend: Backend, session: Session, questions: readonly ExactQuestion[]): Promise<Outcomes> {
  const outcomes: Record<string, string> = {};
  for (const question of questions) {
    const outcome = await outcomeOf(backend.supports, session, question);
    outcomes[question.call] = outcome;
    // What hangs once would let the test wait for every other call as well.
    if (outcome === NO_ANSWER) break;
  }
  return outcomes;
}

async function together(backend: Backend, session: Session, questions: readonly ExactQuestion[]): Promise<Outcomes> {
  const outcomes = questions.map(
    async (question) => [`${question.call} (waiting)`, await outcomeOf(backend.supports, session, question)] as const,
  );
  return Object.fromEntries(await Promise.all(outcomes));
}

async function outcomeOf(supports: Capabilities, session: Session, { ask, answer }: ExactQuestion): Promise<string> {
  try {
    const found = await inTime(ask(session));
    if (found === undefined) return NO_ANSWER;
    const error = norm(answer.map((value, k) => value - (found[k] ?? NaN)));
    return found.length === answer.length && error <= tolerance(supports) * norm(answer)
      ? 'right'
      : `wrong: ${found.join(' ')}`;
  } catch (error) {
    return refusal(error);
  }
}

/** What is answered, or undefined when nothing is. */
async function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, undefined);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(error: unknown): string {
  return error instanceof FitError ? `refused: ${error.code}` : `threw ${String(error)}`;
}

/**
 * How far an answer may be from the exact one, relative to its norm: the loosest of the solvers' bounds. Every other call makes
 * fewer roundings.
 */
function tolerance({ solvers, unitRoundoff }: Capabilities): number {
  const { rows, columns, solution, residual, targets } = exact;
  const sizes = { theta: norm(solution), residual: norm(residual), f: norm(targets), g: 0 };
  const sensitivity = { rows, columns, unitRoundoff, norm: Math.sqrt(8), inverseNorm: 1 / Math.sqrt(8), ...sizes };
  const bounds = solvers.map((solver) => forwardError(solver, sensitivity));
  return Math.max(...bounds.map(({ theta, residual }) => Math.hypot(theta / sizes.theta, residual / sizes.residual)));
}
