const begin = '<!-- support matrix: begin -->';
const end = '<!-- support matrix: end -->';

/** Replaces the support matrix between its markers in a page. Throws if the markers are missing. */
export const withSupportMatrix = (page: string, matrix: string): string => {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The page has no ${begin}.`);
  return `${before}${begin}\n${matrix}\n${end}${after}`;
};
