/** `A`, `A and B`, or `A, B, C and 2 more`. A template can name thousands, so the default is to show three. */
export const listedNames = (names: readonly string[], maxNames = 3): string => {
  const shown = names.slice(0, maxNames);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
};
