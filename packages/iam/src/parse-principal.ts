import type { PrincipalElement } from './policy-document.ts';
import { isRecord, stringsOf } from './policy-json.ts';
import { type PolicyLocation, PolicyParseError } from './policy-parse-error.ts';

/** Everyone, an account, an ARN without wildcards, or the unique id of a deleted identity. */
const awsPrincipal =
  /^(?:\*|\d{12}|arn:[\w-]+:(?:iam|sts)::[^:*?]*:[^*?]+|A[A-Z]{3}[A-Z0-9]{12,})$/;

const patterns: Readonly<Record<string, RegExp>> = {
  AWS: awsPrincipal,
  Service: /^[\w.-]+$/,
  Federated: /^[^*?]+$/,
  CanonicalUser: /^[^*?]+$/,
};

const parseType = (type: string, value: unknown, where: PolicyLocation): readonly string[] => {
  const pattern = Object.hasOwn(patterns, type) ? patterns[type] : undefined;
  if (pattern === undefined) {
    throw new PolicyParseError(
      where,
      `has the type ${type}, expected ${Object.keys(patterns).join(', ')}`,
    );
  }
  const texts = stringsOf(value, { ...where, element: `${where.element}.${type}` });
  for (const text of texts) {
    if (!pattern.test(text)) {
      throw new PolicyParseError(where, `is "${text}", which is not a valid ${type} principal`);
    }
  }
  return texts;
};

/** Checks a `Principal` or `NotPrincipal` element. Throws a `PolicyParseError`. */
export const parsePrincipal = <Element extends 'Principal' | 'NotPrincipal'>(
  statement: Readonly<Record<string, unknown>>,
  element: Element,
  at: Omit<PolicyLocation, 'element'>,
): { readonly [Key in Element]?: PrincipalElement } => {
  const value = statement[element];
  const where = { ...at, element };
  if (value === undefined) return {};
  const parse = (): PrincipalElement => {
    if (value === '*') return value;
    if (!isRecord(value) || Object.keys(value).length === 0) {
      throw new PolicyParseError(where, 'is neither * nor a map of principals');
    }
    return Object.fromEntries(
      Object.entries(value).map(([type, entry]) => [type, parseType(type, entry, where)]),
    );
  };
  const parsed: Partial<Record<Element, PrincipalElement>> = {};
  parsed[element] = parse();
  return parsed;
};
