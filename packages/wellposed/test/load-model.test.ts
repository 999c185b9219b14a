import { describe, expect, test } from 'vitest';
import { basisProblem, concatenate, features, fitSync, fourier, linfit, loadModel, monomial, polyfit } from 'wellposed';
import { descent, gradientDescent } from 'wellposed';

const x = Float64Array.from({ length: 9 }, (_, i) => 1000 + i / 3);
const y = x.map((value, i) => Math.sin(value) + i);
const at = [999.5, 1001.25, 1004];

describe('a model saved and loaded', () => {
  const fit = polyfit(x, y, { degree: 5 });

  test.each([
    ['save()', fit.save()],
    ['save() as text', JSON.stringify(fit.save())],
    ['toJSON()', fit.toJSON()],
    ['the fit as text', JSON.stringify(fit)],
  ])('from %s predicts to the same bits', (_name, saved) => {
    const loaded = loadModel(saved);
    expect(loaded.predict(at)).toEqual(fit.predict(at));
    expect(loaded.model.intercept).toBe(true);
    expect(loaded.names).toHaveLength(6);
  });

  test('a document whose model has no version of its own has that of the document', () => {
    const { schemaVersion, ...model } = fit.save();
    expect(loadModel({ schemaVersion, model }).predict(at)).toEqual(fit.predict(at));
    expect(() => loadModel(model)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });

  test('takes rows of several columns', () => {
    const plane = linfit([[1, 2], [2, 1], [3, 5], [4, 4]], [9, 8, 22, 21.5]); // prettier-ignore
    const rows = [[0.1, 7], [3, 1]]; // prettier-ignore
    expect(loadModel(plane.save()).predict(rows)).toEqual(plane.predict(rows));
  });

  test('holds bases side by side, and custom features by their functions', () => {
    const custom = [{ name: 'exp', evaluate: ([value = 0]: Float64Array) => Math.exp(value - 1001) }];
    const basis = concatenate(
      monomial({ degree: 1, variable: 't' }),
      fourier({ period: 2, harmonics: 1, variable: 't' }),
      features({ variables: ['t'], features: custom }),
    );
    const season = fitSync(basisProblem({ x, y, basis }));
    expect(() => loadModel(season.save())).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    const saved = JSON.stringify(season.save());
    expect(loadModel(saved, { features: custom }).predict(at)).toEqual(season.predict(at));
  });
});

describe('what is no model is refused by code', () => {
  const saved = polyfit(x, y, { degree: 1 }).save();
  const diverged = polyfit(x, y, { degree: 3, optimizer: descent(gradientDescent({ learningRate: 1 })) });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'INVALID_OPTION'],
    ['null', null, 'INVALID_OPTION'],
    ['text that is no JSON', '{', 'INVALID_INPUT'],
    ['a number as text', '1', 'INVALID_OPTION'],
    ['an array', [saved], 'INVALID_OPTION'],
    ['a document of another version', { schemaVersion: 2, model: saved }, 'INVALID_OPTION'],
    ['a document without a version', { model: saved }, 'INVALID_OPTION'],
    ['a document of a list', { schemaVersion: 1, model: [1, 2] }, 'INVALID_OPTION'],
    ['a document of text', { schemaVersion: 1, model: 'text' }, 'INVALID_INPUT'],
    ['a document without a model', { schemaVersion: 1, model: null }, 'INVALID_INPUT'],
    ['a model in the prototype', Object.create({ schemaVersion: 1, model: saved }), 'INVALID_OPTION'],
    ['a key too many', { ...saved, extra: 1 }, 'INVALID_OPTION'],
    ['coefficients missing', { ...saved, theta: [1] }, 'SHAPE_MISMATCH'],
    ['NaN', { ...saved, theta: [1, NaN] }, 'INVALID_OPTION'],
  ])('%s', (_name, value, code) => {
    expect(() => loadModel(value)).toThrow(expect.objectContaining({ code }));
  });

  test('a fit that diverged saves what it has, or says that it has nothing', () => {
    expect(diverged.status).toBe('diverged');
    expect(diverged.coefficients.every(Number.isFinite)).toBe(diverged.toJSON().model !== null);
  });
});
