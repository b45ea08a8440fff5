import type { Tokens } from './phrases.ts';

const negators = new Set([
  'not',
  'non',
  'without',
  'except',
  'excluding',
  'exclude',
  'besides',
  'nor',
  'neither',
  'ignoring',
  'omitting',
  'skip',
  'hide',
  'omit',
  'minus',
  'unrelated',
]);
const twoWordNegators = new Set([
  'other than',
  'apart from',
  'aside from',
  'rather than',
  'instead of',
  'leave out',
  'leaving out',
]);
const between = new Set([
  'from',
  'in',
  'of',
  'the',
  'a',
  'an',
  'severity',
  'rated',
  'by',
  'at',
  'on',
  'with',
  'for',
  'level',
  'be',
  'only',
  'just',
  'ones',
  'findings',
  'those',
  'about',
  'to',
  'do',
  'related',
  'interested',
  'care',
  'need',
  'want',
  'show',
  'list',
  'me',
  'include',
  'including',
  'counting',
  'no',
  'nothing',
  'any',
  'anything',
]);
const onlyWords = new Set(['only', 'just']);
/** `are there no critical findings` means the critical ones. `all findings, no low ones` excludes them. */
const beforeQuestionNo = new Set([
  'there',
  'have',
  'has',
  'had',
  'is',
  'are',
  'why',
  'with',
  'see',
]);
const joining = new Set(['or', 'and', 'nor']);

/** Whether a negation precedes the value, with only small words or other excluded values between. */
export const isNegated = (tokens: Tokens, at: number): boolean => {
  for (let before = at - 1; before >= 0; before -= 1) {
    if (isNegator(tokens, before)) return true;
    const token = tokens[before] ?? '';
    if (token !== tokens[at] && !between.has(token) && !joining.has(token)) return false;
  }
  return false;
};

const isNegator = (tokens: Tokens, at: number): boolean => {
  const [previous = '', token = '', next = ''] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token === 'but') return !onlyWords.has(next);
  if (token === 'no') return !beforeQuestionNo.has(previous);
  if (token === 'nothing') return next === 'to';
  return negators.has(token) || twoWordNegators.has(`${previous} ${token}`);
};
