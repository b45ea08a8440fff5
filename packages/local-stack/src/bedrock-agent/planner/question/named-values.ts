import type {
  ListParameter,
  NamedValue,
  QuestionIntents,
} from '@hopwise/contracts/question-intents';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { isNegated } from './negation.ts';
import type { Tokens } from './phrases.ts';

/** The values of one parameter that a question names. */
export type AskedValues = {
  readonly parameter: string;
  /** In the order of the question, or of the list parameter. */
  readonly values: readonly string[];
  /** Values that the question excludes, of a parameter that takes only one. */
  readonly excluded: readonly string[];
};

type Mention = {
  readonly parameter: string;
  readonly value: string;
  readonly at: number;
};

/** The phrases of all values, the longest first: `security group` before `group`. */
const phrasesOf = oncePerObject((values: readonly NamedValue[]) =>
  values
    .flatMap(({ parameter, value, phrases }) =>
      phrases.map((phrase) => ({ parameter, value, words: phrase.split(' ') })),
    )
    .toSorted((left, right) => right.words.length - left.words.length),
);

/** Replaces the phrases that name values by `{parameter}`, and reads what the question says about each. */
export const takeNamedValues = (
  tokens: Tokens,
  { values, lists }: Pick<QuestionIntents, 'values' | 'lists'>,
): { readonly tokens: Tokens; readonly asked: readonly AskedValues[] } => {
  const replaced: string[] = [];
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = phrasesOf(values).find(({ words }) =>
      words.every((word, offset) => tokens[at + offset] === word),
    );
    if (found === undefined) {
      replaced.push(tokens[at] ?? '');
      at += 1;
    } else {
      mentions.push({ parameter: found.parameter, value: found.value, at: replaced.length });
      replaced.push(`{${found.parameter}}`);
      at += found.words.length;
    }
  }
  const byParameter = Map.groupBy(mentions, ({ parameter }) => parameter);
  const asked = [...byParameter].map(([parameter, named]) =>
    askedOf(
      parameter,
      named.map((mention) => meaningOf(mention, replaced, lists)),
      lists.find((list) => list.parameter === parameter),
    ),
  );
  return { tokens: replaced, asked };
};

type Meaning = { readonly negated: boolean; readonly values: readonly string[] };

const meaningOf = (
  { parameter, value, at }: Mention,
  tokens: Tokens,
  lists: readonly ListParameter[],
): Meaning => {
  const list = lists.find((one) => one.parameter === parameter);
  const rank = list?.ranked === true ? rankAt(tokens, at) : undefined;
  if (list === undefined || rank === undefined) {
    return { negated: isNegated(tokens, at), values: [value] };
  }
  const place = list.values.indexOf(value);
  const [from, to] = {
    above: [0, place],
    'and-above': [0, place + 1],
    below: [place + 1, undefined],
    'and-below': [place, undefined],
  }[rank];
  return { negated: false, values: list.values.slice(from, to) };
};

const askedOf = (
  parameter: string,
  meanings: readonly Meaning[],
  list: ListParameter | undefined,
): AskedValues => {
  const named = new Set(meanings.flatMap(({ negated, values }) => (negated ? [] : values)));
  const excluded = new Set(meanings.flatMap(({ negated, values }) => (negated ? values : [])));
  if (list === undefined) return { parameter, values: [...named], excluded: [...excluded] };
  const among = named.size > 0 ? list.values.filter((one) => named.has(one)) : list.values;
  return { parameter, values: among.filter((one) => !excluded.has(one)), excluded: [] };
};

type Rank = 'above' | 'and-above' | 'below' | 'and-below';

const rankBefore: readonly (readonly [RegExp, Rank])[] = [
  [/(?:at least|minimum|from)$/, 'and-above'],
  [/(?:at most|maximum|up to)$/, 'and-below'],
  [/(?:above|over|higher than|worse than|more severe than|greater than)$/, 'above'],
  [/(?:below|under|lower than|less than|less severe than)$/, 'below'],
];
const rankAfter: readonly (readonly [RegExp, Rank])[] = [
  [/^(?:severity )?(?:or|and) (?:higher|above|worse|up|more)\b/, 'and-above'],
  [/^(?:severity )?(?:or|and) (?:lower|below|less|down)\b/, 'and-below'],
];
const contextWords = 3;

/** `at least high` and `high or above`. */
const rankAt = (tokens: Tokens, at: number): Rank | undefined => {
  const before = tokens.slice(Math.max(0, at - contextWords), at).join(' ');
  const after = tokens.slice(at + 1, at + 1 + contextWords).join(' ');
  return (
    rankAfter.find(([pattern]) => pattern.test(after))?.[1] ??
    rankBefore.find(([pattern]) => pattern.test(before))?.[1]
  );
};
