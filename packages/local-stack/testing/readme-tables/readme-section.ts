/** Replaces the generated table between the markers of a section in a page. Throws if the markers are missing. */
export const withSection = (page: string, section: string, table: string): string => {
  const begin = `<!-- ${section}: begin -->`;
  const end = `<!-- ${section}: end -->`;
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The page has no ${begin}.`);
  return `${before}${begin}\n${table}\n${end}${after}`;
};
