import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** A piece of TypeScript and where it stands. */
export interface Snippet {
  /** File name for it, without extension, unique among the snippets. */
  readonly label: string;
  readonly code: string;
}

/**
 * Type-checks snippets, each as a module of its own, against the built packages, strictly.
 *
 * @param folder working folder, see {@link scratchFolder}
 * @returns one line for each error
 */
export function typeErrors(snippets: readonly Snippet[], folder: string): string[] {
  const files = snippets.map(({ label, code }) => {
    const file = join(folder, `${label}.mts`);
    // An import or export makes a module of code that has none.
    writeFileSync(file, `${code}\nexport {};\n`);
    return file;
  });
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(folder, 'node_modules/@types')],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const name = file === undefined ? 'options' : relative(folder, file.fileName);
    return `${name}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
