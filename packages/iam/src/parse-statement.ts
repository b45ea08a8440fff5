import { parseCondition } from './parse-condition.ts';
import { parsePrincipal } from './parse-principal.ts';
import type { Statement } from './policy-document.ts';
import { isRecord, stringsOf } from './policy-json.ts';
import { PolicyParseError } from './policy-parse-error.ts';

type StatementLocation = { readonly policy: string; readonly statement: number };

const alternatives = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

const statementKeys = ['Sid', 'Effect', 'Condition', ...alternatives.flat()];

const actionPattern = /^(?:\*|[\w*?-]+:[\w*?]+)$/;
const resourcePattern = /^(?:\*|arn:(?:[^:]*:){4}.+|arn:.*\*)$/;

const patterns = {
  Action: { pattern: actionPattern, expected: 'service:action or *' },
  NotAction: { pattern: actionPattern, expected: 'service:action or *' },
  Resource: { pattern: resourcePattern, expected: 'an ARN or *' },
  NotResource: { pattern: resourcePattern, expected: 'an ARN or *' },
};

type PatternElement = keyof typeof patterns;

const parsePatterns = (
  statement: Readonly<Record<string, unknown>>,
  element: PatternElement,
  at: StatementLocation,
) => {
  const value = statement[element];
  if (value === undefined) return {};
  const where = { ...at, element };
  const { pattern, expected } = patterns[element];
  const texts = stringsOf(value, where);
  for (const text of texts) {
    if (!pattern.test(text)) {
      throw new PolicyParseError(where, `is "${text}", expected ${expected}`);
    }
  }
  return { [element]: texts };
};

const refuseWrongKeys = (
  statement: Readonly<Record<string, unknown>>,
  at: StatementLocation,
): void => {
  for (const key of Object.keys(statement)) {
    if (!statementKeys.includes(key)) {
      throw new PolicyParseError({ ...at, element: key }, 'is not an element of a statement');
    }
  }
  for (const [one, other] of alternatives) {
    if (statement[one] !== undefined && statement[other] !== undefined) {
      throw new PolicyParseError({ ...at, element: other }, `cannot be combined with ${one}`);
    }
  }
  if (statement.Action === undefined && statement.NotAction === undefined) {
    throw new PolicyParseError({ ...at, element: 'Action' }, 'is missing');
  }
};

const parseEffect = (effect: unknown, at: StatementLocation): Statement['Effect'] => {
  if (effect === 'Allow' || effect === 'Deny') return effect;
  throw new PolicyParseError(
    { ...at, element: 'Effect' },
    effect === undefined ? 'is missing' : 'is unknown, expected Allow or Deny',
  );
};

const parseSid = (sid: unknown, at: StatementLocation): { readonly Sid?: string } => {
  if (sid === undefined) return {};
  if (typeof sid === 'string') return { Sid: sid };
  throw new PolicyParseError({ ...at, element: 'Sid' }, `is ${typeof sid}, expected a string`);
};

/** Checks one statement. Throws a `PolicyParseError`. */
export const parseStatement = (value: unknown, at: StatementLocation): Statement => {
  if (!isRecord(value)) {
    throw new PolicyParseError({ ...at, element: 'Statement' }, 'is not an object');
  }
  refuseWrongKeys(value, at);
  return {
    ...parseSid(value.Sid, at),
    Effect: parseEffect(value.Effect, at),
    ...parsePrincipal(value, 'Principal', at),
    ...parsePrincipal(value, 'NotPrincipal', at),
    ...parsePatterns(value, 'Action', at),
    ...parsePatterns(value, 'NotAction', at),
    ...parsePatterns(value, 'Resource', at),
    ...parsePatterns(value, 'NotResource', at),
    ...parseCondition(value.Condition, { ...at, element: 'Condition' }),
  };
};
