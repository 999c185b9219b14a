import ts from 'typescript';
import { expect, test } from 'vitest';
import { publicApi } from './support/public-api.js';

const folder = 'packages/wellposed';
const api = publicApi([folder]);
const exported = api.exportsOf(folder);

test('every type that the public functions and types show can be imported', () => {
  const found = namesShown();
  expect(found.has('Solution') && found.has('Certificate') && found.has('PolynomialOptions')).toBe(true);
  expect([...found].filter((name) => !exported.has(name)).sort()).toEqual([]);
});

/** Names of the types of our packages in the declarations of what is exported, and of what these show in turn. */
function namesShown(): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<ts.Symbol>();
  const waiting = [...exported.values()];
  for (let symbol = waiting.pop(); symbol; symbol = waiting.pop()) {
    if (seen.has(symbol)) continue;
    seen.add(symbol);
    for (const declaration of symbol.declarations ?? []) {
      for (const shown of typesIn(declaration)) {
        if (!isOurs(shown)) continue;
        names.add(shown.name);
        waiting.push(shown);
      }
    }
  }
  return names;
}

/** Types named in what a declaration lets others see: no bodies, no initial values, no private members. */
function typesIn(declaration: ts.Node): readonly ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (isHidden(node)) return;
    const name = ts.isTypeReferenceNode(node)
      ? node.typeName
      : ts.isExpressionWithTypeArguments(node)
        ? node.expression
        : undefined;
    const symbol = name && api.checker.getSymbolAtLocation(name);
    if (symbol) found.push(symbol.flags & ts.SymbolFlags.Alias ? api.checker.getAliasedSymbol(symbol) : symbol);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

function isHidden(node: ts.Node): boolean {
  if (ts.isBlock(node) || (ts.isExpression(node) && !ts.isExpressionWithTypeArguments(node))) return true;
  if (ts.isPropertyDeclaration(node) && ts.isPrivateIdentifier(node.name)) return true;
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}

/** Not a parameter of a type, and not of the language or of another package. */
function isOurs(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  return (
    declaration !== undefined &&
    !ts.isTypeParameterDeclaration(declaration) &&
    !declaration.getSourceFile().fileName.includes('node_modules')
  );
}
