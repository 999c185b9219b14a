/// <reference lib="dom" />
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { degreeFigure, descentFigure, fitFigure, toPng } from '../src/index.js';
import { pngSize } from './png-size.js';

const x = Float64Array.from([2, 2.6, 3.2, 3.8, 4.4, 5]);
const y = x.map(Math.sin);
const line = (at: Float64Array) => at.map((value) => 1 - value / 3);
const fit = {
  title: 'A line',
  yName: 'height / m',
  y,
  fitted: line(x),
  curve: { xName: 'time / s', x, predict: line },
};
const descent = {
  title: 'Descents',
  valueName: 'loss',
  runs: [
    { label: 'slow', iterations: [0, 1, 10, 100], values: [5, 4, 3, 2.5] },
    { label: 'fast', iterations: [0, 1, 2], values: [5, 0.1, 1e-5] },
    { label: 'diverging', iterations: [0, 1, 2, 3], values: [5, 500, 5e6, Infinity] },
  ],
  reference: { label: 'least', value: 1e-5 },
  ceiling: 1e5,
};

/** Bands of constant half-width 0.5 and 1 about the line. */
const bands = {
  level: 0.95,
  at: (points: Float64Array) => {
    const around = (width: number) => ({
      low: line(points).map((value) => value - width),
      high: line(points).map((value) => value + width),
    });
    return { confidence: around(0.5), prediction: around(1) };
  },
};
const degrees = {
  criterion: 'leave-one-out error',
  candidates: [0.5, 0.2, 0.05, 0.07, undefined].map((value, degree) => ({ degree, value })),
  chosen: 2,
};

const parse = (svg: string) => parseHTML(svg).document;
const texts = (svg: string) => [...parse(svg).querySelectorAll('text')].map((element) => element.textContent);

describe.each([
  ['fitFigure', () => fitFigure(fit)],
  ['fitFigure of several columns', () => fitFigure({ title: fit.title, yName: fit.yName, y, fitted: fit.fitted })],
  ['fitFigure with bands and degrees', () => fitFigure({ ...fit, curve: { ...fit.curve, bands }, degrees })],
  ['degreeFigure', () => degreeFigure({ title: 'Degrees', subtitle: 'of a sine', ...degrees })],
  ['descentFigure', () => descentFigure(descent)],
])('%s', (_name, draw) => {
  test('gives the same text every time', () => {
    expect(draw()).toBe(draw());
  });

  test('is one image with a name and a description; what is inside is hidden and has no labels', () => {
    const svg = parse(draw()).querySelector('svg');
    expect(svg?.getAttribute('role')).toBe('img');
    expect(svg?.firstElementChild?.nodeName.toLowerCase()).toBe('title');
    expect(svg?.querySelector('desc')?.textContent.length).toBeGreaterThan(40);
    expect(svg?.querySelectorAll('[aria-label]')).toHaveLength(0);
    const shown = [...(svg?.children ?? [])].filter((child) => !/^(title|desc|rect)$/i.test(child.nodeName));
    expect(shown.map((child) => child.getAttribute('aria-hidden'))).toEqual(['true']);
  });

  test('stands alone: no style sheet, no script, no reference to elsewhere', () => {
    const svg = draw();
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/<style|<script|href|url\(|NaN|Infinity/);
  });

  test('renders to a PNG of twice its size, with text in the bundled font', () => {
    const svg = draw();
    const [, , width, height] = (parse(svg).querySelector('svg')?.getAttribute('viewBox') ?? '').split(' ').map(Number);
    const png = toPng(svg);
    expect(pngSize(png)).toEqual([2 * (width ?? 0), 2 * (height ?? 0)]);
    // Text makes a difference, so a font was found: no machine font is used.
    const mute = svg.replace(/<text[^>]*>[^<]*<\/text>/g, '');
    expect(png.length).toBeGreaterThan(1.2 * toPng(mute).length);
  });
});

describe('fitFigure', () => {
  test('draws every point twice, at the place that its axes say, and the curve', () => {
    const document = parse(fitFigure(fit));
    const circles = [...document.querySelectorAll('circle')].map((circle) => Number(circle.getAttribute('cx')));
    expect(circles).toHaveLength(12);
    // Equally spaced x, equally spaced on the page; the residual panel below shares the axis.
    const gaps = circles.slice(1, 6).map((place, i) => place - (circles[i] ?? NaN));
    gaps.forEach((gap) => expect(gap).toBeCloseTo(gaps[0] ?? NaN, 9));
    expect(circles.slice(6)).toEqual(circles.slice(0, 6));
    const path = [...document.querySelectorAll('path')].map((element) => element.getAttribute('d') ?? '');
    expect(Math.max(...path.map((d) => d.split('L').length))).toBe(501);
  });

  test('draws residuals as observed − fitted, positive ones above the zero line', () => {
    const three = Float64Array.from([1, 2, 3]);
    const svg = fitFigure({ title: 't', yName: 'y', y: Float64Array.from([2, 2, 2]), fitted: three });
    const [above = NaN, zero = NaN, below = NaN] = [...parse(svg).querySelectorAll('circle')]
      .slice(3)
      .map((circle) => Number(circle.getAttribute('cy')));
    expect(above).toBeLessThan(zero);
    expect(below - zero).toBeCloseTo(zero - above, 9);
  });

  test('names the axes after the columns', () => {
    const names = texts(fitFigure(fit));
    expect(names).toContain('height / m');
    expect(names).toContain('time / s');
    expect(texts(fitFigure({ title: '', yName: 'height', y, fitted: fit.fitted }))).toContain('fitted height');
  });

  test('says in words what it shows', () => {
    const description = parse(fitFigure(fit)).querySelector('desc')?.textContent;
    const residuals = [...y].map((value, i) => Math.abs(value - (fit.fitted[i] ?? NaN)));
    expect(description).toContain('6 points, time / s from 2 to 5');
    expect(description).toContain(String(Number(Math.max(...residuals).toPrecision(4))));
  });

  test('draws rows of weight zero hollow', () => {
    const svg = fitFigure({ ...fit, weights: Float64Array.from([1, 0, 1, 1, 1, 1]) });
    const hollow = [...parse(svg).querySelectorAll('g[fill="none"] circle')];
    expect(hollow).toHaveLength(2);
  });

  test('escapes what names hold', () => {
    const nasty = `<script>alert("&amp;")</script>\u0000\u001b`;
    const svg = fitFigure({ ...fit, title: nasty, yName: nasty, curve: { ...fit.curve, xName: nasty } });
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/[\u0000\u001b]/);
    expect(pngSize(toPng(svg))[0]).toBe(1520);
  });

  test('says so when it draws only some of very many points', () => {
    const many = Float64Array.from({ length: 12_000 }, (_, i) => i);
    const svg = fitFigure({ title: 't', yName: 'y', y: many, fitted: many });
    expect(texts(svg)).toContain('4000 of 12000 points are drawn, evenly picked');
    expect(parse(svg).querySelectorAll('circle')).toHaveLength(8000);
  });

  test.each([
    ['one point', [1], [2]],
    ['x all the same', [3, 3, 3], [1, 2, 3]],
    ['y all the same, residuals zero', [1, 2, 3], [5, 5, 5]],
    ['zeros', [0, 0], [0, 0]],
    ['huge', [1e300, 2e300], [-1e300, 1e300]],
    ['tiny', [1e-300, 2e-300], [1e-308, 2e-308]],
    ['far from zero', [1e9, 1e9 + 0.2], [1e15, 1e15 + 1]],
  ])('draws %s', (_name, across, up) => {
    const at = Float64Array.from(across);
    const values = Float64Array.from(up);
    const predict = (points: Float64Array) => points.map(() => values[0] ?? 0);
    const svg = fitFigure({ title: 't', yName: 'y', y: values, fitted: values, curve: { xName: 'x', x: at, predict } });
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(parse(svg).querySelectorAll('circle')).toHaveLength(2 * at.length);
  });

  test('refuses arrays that do not belong together, and none at all', () => {
    expect(() => fitFigure({ ...fit, fitted: y.slice(1) })).toThrow(RangeError);
    expect(() => fitFigure({ ...fit, weights: y.slice(1) })).toThrow(RangeError);
    const none = new Float64Array();
    expect(() => fitFigure({ title: 't', yName: 'y', y: none, fitted: none })).toThrow(RangeError);
  });
});

describe('bands of fitFigure', () => {
  const document = parse(fitFigure({ ...fit, curve: { ...fit.curve, bands } }));
  /** Heights of the outline of each shaded area: from left to right along the top, and back along the bottom. */
  const outlines = [...document.querySelectorAll('g[fill-opacity] path')].map((path) =>
    (path.getAttribute('d') ?? '').split(/[MLZ]/).flatMap((pair) => {
      const [, up] = pair.split(',').map(Number);
      return up === undefined ? [] : [up];
    }),
  );

  test('are two areas about the curve, the prediction band twice as high', () => {
    expect(outlines.map((outline) => outline.length)).toEqual([1002, 1002]);
    const [prediction = NaN, confidence = NaN] = outlines.map((outline) => {
      const [first = NaN, last = NaN] = [outline[0], outline.at(-1)];
      return Math.abs(first - last);
    });
    expect(prediction).toBeGreaterThan(10);
    expect(prediction / confidence).toBeCloseTo(2, 2);
  });

  test('are named in the legend and in the description', () => {
    const words = texts(fitFigure({ ...fit, curve: { ...fit.curve, bands } })).join('\n');
    expect(words).toContain('95 % confidence band');
    expect(words).toContain('95 % prediction band');
    expect(words).toContain('fitted curve');
    expect(document.querySelector('desc')?.textContent).toMatch(/95 % prediction band and its 95 % confidence band/);
    expect(texts(fitFigure(fit)).join()).not.toContain('band');
  });

  test('leave the picture when they are far wider than the data, which keep a third of the height', () => {
    const huge = {
      level: 0.9,
      at: (points: Float64Array) => {
        const edges = { low: points.map(() => -1e9), high: points.map(() => Infinity) };
        return { confidence: edges, prediction: edges };
      },
    };
    const svg = fitFigure({ ...fit, curve: { ...fit.curve, bands: huge } });
    expect(svg).not.toMatch(/NaN|Infinity/);
    const heights = [...parse(svg).querySelectorAll('circle')].slice(0, 6).map((c) => Number(c.getAttribute('cy')));
    // 340 high, 56 of it margins; the data and the curve span a third of the rest, less the margins of the axis.
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(0.8 * ((340 - 56) / 3.2));
  });

  test('that are undefined are not drawn', () => {
    const one = { level: 0.95, at: (points: Float64Array) => ({ ...bands.at(points), prediction: undefined }) };
    const none = { level: 0.95, at: () => ({}) };
    const drawn = (which: typeof bands | typeof one | typeof none) =>
      parse(fitFigure({ ...fit, curve: { ...fit.curve, bands: which } })).querySelectorAll('g[fill-opacity] path');
    expect([drawn(bands).length, drawn(one).length, drawn(none).length]).toEqual([2, 1, 0]);
    expect(fitFigure({ ...fit, curve: { ...fit.curve, bands: none } })).toBe(fitFigure(fit));
  });
});

describe('degrees', () => {
  const circles = (svg: string) => [...parse(svg).querySelectorAll('circle')];

  test('each defined value is a point, the chosen one has a ring and its name', () => {
    const svg = degreeFigure({ title: 'Degrees', ...degrees });
    expect(circles(svg)).toHaveLength(4 + 1);
    const ring = parse(svg).querySelector('g[stroke="#d55e00"] circle');
    expect(ring?.getAttribute('cx')).toBe(circles(svg)[2]?.getAttribute('cx'));
    expect(texts(svg)).toContain('degree 2');
    expect(texts(svg)).toContain('leave-one-out error');
  });

  test.each([
    [1, 'start'],
    [3, 'end'],
  ])('degree %d is named to the side where there is room', (chosen, anchor) => {
    const document = parse(degreeFigure({ title: 'Degrees', ...degrees, chosen }));
    const label = [...document.querySelectorAll('text')].find((each) => each.textContent === `degree ${chosen}`);
    expect(label?.parentElement?.getAttribute('text-anchor')).toBe(anchor);
  });

  test('are told in words, with what is not defined', () => {
    const words = parse(degreeFigure({ title: 'Degrees', ...degrees })).querySelector('desc')?.textContent;
    expect(words).toBe(
      'leave-one-out error for degrees 0 to 4; degree 2 is chosen, where it is 0.05. It is not defined for degree 4.',
    );
  });

  test('are a third panel of a fit', () => {
    const svg = fitFigure({ ...fit, degrees });
    expect(circles(svg)).toHaveLength(12 + 5);
    expect(parse(svg).querySelector('desc')?.textContent).toContain('degree 2 is chosen');
  });

  test('are on a logarithmic axis when they span much, and may be negative when not', () => {
    const spread = [1, 1e-2, 1e-5].map((value, degree) => ({ degree, value }));
    expect(texts(degreeFigure({ title: '', ...degrees, candidates: spread }))).toContain('10⁻⁵');
    const aic = [-300, -310, -305].map((value, degree) => ({ degree, value }));
    expect(texts(degreeFigure({ title: '', ...degrees, candidates: aic }))).toContain('\u2212310');
  });

  test('label whole numbers, every k-th of many; nothing to draw is refused', () => {
    const many = Array.from({ length: 61 }, (_, degree) => ({ degree, value: 1 + degree }));
    const labels = texts(degreeFigure({ title: '', ...degrees, candidates: many }));
    expect(labels).toEqual(expect.arrayContaining(['0', '4', '60']));
    expect(() => degreeFigure({ title: '', ...degrees, candidates: [{ degree: 1, value: undefined }] })).toThrow(
      RangeError,
    );
  });
});

describe('descentFigure', () => {
  test('draws each run from its first step to its last below the ceiling, and the reference', () => {
    const document = parse(descentFigure(descent));
    const points = (stroke: string) =>
      [...document.querySelectorAll(`g[stroke="${stroke}"] path`)].map(
        (path) => path.getAttribute('d')?.split('L').length,
      );
    expect(points('#0072b2')).toEqual([3]);
    expect(points('#d55e00')).toEqual([2]);
    expect(points('#009e73')).toEqual([1]);
    expect(texts(descentFigure(descent))).toEqual(
      expect.arrayContaining(['slow', 'fast', 'diverging', 'least', 'loss']),
    );
  });

  test('labels powers of ten', () => {
    expect(texts(descentFigure(descent))).toEqual(expect.arrayContaining(['10⁰', '10¹', '10²', '10⁻⁵']));
  });

  test('refuses when there is nothing to show', () => {
    expect(() => descentFigure({ ...descent, runs: [] })).toThrow(RangeError);
  });
});

test('toPng refuses what is no SVG', () => {
  expect(() => toPng('<svg')).toThrow();
});
