const maxNames = 3;
const maxDistance = 4;

/** Edits of single characters that turn one text into the other (Levenshtein). */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, character] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The known names that somebody may have meant: those that hold the text, then those a few slips away. */
export const nearestNames = (asked: string, known: readonly string[]): readonly string[] => {
  const text = asked.slice(0, 100);
  const ranked = known.map((name) => ({
    name,
    slips: text !== '' && name.includes(text) ? 0 : distance(text, name),
  }));
  return ranked
    .filter(({ slips }) => slips <= maxDistance)
    .sort((left, right) => left.slips - right.slips)
    .slice(0, maxNames)
    .map(({ name }) => name);
};
