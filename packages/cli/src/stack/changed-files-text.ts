const maxNames = 3;

/** `a.yml`, or `a.yml, b.ts, c.ts and 2 more`. */
export const changedFilesText = (changed: readonly string[]): string => {
  const more = changed.length - maxNames;
  return `${changed.slice(0, maxNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
