import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../../..');

/** The compiler's view of what packages export. */
export interface PublicApi {
  readonly checker: ts.TypeChecker;
  /** What a package exports, by name, aliases resolved; types included. */
  exportsOf(folder: string): ReadonlyMap<string, ts.Symbol>;
}

/** Compiles the sources of packages, for tests about their exports. */
export function publicApi(folders: readonly string[]): PublicApi {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: Record<string, unknown> };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      composite: false,
      declarationMap: false,
      noEmit: true,
      lib: ['ES2023', 'DOM'],
      types: ['node'],
    },
    root,
  );
  const entries = new Map(folders.map((folder) => [folder, join(root, folder, 'src/index.ts')]));
  const program = ts.createProgram([...entries.values()], options);
  const checker = program.getTypeChecker();
  return {
    checker,
    exportsOf(folder) {
      const source = program.getSourceFile(entries.get(folder) ?? '');
      const module = source && checker.getSymbolAtLocation(source);
      if (!module) throw new Error(`${folder} exports nothing`);
      return new Map(
        checker
          .getExportsOfModule(module)
          .map((symbol) => [
            symbol.name,
            symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
          ]),
      );
    },
  };
}
