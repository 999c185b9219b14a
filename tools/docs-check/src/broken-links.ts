import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `[text](target)`, also of images; the target ends at a title, an anchor or the parenthesis. */
const LINK = /\]\(([^\s)#]+)/g;
const FENCED = /^(\s*)(`{3,})[^`]*$[\s\S]*?^\s*\2\s*$/gm;
const INLINE_CODE = /`[^`\n]*`/g;

/**
 * Links of a page to files of the repository that are not there. Links with a scheme (`https:`) are not followed.
 *
 * @param root the repository
 * @param page path of the page, relative to the repository
 * @param markdown what the page says
 * @returns the targets, as written
 */
export function brokenLinks(root: string, page: string, markdown: string): string[] {
  const prose = markdown.replaceAll(FENCED, '').replaceAll(INLINE_CODE, '');
  return [...prose.matchAll(LINK)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))
    .filter((target) => !existsSync(join(root, dirname(page), decodeURI(target))));
}
