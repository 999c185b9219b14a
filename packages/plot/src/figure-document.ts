import type { PlotOptions } from '@observablehq/plot';
import { plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { LegendEntry } from './legend.js';
import { legendLine } from './legend.js';

/** The font that `toPng` brings along; a browser without it takes its own sans-serif. */
export const fontFamily = 'DejaVu Sans';

const width = 760;
/** Space that a panel needs above its frame for the name of its axis, and below for tick labels. */
const marginTop = 30;
const marginBottom = 26;
const marginRight = 28;
const left = 16;

const headerTop = 28;
const lineHeight = 20;
const svgNamespace = 'http://www.w3.org/2000/svg';

/** What is put together to one picture: a heading, then panels from top to bottom. */
export interface FigureDocument {
  readonly title: string;
  readonly subtitle?: string;
  readonly legend?: readonly LegendEntry[];
  /** What the picture shows, in words: for screen readers and search. */
  readonly description: string;
  readonly panels: readonly Panel[];
}

/** A plot without the names of its axes, which are written here, level with the heading. */
export interface Panel {
  readonly height: number;
  readonly marginLeft: number;
  /** What the vertical axis is called; written above it. */
  readonly up: string;
  /** What the horizontal axis is called; written below it, absent where the next panel says it. */
  readonly across?: string;
  readonly plot: PlotOptions;
}

/**
 * One self-contained SVG document of panels, one below the other, at a common width.
 *
 * It is one image with a name and a description for assistive technology (`role="img"`, `<title>`, `<desc>`); what is
 * inside is presentation and hidden. The same input gives the same text.
 */
export function figureDocument(figure: FigureDocument): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const element = (name: string, attributes: Record<string, string | number>, text?: string): Element => {
    const made = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (text !== undefined) made.textContent = withoutControls(text);
    return made;
  };

  const picture = element('g', { 'aria-hidden': 'true' });
  let top = headerTop;
  picture.append(element('text', { x: left, y: top, 'font-size': 16, 'font-weight': 'bold' }, figure.title));
  if (figure.subtitle !== undefined) {
    top += lineHeight;
    picture.append(element('text', { x: left, y: top, 'font-size': 12, fill: '#4b5563' }, figure.subtitle));
  }
  for (const entry of figure.legend ?? []) {
    top += lineHeight;
    picture.append(...legendLine(entry, left, top, element));
  }
  top += 8;
  for (const panel of figure.panels) {
    picture.append(
      element('text', { x: left, y: top + 16, 'font-size': 12 }, panel.up),
      drawPanel(panel, document, top),
    );
    top += panel.height;
    if (panel.across !== undefined) {
      const middle = (panel.marginLeft + width - marginRight) / 2;
      picture.append(
        element('text', { x: middle, y: top + 10, 'font-size': 12, 'text-anchor': 'middle' }, panel.across),
      );
      top += 24;
    }
  }

  const svg = element('svg', {
    xmlns: svgNamespace,
    role: 'img',
    viewBox: `0 0 ${width} ${top}`,
    width,
    height: top,
    'font-family': `'${fontFamily}', Verdana, sans-serif`,
    fill: '#111827',
  });
  svg.append(
    element('title', {}, figure.title),
    element('desc', {}, figure.description),
    element('rect', { width, height: top, fill: '#ffffff' }),
    picture,
  );
  return `${svg.outerHTML}\n`;
}

function drawPanel(panel: Panel, document: Document, top: number): Element {
  const drawn = plot({
    ...panel.plot,
    document,
    width,
    height: panel.height,
    marginLeft: panel.marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    style: { fontFamily: 'inherit', fontSize: '12px', color: '#111827' },
  });
  drawn.setAttribute('y', String(top));
  // Plot's style sheet is for pages with many plots, and its labels of groups say nothing inside an image.
  for (const style of drawn.querySelectorAll('style')) style.remove();
  for (const labelled of drawn.querySelectorAll('[aria-label]')) labelled.removeAttribute('aria-label');
  return drawn;
}

/** XML 1.0 has no way to write control characters, and column names come from files. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
