import { parseJsonPattern } from './json-pattern.ts';
import { invalidPattern, type MatchesMessage } from './pattern.ts';

/**
 * Parses a filter pattern: terms that a message must contain, `?` for terms of which one is enough, `-` for
 * terms that it must not contain, or a condition on JSON in braces. Throws `InvalidParameterException` for
 * any other pattern. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const parseFilterPattern = (pattern: string): MatchesMessage => {
  const text = pattern.trim();
  if (text.startsWith('{')) return parseJsonPattern(text);
  if (text.startsWith('[')) throw unsupported('patterns for fields in brackets');
  if (text.startsWith('%')) throw unsupported('regular expressions');
  return matchesTerms(readTerms(text));
};

type Term = { readonly sign: string; readonly text: string };

const termForm = /([?-]?)(?:"((?:[^"\\]|\\.)+)"|(\w+))(?:\s+|$)/y;

const readTerms = (pattern: string): readonly Term[] => {
  const terms: Term[] = [];
  termForm.lastIndex = 0;
  while (termForm.lastIndex < pattern.length) {
    const position = termForm.lastIndex + 1;
    const [, sign = '', quoted, plain = ''] = termForm.exec(pattern) ?? [];
    if (quoted === undefined && plain === '') throw invalidTerm(position);
    terms.push({ sign, text: quoted?.replace(/\\(.)/g, '$1') ?? plain });
  }
  return terms;
};

const matchesTerms = (terms: readonly Term[]): MatchesMessage => {
  const textsOf = (wanted: string) =>
    terms.flatMap(({ sign, text }) => (sign === wanted ? [text] : []));
  const [all, some, none] = [textsOf(''), textsOf('?'), textsOf('-')];
  // CloudWatch Logs ignores the optional terms of such a pattern. A refusal is better than a surprise.
  if (some.length > 0 && some.length < terms.length) {
    throw invalidPattern('A filter pattern cannot combine terms with ? with other terms.');
  }
  return (message) =>
    all.every((text) => message.includes(text)) &&
    (some.length === 0 || some.some((text) => message.includes(text))) &&
    !none.some((text) => message.includes(text));
};

const invalidTerm = (position: number) =>
  invalidPattern(
    `Invalid filter pattern at character ${position}: put a term with characters other than letters, digits and _ in double quotes.`,
  );

const unsupported = (form: string) =>
  invalidPattern(
    `The local stack does not support ${form} as a filter pattern; it supports terms, "terms in quotes", ?optional and -excluded terms, and { $.selector = "value" }.`,
  );
