/** Words that do not describe the subject of a question. */
const stopWords = new Set(
  (
    'a about again all also am an and any anything are as at aws be been being both but by can could current ' +
    'currently day did do does each every for from had has have hello help here hi how i id if in into is it its ' +
    'just like many me more most much must my name need no not now of off on one only or other our out please ' +
    'right should so some something tell than thank that the their them then there these they thing this those ' +
    'time to today too up us want was way we were what when where which who whom whose why will with would you your'
  ).split(' '),
);

/** Verbs that ask to see any kind of thing. */
const showVerbs = new Set([
  'display',
  'fetch',
  'find',
  'get',
  'give',
  'list',
  'look',
  'read',
  'see',
  'show',
]);

/** Verbs of a request for a change. Only a tool with that verb in its name can answer it. */
const changeVerbs = new Set(
  (
    'add archive block cancel change close create delete deploy disable enable fix grant install ' +
    'modify move patch pay refund remediate remove rename resolve restart revoke send ' +
    'start stop suppress terminate undo update write'
  ).split(' '),
);

/** Words of a question about the overall status. */
const statusWords = new Set(
  [
    'check',
    'dashboard',
    'health',
    'overview',
    'posture',
    'report',
    'state',
    'status',
    'summarise',
  ].concat(['summarize', 'summary']),
);

export type Word = { readonly text: string; readonly stem: string };

/**
 * Splits at all characters except letters and digits, in lower case: `s3-bucket` and `S3 bucket` are equal.
 */
export const wordsOf = (text: string): readonly Word[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({
    text: word,
    stem: stemOf(word),
  }));

export const contentWords = (text: string): readonly Word[] =>
  wordsOf(text).filter(({ text: word }) => !stopWords.has(word));

export const isShowVerb = ({ text }: Word): boolean => showVerbs.has(text);
export const isChangeVerb = ({ text }: Word): boolean => changeVerbs.has(text);
export const isStatusWord = ({ text }: Word): boolean => statusWords.has(text);

const suffixes = 'ations ation ings ing ures ure ers er ed es e s'.split(' ');
const shortestStem = 3;

/** A rough English stem: `findings` equals `find`, and `exposed` equals `exposure`. */
const stemOf = (word: string): string => {
  const singular = word.replace(/ies$/, 'y');
  if (/ss$/.test(singular)) return singular;
  const suffix = suffixes.find(
    (one) => singular.endsWith(one) && singular.length - one.length >= shortestStem,
  );
  return suffix === undefined ? singular : singular.slice(0, -suffix.length);
};

const sharedPrefix = 6;

/** Whether two words have the same stem or a long common prefix (`summary`, `summarize`). */
export const isSameWord = (left: Word, right: Word): boolean =>
  left.stem === right.stem ||
  (left.stem.length >= sharedPrefix &&
    left.stem.slice(0, sharedPrefix) === right.stem.slice(0, sharedPrefix));

export const isOneOf = (word: Word, words: readonly Word[]): boolean =>
  words.some((other) => isSameWord(word, other));

/** Consecutive words by their text without separators. */
export type Spellings = ReadonlyMap<string, readonly Word[]>;

const longestSpelling = 4;

/** The first words with a text are kept. With this index, a text is split once and not for each value. */
export const spellingsOf = (words: readonly Word[]): Spellings => {
  const spellings = new Map<string, readonly Word[]>();
  for (let start = 0; start < words.length; start += 1) {
    for (let length = 1; length <= longestSpelling; length += 1) {
      const spelling = words.slice(start, start + length);
      const text = joined(spelling);
      if (!spellings.has(text)) spellings.set(text, spelling);
    }
  }
  return spellings;
};

/**
 * Finds a value in any spelling: `security-hub`, `Security Hub`, `SecurityHub`, `security hubs`.
 */
export const namedWhole = (spellings: Spellings, words: readonly Word[]): readonly Word[] =>
  spellings.get(joined(words)) ?? [];

/** Joins words without separators, and omits the ending of the last one. */
const joined = (words: readonly Word[]): string =>
  words.map(({ text, stem }, index) => (index === words.length - 1 ? stem : text)).join('');
