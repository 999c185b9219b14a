import { toJsonSchema } from '@valibot/to-json-schema';

/** JSON Schema (draft 2020-12) of every document that the command line prints, by file name. */
export function jsonSchemas({ fitDocument, savedModel, predictionsDocument, backendsDocument, demoDocument }) {
  const documents = {
    fit: fitDocument,
    model: savedModel,
    predictions: predictionsDocument,
    backends: backendsDocument,
    demo: demoDocument,
  };
  return Object.fromEntries(
    Object.entries(documents).map(([name, schema]) => [
      `${name}.json`,
      `${JSON.stringify(toJsonSchema(schema, { errorMode: 'throw', target: 'draft-2020-12' }), undefined, 2)}\n`,
    ]),
  );
}
