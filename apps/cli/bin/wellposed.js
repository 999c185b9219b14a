#!/usr/bin/env node
import('../dist/main.js').catch((error) => {
  const missing = error?.code === 'ERR_MODULE_NOT_FOUND';
  const reason = missing ? `${error.message.split('\n')[0]} (is it built? npm run prepare)` : String(error);
  process.stderr.write(`wellposed: cannot start: ${reason}\n`);
  if (process.env.WELLPOSED_DEBUG && error?.stack) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
