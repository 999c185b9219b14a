import type * as Rasteriser from '@resvg/resvg-js';
import type { OptionKeys } from '@wellposed/core';
import { FitError, refuseUnknownOptions } from '@wellposed/core';
import { fontFamily } from './figure-document.js';

/** Settings of `toPng`. */
export interface PngOptions {
  /** Pixels for each unit of the SVG; default 2, for sharp text on dense screens. */
  readonly scale?: number;
}

const optionKeys = { scale: true } satisfies OptionKeys<PngOptions>;

/**
 * Renders an SVG document to a PNG file's bytes, with a bundled font and no other: the same picture on every machine.
 *
 * @throws FitError 'INVALID_OPTION' for a scale that is no finite number > 0 and for options that are not known; 'UNSUPPORTED' in a
 * browser, where the SVG is the picture; 'BACKEND_UNAVAILABLE' where the renderer is not installed; Error when `svg` is not a
 * well-formed SVG document
 */
export function toPng(svg: string, options: PngOptions = {}): Uint8Array {
  refuseUnknownOptions(options, optionKeys, 'toPng');
  const { scale = 2 } = options;
  if (!(typeof scale === 'number' && scale > 0 && scale < Infinity)) {
    throw new FitError('INVALID_OPTION', `toPng: scale must be a finite number > 0, got ${String(scale)}`, {
      argument: 'scale',
      value: scale,
    });
  }
  const require = nodeRequire();
  const { Resvg } = rasteriser(require);
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: ['DejaVuSans', 'DejaVuSans-Bold'].map((font) => require.resolve(`dejavu-fonts-ttf/ttf/${font}.ttf`)),
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return renderer.render().asPng();
}

/** Asked for when it is needed: a page that draws SVG is bundled from these sources too, and has no modules of Node. */
function nodeRequire(): NodeJS.Require {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') {
    const why = 'PNG takes Node.js 20.16 or later: a page shows the SVG itself, or draws it on a canvas';
    throw new FitError('UNSUPPORTED', why, { argument: 'svg' });
  }
  return process.getBuiltinModule('node:module').createRequire(import.meta.url);
}

/** Its native part is an optional dependency, which an installation can leave out. */
function rasteriser(require: NodeJS.Require): typeof Rasteriser {
  try {
    return require('@resvg/resvg-js') as typeof Rasteriser;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const remedy = 'install it with its optional dependencies (npm install @resvg/resvg-js), or take the SVG';
    throw new FitError('BACKEND_UNAVAILABLE', `PNG needs @resvg/resvg-js, which does not load (${why}): ${remedy}`, {
      argument: 'svg',
    });
  }
}
