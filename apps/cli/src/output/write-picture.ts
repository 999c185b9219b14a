import { extname } from 'node:path';
import { writeAtomically } from './write-atomically.js';

/** Writes an SVG document as it is, or as PNG when the path ends in .png. @throws CommandError (exit code 3) */
export async function writePicture(path: string, svg: string): Promise<void> {
  const png = extname(path).toLowerCase() === '.png';
  await writeAtomically(path, png ? (await import('@wellposed/plot')).toPng(svg) : svg);
}
