import { basename } from 'node:path';

/** Names that say nothing of what is inside, and so collect everything. */
const VAGUE = new Set(['util', 'utils', 'helper', 'helpers', 'type', 'types', 'common', 'misc', 'shared', 'lib']);

/** Lower case words joined by hyphens; dots separate suffixes, as in `fit.test.ts` and `vitest.config.ts`. */
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/**
 * A file is named like its one main export, in kebab case; no `utils`, `helpers`, `types`, `common`, `misc`, as file or as folder.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      vague: 'The name "{{name}}" says nothing: name the file after its main export.',
      case: 'The name "{{name}}" is not in kebab case.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename);
        const folders = context.filename.slice(context.cwd.length).split('/').slice(1, -1);
        const vague = [name.replace(/\..*$/, ''), ...folders].find((word) => VAGUE.has(word));
        if (vague !== undefined) context.report({ node, messageId: 'vague', data: { name: vague } });
        if (!KEBAB_CASE.test(name)) context.report({ node, messageId: 'case', data: { name } });
      },
    };
  },
};
