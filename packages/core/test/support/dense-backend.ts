import type {
  Availability,
  Backend,
  Factorization,
  LinearSystem,
  Session,
  SessionFeature,
  SolverName,
  SynchronousBackend,
  SynchronousFactorization,
} from '../../src/contracts/backend.js';
import { guardSession } from '../../src/backend-kit/guard-session.js';
import type { Evaluation } from '../../src/contracts/evaluation.js';
import { denseFactorization } from './dense-factorization.js';
import { triangleOf } from './triangle-of.js';

/** What a test can change about the backend. */
export interface BackendSettings<S extends SolverName> {
  readonly solvers?: readonly S[];
  readonly generalLosses?: boolean;
  /** Optional parts of its sessions, of compression and fused-descent; default none. */
  readonly features?: readonly SessionFeature[];
  /** Rounds what is factorised and what solves take and give to single precision. */
  readonly single?: boolean;
  readonly availability?: Availability;
  /** Changes each factorisation. */
  readonly tamper?: (factorization: SynchronousFactorization) => SynchronousFactorization;
  /** Changes each evaluation; may throw. */
  readonly evaluated?: (evaluation: Evaluation, theta: Float64Array) => Evaluation;
}

/** What happened to a backend. */
export interface Log {
  readonly systems: LinearSystem[];
  readonly factored: SolverName[];
  readonly solves: { f: Float64Array; g: Float64Array | undefined }[];
  /** Steps of each fused run. */
  readonly fused: number[];
  evaluations: number;
  disposed: number;
}

/** A small dense backend that keeps a log: SVD by Jacobi for every solver, plain loops for the loss. */
export function denseBackend<S extends SolverName = SolverName>(
  settings: BackendSettings<S> = {},
): SynchronousBackend<S> & { readonly log: Log } {
  const { single = false, generalLosses = true } = settings;
  const tamper = settings.tamper ?? ((given: SynchronousFactorization) => given);
  const evaluated = settings.evaluated ?? ((given: Evaluation) => given);
  const solvers = settings.solvers ?? (['cholesky', 'qr', 'svd', 'tsqr'] as SolverName[] as S[]);
  const unitRoundoff = single ? 2 ** -24 : 2 ** -53;
  const round = single ? Math.fround : (value: number) => value;
  const log: Log = { systems: [], factored: [], solves: [], fused: [], evaluations: 0, disposed: 0 };
  const supports = {
    precision: single ? ('f32' as const) : ('f64' as const),
    unitRoundoff,
    solvers,
    generalLosses,
    features: settings.features ?? [],
    synchronous: true as const,
  };
  return {
    name: 'dense',
    log,
    supports,
    available: () => settings.availability ?? { ok: true, engine: 'test', device: 'cpu' },
    open(system) {
      log.systems.push(system);
      const session = guardSession<S>(system, supports, {
        evaluate(theta) {
          log.evaluations += 1;
          return evaluated(evaluate(system, theta), theta);
        },
        factor(solver) {
          log.factored.push(solver);
          const factorization = tamper(denseFactorization(system, solver, { round, unitRoundoff }));
          const solve: SynchronousFactorization['solve'] = (f, g) => {
            log.solves.push({ f: f.slice(), g: g?.slice() });
            return factorization.solve(f, g);
          };
          return { ...factorization, solve };
        },
        compress: () => triangleOf(system, round),
        descend({ theta, velocity, learningRate, momentum, steps }) {
          log.fused.push(steps);
          let [at, v] = [theta.slice(), velocity.slice()];
          for (let k = 0; k < steps; k++) {
            const { gradient } = evaluate(system, at);
            v = v.map((value, j) => round(momentum * value - learningRate * gradient[j]!));
            at = at.map((value, j) => round(value + v[j]!));
          }
          return { theta: at, velocity: v };
        },
      });
      return { ...session, dispose: () => void (log.disposed += 1) };
    },
  };
}

/** The same backend, every answer of it a promise. */
export function laterBackend<S extends SolverName>(backend: SynchronousBackend<S>): Backend<S> {
  return {
    name: backend.name,
    supports: { ...backend.supports, synchronous: false },
    available: () => Promise.resolve(backend.available()),
    open: async (system): Promise<Session<S>> => {
      await Promise.resolve();
      const session = backend.open(system);
      return {
        ...session,
        evaluate: async (query) => Promise.resolve(session.evaluate(query)),
        compress: async () => Promise.resolve(session.compress()),
        descend: async (run) => Promise.resolve(session.descend(run)),
        factor: async (solver): Promise<Factorization> => {
          await Promise.resolve();
          const factorization = session.factor(solver);
          return { ...factorization, solve: async (f, g) => Promise.resolve(factorization.solve(f, g)) };
        },
      };
    },
  };
}

/** Σ wᵢ ρ(rᵢ) and its gradient −Aᵀ(w ∘ ρ′(r)), over Σ w for 'mean'. */
function evaluate({ rows, columns, design, targets, weights, loss }: LinearSystem, theta: Float64Array): Evaluation {
  const gradient = new Float64Array(columns);
  let value = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const row = design.subarray(i * columns, (i + 1) * columns);
    const weight = weights?.[i] ?? 1;
    const residual = row.reduce((rest, a, j) => rest - a * theta[j]!, targets[i]!);
    total += weight;
    value += weight * loss.rho(residual);
    for (let j = 0; j < columns; j++) gradient[j] = gradient[j]! - weight * loss.derivative(residual) * row[j]!;
  }
  const divisor = loss.reduction === 'mean' ? total : 1;
  return { value: value / divisor, gradient: gradient.map((slope) => slope / divisor) };
}
