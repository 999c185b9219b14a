import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, defaultClientConditions, preview } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

/** With these a page may share memory between its threads, as engines with workers need. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The page, on this machine. */
export interface ServedPage {
  readonly url: string;
  /** Stops serving and removes the bundle. */
  close(): Promise<void>;
}

/** Bundles the page from the sources of all packages into a temporary folder, and serves it on a free local port. */
export async function servePage(): Promise<ServedPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'wellposed-browser-'));
  const remove = (): void => rmSync(outDir, { recursive: true, force: true });
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'warn',
      resolve: { conditions: ['@wellposed/source', ...defaultClientConditions] },
      build: { outDir, emptyOutDir: true, target: 'es2022', minify: false, chunkSizeWarningLimit: Infinity },
    });
    const server = await preview({
      root: ROOT,
      configFile: false,
      logLevel: 'warn',
      build: { outDir },
      preview: { host: '127.0.0.1', port: 0, headers: ISOLATION },
    });
    const url = server.resolvedUrls?.local[0];
    if (url === undefined) throw new Error('the server of the page has no local address');
    return {
      url,
      async close() {
        await server.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
