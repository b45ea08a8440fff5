const maxNames = 3;

/** `A`, `A and B`, or `A, B, C and 2 more`. A template can name thousands. */
export const listedNames = (names: readonly string[]): string => {
  const shown = names.slice(0, maxNames);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
};
