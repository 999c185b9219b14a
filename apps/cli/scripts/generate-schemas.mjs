// Writes schemas/*.json, JSON Schema (draft 2020-12) of every document that the command line prints, from the valibot
// schemas of the built package: npm run schemas -w @wellposed/cli. With --check it writes nothing, and fails when a file
// is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as documents from '../dist/index.js';

const schemas = {
  'fit.json': documents.fitDocument,
  'fits.json': documents.fitsDocument,
  'model.json': documents.savedModel,
  'predictions.json': documents.predictionsDocument,
  'backends.json': documents.backendsDocument,
  'demo.json': documents.demoDocument,
};
const folder = new URL('../schemas/', import.meta.url);
const present = readdirSync(folder);
const unknown = present.filter((name) => !(name in schemas));
/** @type {string[]} */
const stale = [];
for (const [name, schema] of Object.entries(schemas)) {
  const text = `${JSON.stringify(toJsonSchema(schema, { errorMode: 'throw', target: 'draft-2020-12' }), undefined, 2)}\n`;
  const file = new URL(name, folder);
  if (present.includes(name) && readFileSync(file, 'utf8') === text) continue;
  stale.push(name);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
}
if (unknown.length > 0) {
  process.stderr.write(`schemas/ holds what no schema writes: ${unknown.join(', ')}\n`);
  process.exitCode = 1;
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`stale in schemas/: ${stale.join(', ')}; npm run schemas -w @wellposed/cli\n`);
  process.exitCode = 1;
}
