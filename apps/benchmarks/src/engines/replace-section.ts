const START = '<!-- engines -->';
const END = '<!-- /engines -->';

/** The page with what stands between its marks replaced. @throws Error when it has no such marks, or several */
export function replaceSection(page: string, section: string): string {
  const [before, rest, ...more] = page.split(START);
  const [, after, ...evenMore] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || evenMore.length > 0) {
    throw new Error(`the page must have one ${START} and after it one ${END}`);
  }
  return `${before}${START}\n\n${section}\n${END}${after}`;
}
