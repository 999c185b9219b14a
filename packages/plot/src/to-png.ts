import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { fontFamily } from './figure-document.js';

/**
 * Renders an SVG document to a PNG file's bytes, with a bundled font and no other: the same picture on every machine.
 *
 * @param options.scale pixels for each unit of the SVG; default 2, for sharp text on dense screens
 * @throws Error when `svg` is not a well-formed SVG document
 */
export function toPng(svg: string, options: { readonly scale?: number } = {}): Uint8Array {
  const resolve = createRequire(import.meta.url).resolve;
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: options.scale ?? 2 },
    font: {
      loadSystemFonts: false,
      fontFiles: [resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')],
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return renderer.render().asPng();
}
