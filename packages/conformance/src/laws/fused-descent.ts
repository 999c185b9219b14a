import type { LinearSystem, MomentumRun, Session } from '@wellposed/core';
import { reductionDivisor } from '@wellposed/core';
import { descentError } from '../bounds/descent-error.js';
import type { BackendLaw } from '../law.js';
import { exactDescent } from '../oracle/exact-descent.js';
import { random } from '../problems/random.js';
import { systemCase } from '../problems/system-case.js';
import type { SystemCase } from '../problems/system-case.js';
import { systemRecipes } from '../problems/system-recipes.js';
import { search } from '../search.js';
import { beyondBounds } from './beyond-bounds.js';
import { lacking } from './lacking.js';
import { refusal } from './refusal.js';
import { withSession } from './with-session.js';

const MOST_STEPS = 12;

export const fusedDescent: BackendLaw = {
  name: 'fused-descent',
  scope: 'backend',
  statement:
    'with "fused-descent", descend is k steps of v ← μv − η∇f(θ), θ ← θ + v within the rounding of each step; without, it is refused',
  source: 'Contract of MomentumRun; Polyak (1964); Higham (2002), §3.1',
  remedy:
    'Check k, the sign and the reduction of ∇f (2/Σw for "mean"), that v carries over, and that θ moves by the new v; refuse settings out of range.',
  async check(trial) {
    const { backend } = trial;
    if (!backend.supports.features.includes('fused-descent')) return lacking(trial, 'fused-descent');
    return search(trial, systemRecipes.any, async (recipe) => {
      const known = systemCase(recipe);
      const { system } = known;
      const run = runOf(known);
      const exact = exactDescent(system, run);
      const path = {
        theta: exact.map(({ theta }) => theta.toFloat64()),
        velocity: exact.map(({ velocity }) => velocity.toFloat64()),
      };
      const bounds = descentError(system, run, path, known.exact.gram(), backend.supports.unitRoundoff);
      return withSession(backend, system, async (session) => {
        const found = await session.descend(run);
        const context = `${run.steps} steps, η = ${run.learningRate}, μ = ${run.momentum}, '${system.loss.reduction}'`;
        const end = exact[run.steps];
        if (end === undefined) return `steps is ${run.steps}`;
        return (
          beyondBounds('θ', found.theta, end.theta, bounds.theta, context) ??
          beyondBounds('v', found.velocity, end.velocity, bounds.velocity, context) ??
          (await badSettings(session, run))
        );
      });
    });
  },
};

/** A run that is stable: 0 < η < 2(1 + μ)/λmax. It starts anywhere, half of the time with a velocity. */
function runOf(known: SystemCase): MomentumRun {
  const { system, recipe, exact } = known;
  const next = random(recipe.seed ^ 0x1b873593);
  const momentum = next() < 0.3 ? 0 : Math.floor(16 * next()) / 16;
  const scale = 2 ** recipe.targetScale;
  const sized = (purpose: number, factor: number): Float64Array =>
    known.randomNumbers(system.columns, purpose).map((value) => value * factor);
  return {
    theta: sized(8, scale),
    velocity: sized(9, next() < 0.5 ? scale / 4 : 0),
    learningRate: (0.02 + 0.9 * next()) * largestStable(system, exact.norm, momentum),
    momentum,
    steps: 1 + Math.floor(MOST_STEPS * next()),
  };
}

function largestStable(system: LinearSystem, norm: number, momentum: number): number {
  const { loss } = system;
  const largest = (loss.maximalCurvature * norm * norm) / reductionDivisor(system);
  return (2 * (1 + momentum)) / (largest || 1);
}

async function badSettings(session: Session, run: MomentumRun): Promise<string | undefined> {
  const bad: readonly Partial<MomentumRun>[] = [
    { learningRate: 0 },
    { learningRate: NaN },
    { momentum: 1 },
    { momentum: -0.5 },
    { steps: 0 },
    { steps: 1.5 },
  ];
  for (const setting of bad) {
    const what = `descend with ${JSON.stringify(setting)}`;
    const broken = await refusal(what, 'INVALID_OPTION', () => session.descend({ ...run, ...setting }));
    if (broken) return broken;
  }
  return undefined;
}
