import { type Glob, literalGlob, parseGlob } from './glob.ts';
import { type RequestContext, valuesOf } from './request-context.ts';

/** A policy value with its variables expanded. `*` and `?` are wildcards only where `literal` is false. */
export type PolicyText = readonly { readonly text: string; readonly literal: boolean }[];

/** Text without variables. */
export const plainText = (text: string): PolicyText => [{ text, literal: false }];

/** The text as a string, for comparisons without wildcards. */
export const textOf = (policyText: PolicyText): string =>
  policyText.map(({ text }) => text).join('');

export const globOf = (policyText: PolicyText): Glob => {
  const globs = policyText.map(({ text, literal }) =>
    literal ? literalGlob(text) : parseGlob(text),
  );
  const [only] = globs;
  return globs.length === 1 && only !== undefined ? only : globs.flat();
};

/** `${*}`, `${?}` and `${$}` mean the literal characters. */
const escapes = ['*', '?', '$'];

/**
 * The value of a variable: an escape, a condition key, or a key with a default (`key, 'default'`).
 * A key that is absent uses the default. A key with several values cannot be a variable.
 */
const variableValue = (variable: string, context: RequestContext): string | undefined => {
  if (escapes.includes(variable)) return variable;
  const [, key = '', fallback] =
    /^([^\s,](?:[^,]*[^\s,])?)(?:,\s*'([^']*)')?$/.exec(variable) ?? [];
  const values = valuesOf(context, key);
  return values.length === 0 ? fallback : onlyOne(values);
};

const onlyOne = ([value, ...more]: readonly string[]): string | undefined =>
  more.length === 0 ? value : undefined;

/**
 * Expands policy variables. Their values are literal: a `*` in a tag's value is not a wildcard.
 * Returns `undefined` when a variable has no value; the text then matches nothing.
 */
export const expandVariables = (text: string, context: RequestContext): PolicyText | undefined => {
  if (!text.includes('${')) return plainText(text);
  const expanded: { text: string; literal: boolean }[] = [];
  let end = 0;
  for (const found of text.matchAll(/\$\{([^}]*)\}/g)) {
    const value = variableValue(found[1] ?? '', context);
    if (value === undefined) return undefined;
    expanded.push({ text: text.slice(end, found.index), literal: false });
    expanded.push({ text: value, literal: true });
    end = found.index + found[0].length;
  }
  const rest = text.slice(end);
  // A variable without its closing brace.
  return rest.includes('${') ? undefined : [...expanded, { text: rest, literal: false }];
};

/** The offset of an ARN's sixth part, the resource. The length of the text when that part is missing. */
const resourcePartAt = (arn: string): number => {
  let at = 0;
  for (let colons = 0; colons < 5; colons++) {
    const colon = arn.indexOf(':', at);
    if (colon < 0) return arn.length;
    at = colon + 1;
  }
  return at;
};

/** Expands the variables of a `Resource`. IAM expands them only after the fifth colon. */
export const expandResource = (arn: string, context: RequestContext): PolicyText | undefined => {
  if (!arn.includes('${')) return plainText(arn);
  const at = resourcePartAt(arn);
  const resource = expandVariables(arn.slice(at), context);
  return resource && [...plainText(arn.slice(0, at)), ...resource];
};
