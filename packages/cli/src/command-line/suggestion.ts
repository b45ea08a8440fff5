/** A sentence that suggests similar names, with a space before it. Loads the comparison of names only here. */
export const suggestion = async (asked: string, known: readonly string[]): Promise<string> => {
  const { didYouMean } = await import('@hopwise/local-stack/faults/nearest-names');
  return didYouMean(asked, known);
};
