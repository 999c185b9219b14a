#!/usr/bin/env node
import('../dist/main.js').catch((/** @type {unknown} */ error) => {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const reason = String(error).split('\n')[0];
  process.stderr.write(`wellposed: cannot start: ${reason}${missing ? ' (is it built? npm run build)' : ''}\n`);
  if (process.env.WELLPOSED_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
