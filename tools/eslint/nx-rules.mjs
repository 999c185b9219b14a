import nx from '@nx/eslint-plugin';

/**
 * The rules of `@nx/eslint-plugin`, without its configurations, whose declared types ESLint 9 does not accept.
 *
 * @type {import('eslint').ESLint.Plugin}
 */
export const nxRules = {
  rules: /** @type {Record<string, import('eslint').Rule.RuleModule>} */ (/** @type {unknown} */ (nx.rules)),
};
