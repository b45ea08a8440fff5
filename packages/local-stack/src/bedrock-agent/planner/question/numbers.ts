import { type SlotForm, takeSlots } from './slots.ts';

const smallNumbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const ordinals = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

const daysPerUnit: Readonly<Record<string, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  fortnight: 14,
  month: 30,
  quarter: 90,
  year: 365,
};

const number = `(?<number>\\d{1,5}|half an?|(?:a )?couple(?: of)?|(?:a )?few|an?|${smallNumbers.join('|')})`;
const unit = `(?<unit>${Object.keys(daysPerUnit).join('|')})s?`;
const older = '(?:older than|longer than|more than|over|for at least|open for|at least|before)';
const newer =
  '(?:(?:in|within|during|for|over|of|from|since) )?(?:the )?(?:last|past|previous|newer than|within|since|less than)';

const spanDays: SlotForm['value'] = ({ named: { number: count = '1', unit: of = 'day' } }) =>
  Math.max(1, Math.round(numberOf(count) * (daysPerUnit[of] ?? 1)));

const fixed = (days: number) => (): number => days;

/** Ages in words. A longer form comes before a shorter one. */
const ageForms: readonly SlotForm[] = [
  {
    slot: 'older',
    pattern: new RegExp(`\\b${older} ${number} ${unit}\\b(?: ago| old)?`, 'g'),
    value: spanDays,
  },
  {
    slot: 'older',
    pattern: new RegExp(`\\b${number} ${unit} (?:old|or older|and older)\\b`, 'g'),
    value: spanDays,
  },
  {
    slot: 'newer',
    pattern: new RegExp(`\\b${newer} ${number} ${unit}\\b(?: ago)?`, 'g'),
    value: spanDays,
  },
  { slot: 'newer', pattern: new RegExp(`\\b(?:${newer}|this) ${unit}\\b`, 'g'), value: spanDays },
  { slot: 'newer', pattern: new RegExp(`\\b${number} ${unit} ago\\b`, 'g'), value: spanDays },
  { slot: 'newer', pattern: /\b(?:since )?yesterday\b/g, value: fixed(2) },
  {
    slot: 'newer',
    pattern: /\b(?:today|tonight|overnight|last night|(?:since )?this morning)\b(?! (?:i|we) )/g,
    value: fixed(1),
  },
  {
    slot: 'newer',
    pattern: /\b(?:(?:over|at|on|during|since) )?(?:the|last|this) weekend\b/g,
    value: fixed(3),
  },
  // The day of today is unknown here: a week includes every day that a weekday can mean.
  {
    slot: 'newer',
    pattern: /\b(?:since|on|from|after|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b/g,
    value: fixed(7),
  },
  {
    slot: 'newer',
    pattern: /\b(?:recent|recently|newest|latest|new(?! (?:here|to)\b)|lately)\b/g,
    value: fixed(7),
  },
  { slot: 'older', pattern: /\b(?:stale|oldest|old|long standing)\b/g, value: fixed(30) },
];

/** `What should I fix today?` means the work of today, not the findings of today. */
const planForms: readonly RegExp[] = [
  /\b(?:should|shall|must|can) (?:i|we)\b/,
  /\bto[- ]do\b/,
  /\b(?:i|we) (?:should|must|can|(?:have|need) to)\b/,
];
const planTimes = /\b(?:for )?(?:today|tonight|this (?:morning|week|weekend|month|quarter))\b/g;

/** Replaces the ages in a question in lower case by `older` and `newer`, in days. Less than a day counts as one. */
export const takeAges = (question: string) => {
  const isPlan = planForms.some((form) => form.test(question));
  return takeSlots(isPlan ? question.replaceAll(planTimes, ' ') : question, ageForms);
};

const rowNouns = '(?:one|finding|row|item|entry|result|resource|bucket|issue|of)';
const rowPatterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:the )?(${ordinals.slice(1).join('|')}|last|\\d{1,2}(?:st|nd|rd|th)) ${rowNouns}\\b`,
    'g',
  ),
  new RegExp(`\\bthe (${ordinals.slice(1).join('|')}|\\d{1,2}(?:st|nd|rd|th))$`, 'g'),
  new RegExp(`^(${ordinals.slice(1).join('|')}|\\d{1,2}(?:st|nd|rd|th))$`, 'g'),
  /\b(?:number|no|nr|finding|row|item) #?(\d{1,2})\b/g,
  new RegExp(`\\b(?:number|row|item) (${smallNumbers.slice(1).join('|')})\\b`, 'g'),
  /#(\d{1,2})\b/g,
];

const placeOf = (place: string): number =>
  place === 'last'
    ? -1
    : Math.max(
        ordinals.indexOf(place),
        smallNumbers.indexOf(place),
        Number.parseInt(place, 10) || 0,
      );

const rowForms: readonly SlotForm[] = rowPatterns.map((pattern) => ({
  slot: 'row',
  pattern,
  value: ({ group = '' }) => placeOf(group),
}));

/** Replaces the place in a list, in a question in lower case, by `row`, from 1. The last place is -1. */
export const takeRow = (text: string) => takeSlots(text, rowForms);

const count = `(\\d{1,4}|${smallNumbers.slice(2).join('|')})`;
const countForm: SlotForm = {
  slot: 'count',
  pattern: new RegExp(
    `\\b(?:top|first|only|up to|at most|maximum of|max|limit(?:ed)? to) ${count}\\b|(?<![./-])\\b${count}(?= )`,
    'g',
  ),
  value: ({ group = '1' }) => numberOf(group),
};

/** Replaces the number of results, in a question in lower case, by `count`: `top 5`, `first 10`, `5 findings`. */
export const takeCount = (text: string) => takeSlots(text, [countForm]);

const numberOf = (text: string): number => {
  if (/^an?$/.test(text)) return 1;
  if (text.startsWith('half')) return 1 / 2;
  if (text.includes('couple')) return 2;
  if (text.endsWith('few')) return 3;
  const small = smallNumbers.indexOf(text);
  return small < 0 ? Number(text) : small;
};
