import { distance } from 'fastest-levenshtein';

const maxNames = 3;
const maxDistance = 4;
/** A short name is similar only if most of its characters are the same. */
const charactersPerDifference = 3;

/** Suggests known names: first those that contain the text, then those with few differing characters. */
const nearestNames = (asked: string, known: readonly string[]): readonly string[] => {
  const text = asked.slice(0, 100);
  const limit = Math.min(maxDistance, Math.ceil(text.length / charactersPerDifference));
  const ranked = known.map((name) => ({
    name,
    slips: text !== '' && name.includes(text) ? 0 : distance(text, name),
  }));
  return ranked
    .filter(({ slips }) => slips <= limit)
    .sort((left, right) => left.slips - right.slips)
    .slice(0, maxNames)
    .map(({ name }) => name);
};

/** A sentence that suggests similar names, with a space before it; empty if no name is similar. */
export const didYouMean = (asked: string, known: readonly string[]): string => {
  const near = nearestNames(asked, known);
  return near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
};
