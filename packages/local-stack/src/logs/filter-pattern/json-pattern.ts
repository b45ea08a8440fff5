import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { readComparison } from './json-comparison.ts';
import { invalidPattern, type MatchesJson, type MatchesMessage, type Tokens } from './pattern.ts';

const tokenForm =
  /\s*(&&|\|\||[{}()]|!=|<=|>=|[=<>]|"(?:[^"\\]|\\.)*"|\$(?:\.\w+|\[\d+\])*|[\w.*+-]+)/y;

/** Parses `{ $.selector = "value" && … }`. A message that is not JSON does not match. */
export const parseJsonPattern = (pattern: string): MatchesMessage => {
  const tokens = tokensOf(pattern);
  expectToken(tokens, '{');
  const matches = readAlternatives(tokens);
  expectToken(tokens, '}');
  expectToken(tokens, '');
  return (message) => {
    const json = parsed(message);
    return json !== undefined && matches(json);
  };
};

const parsed = (message: string): unknown => {
  try {
    return parseBoundedJson(message);
  } catch {
    return undefined;
  }
};

const tokensOf = (pattern: string): Tokens => {
  const all: string[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < pattern.length) {
    const position = tokenForm.lastIndex + 1;
    const [, token] = tokenForm.exec(pattern) ?? [];
    if (token === undefined) {
      throw invalidPattern(`Invalid filter pattern after character ${position - 1}.`);
    }
    all.push(token);
  }
  let index = 0;
  return { peek: () => all[index] ?? '', next: () => all[index++] ?? '' };
};

const expectToken = (tokens: Tokens, expected: string): void => {
  if (tokens.next() === expected) return;
  throw invalidPattern(
    `Invalid filter pattern: expected ${expected === '' ? 'nothing after }' : `"${expected}"`}.`,
  );
};

const readAlternatives = (tokens: Tokens): MatchesJson => {
  const parts = [readConjunction(tokens)];
  while (tokens.peek() === '||') {
    tokens.next();
    parts.push(readConjunction(tokens));
  }
  return (json) => parts.some((matches) => matches(json));
};

const readConjunction = (tokens: Tokens): MatchesJson => {
  const parts = [readCondition(tokens)];
  while (tokens.peek() === '&&') {
    tokens.next();
    parts.push(readCondition(tokens));
  }
  return (json) => parts.every((matches) => matches(json));
};

const readCondition = (tokens: Tokens): MatchesJson => {
  if (tokens.peek() !== '(') return readComparison(tokens);
  tokens.next();
  const matches = readAlternatives(tokens);
  expectToken(tokens, ')');
  return matches;
};
