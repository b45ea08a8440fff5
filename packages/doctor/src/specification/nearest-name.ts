import { distance } from 'fastest-levenshtein';

const maxLength = 100;

/** The most similar known name, if at most a third of its characters differ. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  const text = name.slice(0, maxLength).toLowerCase();
  const [best] = known
    .map((one) => ({ one, slips: distance(text, one.toLowerCase()) }))
    .sort((left, right) => left.slips - right.slips);
  return best && best.slips <= best.one.length / 3 ? best.one : undefined;
};
