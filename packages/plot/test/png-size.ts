/** Width and height in pixels from a PNG file's header (PNG specification, §11.2.2 IHDR). */
export function pngSize(png: Uint8Array): [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset);
  const signature = [...png.subarray(0, 8)].join();
  return signature === '137,80,78,71,13,10,26,10' ? [view.getUint32(16), view.getUint32(20)] : [0, 0];
}
