import type { Language } from '@hopwise/contracts/question-intents';

const englishWords = new Set(
  'the is are what which who how show list do does my our of in to and not for with find findings me any there'.split(
    ' ',
  ),
);

const minimumWords = 2;

/** The language of a question, if it is not English and certain enough. */
export const languageOf = (
  question: string,
  languages: readonly Language[],
): string | undefined => {
  const words = question.toLowerCase().match(/\p{L}+/gu) ?? [];
  const letters = words.join('');
  const otherScript = letters.match(/[^\p{Script=Latin}]/gu)?.length ?? 0;
  if (otherScript * 2 > letters.length) return 'another script';
  const english = words.filter((word) => englishWords.has(word)).length;
  const [likely] = languages
    .map(({ name, words: known }) => ({
      name,
      count: words.filter((word) => known.includes(word)).length,
    }))
    .toSorted((left, right) => right.count - left.count);
  return likely !== undefined && likely.count >= minimumWords && likely.count > english
    ? likely.name
    : undefined;
};
