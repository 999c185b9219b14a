import { gpuJs } from '@wellposed/backend-gpu-js';
import { reference } from '@wellposed/backend-reference';
import { tfjs, tfOptimizers } from '@wellposed/backend-tfjs';
import * as conformance from '@wellposed/conformance';
import * as core from '@wellposed/core';
import { FitError } from '@wellposed/core';
import * as inference from '@wellposed/inference';
import * as optimizers from '@wellposed/optimizers';
import * as plot from '@wellposed/plot';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as wellposed from '../src/index.js';
import { publicApi } from './support/public-api.js';

/** In the order in which a function that several export is looked for. */
const folders = {
  core: 'packages/core',
  inference: 'packages/inference',
  optimizers: 'packages/optimizers',
  dense: 'packages/dense',
  device: 'packages/device',
  reference: 'packages/backends/reference',
  'ml-matrix': 'packages/backends/ml-matrix',
  tfjs: 'packages/backends/tfjs',
  'gpu-js': 'packages/backends/gpu-js',
  engines: 'packages/engines',
  conformance: 'packages/conformance',
  plot: 'packages/plot',
  wellposed: 'packages/wellposed',
};

const x = [1, 2, 3, 4];
const y = [2, 4, 5, 8];
const problem = core.polynomialProblem({ x, y, degree: 1 });
const { solution } = wellposed.fitSync(problem);
const name = 'x';
const domain: readonly [number, number] = [0, 5];
const criterion = 'bic';
const model = wellposed.fitSync(problem).save();
const feature = { name: 'f', evaluate: () => 1 };
const figure = { title: '', yName: 'y', y: Float64Array.from(y), fitted: solution.fitted };
const curve = { xName: 'x', x: Float64Array.from(x), predict: (at: Float64Array) => at };
const run = { label: '', iterations: [1, 2], values: [2, 1] };
const degrees = { criterion: 'BIC', candidates: [{ degree: 1, value: 1 }], chosen: 1 };
const unreachable = (): never => expect.fail('work was begun');
/** No work is done before options are looked at: it could not be. */
const backend = { ...reference, available: unreachable, open: unreachable };
const runner = { describe: unreachable, it: unreachable };

/** Every public function that takes options, as 'package#function', and a call that is right but for one option. */
const doors: Readonly<Record<string, (typo: object) => unknown>> = {
  'core#arnoldi': (typo) => core.arnoldi({ x, degree: 1, ...typo }),
  'core#basisFromSpecification': (typo) => core.basisFromSpecification(problem.model.basis.specification, typo),
  'core#basisProblem': (typo) => core.basisProblem({ x, y, basis: core.columns([name]), ...typo }),
  'core#bspline': (typo) => core.bspline({ knots: [2], domain, ...typo }),
  'core#chebyshev': (typo) => core.chebyshev({ degree: 1, domain, ...typo }),
  'core#checkProblem': (typo) => core.checkProblem({ ...problem, ...typo }),
  'core#features': (typo) => core.features({ variables: [name], features: [feature], ...typo }),
  'core#fit': (typo) => core.fit(problem, { backend, ...typo }),
  'core#fitSync': (typo) => core.fitSync(problem, { backend, ...typo }),
  'core#fitTargets': (typo) => core.fitTargets(problem, [y], { backend, ...typo }),
  'core#fitTargetsSync': (typo) => core.fitTargetsSync(problem, [y], { backend, ...typo }),
  'core#formatDecimal': (typo) => core.formatDecimal(1, 0, typo),
  'core#fourier': (typo) => core.fourier({ period: 12, harmonics: 1, ...typo }),
  'core#huber': (typo) => core.huber({ delta: 1, reduction: 'sum', ...typo }),
  'core#legendre': (typo) => core.legendre({ degree: 1, domain, ...typo }),
  'core#linearProblem': (typo) => core.linearProblem({ x, y, ...typo }),
  'core#monomial': (typo) => core.monomial({ degree: 1, ...typo }),
  'core#parseModel': (typo) => core.parseModel(model, typo),
  'core#polynomialFeatures': (typo) => core.polynomialFeatures({ variables: [name], degree: 1, ...typo }),
  'core#polynomialProblem': (typo) => core.polynomialProblem({ x, y, degree: 1, ...typo }),
  'core#squared': (typo) => core.squared({ reduction: 'sum', ...typo }),
  'inference#bands': (typo) => inference.bands(problem, solution, x, typo),
  'inference#covariance': (typo) => inference.covariance(problem, solution, typo),
  'inference#influence': (typo) => inference.influence(problem, solution, typo),
  'inference#infer': (typo) => inference.infer(problem, solution, typo),
  'inference#selectDegree': (typo) => inference.selectDegree({ x, y, maxDegree: 1, criterion, backend, ...typo }),
  'inference#selectDegreeSync': (typo) =>
    inference.selectDegreeSync({ x, y, maxDegree: 1, criterion, backend, ...typo }),
  'optimizers#gradientDescent': (typo) => optimizers.gradientDescent({ learningRate: 1, ...typo }),
  'optimizers#heavyBall': (typo) => optimizers.heavyBall({ learningRate: 1, ...typo }),
  'tfjs#tfjs': (typo) => tfjs(typo),
  'tfjs#tfOptimizers': (typo) => tfOptimizers(typo),
  'gpu-js#gpuJs': (typo) => gpuJs(typo),
  'conformance#agreementMatrix': (typo) => conformance.agreementMatrix([backend], { runs: 1, seed: 1, ...typo }),
  'conformance#backendViolations': (typo) => conformance.backendViolations(backend, typo),
  'conformance#describeBackend': (typo) => conformance.describeBackend(runner, backend, typo),
  'conformance#describeOptimizer': (typo) =>
    conformance.describeOptimizer(runner, (settings) => core.descent(optimizers.gradientDescent(settings)), typo),
  'conformance#optimizerViolations': (typo) => conformance.optimizerViolations(unreachable, typo),
  'plot#degreeFigure': (typo) => plot.degreeFigure({ title: '', ...degrees, ...typo }),
  'plot#descentFigure': (typo) => plot.descentFigure({ title: '', valueName: '', runs: [run], ...typo }),
  'plot#fitFigure': (typo) => plot.fitFigure({ ...figure, ...typo }),
  'plot#toPng': (typo) => plot.toPng('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', typo),
  'wellposed#FitResult': (typo) => new wellposed.FitResult(problem, solution, typo),
  'wellposed#fit': (typo) => wellposed.fit(problem, { backend, ...typo }),
  'wellposed#fitSync': (typo) => wellposed.fitSync(problem, { backend, ...typo }),
  'wellposed#fitTargets': (typo) => wellposed.fitTargets(problem, [y], { backend, ...typo }),
  'wellposed#linfit': (typo) => wellposed.linfit(x, y, { backend, ...typo }),
  'wellposed#loadModel': (typo) => wellposed.loadModel(model, typo),
  'wellposed#polyfit': (typo) => wellposed.polyfit(x, y, { degree: 1, backend, ...typo }),
  'wellposed#selectDegree': (typo) => wellposed.selectDegree({ x, y, maxDegree: 1, criterion, backend, ...typo }),
  'wellposed#selectDegreeSync': (typo) =>
    wellposed.selectDegreeSync({ x, y, maxDegree: 1, criterion, backend, ...typo }),
};

/** Options inside of others, and of functions that a function returns. */
const innerDoors: Readonly<Record<string, (typo: object) => unknown>> = {
  'a feature': (typo) => core.features({ variables: [name], features: [{ ...feature, ...typo }] }),
  'a constraint on coefficients': (typo) =>
    core.linearProblem({ x, y, constraints: [{ terms: { x: 1 }, equals: 0, ...typo }] }),
  'a constraint at a point': (typo) => core.linearProblem({ x, y, constraints: [{ at: 0, equals: 0, ...typo }] }),
  'a problem made by hand': (typo) => wellposed.fitSync({ ...problem, ...typo }, { backend }),
  'the curve of a figure': (typo) => plot.fitFigure({ ...figure, curve: { ...curve, ...typo } }),
  'an optimizer of TensorFlow.js': async (typo) => (await tfOptimizers()).adam({ learningRate: 1, ...typo }),
};

describe('an option that is not known is refused before any work', () => {
  test.each(Object.entries(doors))('%s', async (_, call) => {
    expect(await refusalOf(() => call({ wieghts: [1] }))).toMatchObject({
      code: 'INVALID_OPTION',
      details: { argument: 'wieghts' },
      message: expect.stringMatching(/'wieghts' is not known.* Known: \w+/),
    });
  });

  test.each(Object.entries(innerDoors))('in %s', async (_, call) => {
    expect(await refusalOf(() => call({ wieghts: [1] }))).toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining("'wieghts' is not known."),
    });
  });

  test.each(Object.entries({ ...doors, ...innerDoors }))('%s: no other mistake is in the call', async (_, call) => {
    // It is right, or goes as far as the backend or runner that must not be reached.
    const error = await thrownBy(() => call({}));
    if (error !== undefined) expect(error).toMatchObject({ message: expect.stringContaining('work was begun') });
  });
});

test('every function that takes options is in the table', () => {
  const api = publicApi(Object.values(folders));
  const seen = new Set<ts.Symbol>();
  const found: string[] = [];
  for (const [key, folder] of Object.entries(folders)) {
    for (const [exported, symbol] of api.exportsOf(folder)) {
      if (seen.has(symbol)) continue;
      seen.add(symbol);
      if (takesOptions(symbol, api.checker)) found.push(`${key}#${exported}`);
    }
  }
  expect(found.sort()).toEqual(Object.keys(doors).sort());
});

/** Types with optional parts that are data, plug-ins or of the language itself, not options. */
const data = new Set(
  `Basis DegreeSelection ErrorOptions ExpansionArray FitErrorDetails LinearSystem NumberInput Pick PointsInput Problem ScalarInput Search
   SessionKernel Solution StopSignal SynchronousSessionKernel TableInput TruthCase UpdateRule`.split(/\s+/),
);
/** Checks a problem made by hand. */
const checksData = new Set(['checkProblem']);
/** The rule itself. */
const rule = new Set(['optionsAmong', 'refuseUnknownOptions']);

/** Whether a parameter of it, or of a method of it, is called options, or is an object with parts that may be left out. */
function takesOptions(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const { valueDeclaration: place } = symbol;
  if (!place || !(symbol.flags & ts.SymbolFlags.Value) || rule.has(symbol.name)) return false;
  const type = checker.getTypeOfSymbolAtLocation(symbol, place);
  const constructors = type.getConstructSignatures();
  const methods = constructors.flatMap((signature) =>
    signature
      .getReturnType()
      .getProperties()
      .flatMap((property) => [...checker.getTypeOfSymbolAtLocation(property, place).getCallSignatures()]),
  );
  return [...type.getCallSignatures(), ...constructors, ...methods].some((signature) =>
    signature.getParameters().some((parameter) => {
      const given = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, place));
      const typeName = (given.aliasSymbol ?? given.getSymbol())?.name ?? '';
      if (data.has(typeName)) return checksData.has(symbol.name);
      return /^(options|settings|figure)$/.test(parameter.name) || hasOptionalParts(given, checker);
    }),
  );
}

function hasOptionalParts(type: ts.Type, checker: ts.TypeChecker): boolean {
  return (type.isUnion() ? type.types : [type]).some(
    (part) =>
      (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
      part.getCallSignatures().length === 0 &&
      !checker.isArrayType(part) &&
      part.getProperties().some((property) => (property.flags & ts.SymbolFlags.Optional) !== 0),
  );
}

async function thrownBy(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return undefined;
}

async function refusalOf(action: () => unknown): Promise<FitError> {
  const error = await thrownBy(action);
  if (error instanceof FitError) return error;
  throw new Error(`no refusal, but ${String(error)}`);
}
