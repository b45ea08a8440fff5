import { distance } from 'fastest-levenshtein';

const maxNames = 3;
const maxDistance = 4;

/** Suggests known names: first those that contain the text, then those with few differing characters. */
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
