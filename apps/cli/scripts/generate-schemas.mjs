// Writes apps/cli/schemas/*.json from the valibot schemas of the built package: npm run schemas -w @wellposed/cli.
import { writeFile } from 'node:fs/promises';
import * as documents from '../dist/index.js';
import { jsonSchemas } from './json-schemas.mjs';

for (const [name, text] of Object.entries(jsonSchemas(documents))) {
  await writeFile(new URL(`../schemas/${name}`, import.meta.url), text);
}
