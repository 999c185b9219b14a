/** Numbers that float32 adds one after the other, at most, before a sum goes to the next level. */
export const BLOCK = 64;
/** Cells that wasm computes at once; the textures of WebGL hold four numbers a texel. */
const LANES = 4;

/**
 * How n rows lie on the device: `stride` = `blocks` · `deepest` ≥ n numbers a column, zeros after the n-th. Block b has the rows
 * b, b + blocks, b + 2 blocks, …, so that neighbouring blocks read neighbouring numbers.
 *
 * Sizes come in classes, four to a factor of 2 when they are large, because wasm compiles a kernel for each size that it meets.
 */
export interface Layout {
  /** n. */
  readonly rows: number;
  readonly stride: number;
  /** Partial sums that a reduction over the rows leaves. */
  readonly blocks: number;
  /** ⌈n / blocks⌉ ≤ 64: rows of a block. */
  readonly depth: number;
}

/** How n rows lie on the device. */
export function layoutOf(rows: number): Layout {
  if (rows <= BLOCK * LANES) {
    const depth = Math.ceil(rows / LANES);
    return { rows, stride: LANES * sizeClass(depth), blocks: LANES, depth };
  }
  const blocks = padded(Math.ceil(rows / BLOCK));
  return { rows, stride: blocks * BLOCK, blocks, depth: Math.ceil(rows / blocks) };
}

/** Partial sums up to this are added on the host, in float64. */
const FEW_BLOCKS = 1024;

/** One more level of a reduction: `blocks` sums of `depth` partial sums each. */
export interface Level {
  readonly blocks: number;
  readonly depth: number;
}

/** The levels that bring `blocks` partial sums down to at most `most` (≥ 4). Each divides the one before: classes are c · 2ᵏ, c ≤ 8. */
export function levels(blocks: number, most = FEW_BLOCKS): readonly Level[] {
  const found: Level[] = [];
  for (let left = blocks; left > most;) {
    const next = Math.max(LANES, 2 ** Math.ceil(Math.log2(left / BLOCK)));
    found.push({ blocks: next, depth: left / next });
    left = next;
  }
  return found;
}

/** Additions in float32 that a term passes through at most: within its block, and at each further level. */
export function additions({ depth, blocks }: Layout): number {
  return levels(blocks).reduce((sum, level) => sum + level.depth, depth);
}

/** The size of an array for `count` numbers, a multiple of four. */
export function padded(count: number): number {
  return LANES * sizeClass(Math.ceil(count / LANES));
}

/** The least of 1, 2, 4, 8, 16, 20, 24, 28, 32, 40, … that is ≥ count. */
function sizeClass(count: number): number {
  const power = 2 ** Math.ceil(Math.log2(count));
  const step = power <= SMALL ? power : power / 8;
  return Math.ceil(count / step) * step;
}

/** Up to here padding costs nothing, and classes are powers of 2. */
const SMALL = 16;

/** `values` and zeros, `length` numbers. */
export function withZeros(values: Float32Array, length: number): Float32Array {
  if (values.length === length) return values;
  const out = new Float32Array(length);
  out.set(values);
  return out;
}
