import { asList, asObject } from '../json.ts';
import { escapeText, textParts } from '../text-parts.ts';

/** A part of a text: known, or a value that only CloudFormation knows, such as `{ Ref: 'Fn' }`. */
export type KnownOrNot = { readonly text: string } | { readonly value: unknown };

/** The parts of a resolved value. */
export const partsOfValue = (value: unknown): readonly KnownOrNot[] => {
  if (typeof value === 'string') return [{ text: value }];
  if (typeof value === 'number' || typeof value === 'boolean') return [{ text: String(value) }];
  const substitution = asObject(value)['Fn::Sub'];
  if (substitution === undefined) return [{ value }];
  const [text, variables] = asList(substitution);
  const given = asObject(variables);
  return textParts(String(text)).map((part) => {
    if ('text' in part) return part;
    return { value: Object.hasOwn(given, part.name) ? given[part.name] : referenceTo(part.name) };
  });
};

/** `Ref` or `Fn::GetAtt` for a name in `Fn::Sub`. */
export const referenceTo = (name: string): unknown => {
  const dot = name.indexOf('.');
  return dot < 0 ? { Ref: name } : { 'Fn::GetAtt': [name.slice(0, dot), name.slice(dot + 1)] };
};

const nameOfReference = (value: unknown): string | undefined => {
  const { Ref, 'Fn::GetAtt': attribute } = asObject(value);
  if (typeof Ref === 'string') return Ref;
  return Array.isArray(attribute) && attribute.every((part) => typeof part === 'string')
    ? attribute.join('.')
    : undefined;
};

/**
 * One value from its parts: a string if every part is known, and otherwise `Fn::Sub`, in which references stay visible.
 * A single unknown part stays as it is.
 */
export const valueOfParts = (parts: readonly KnownOrNot[]): unknown => {
  const [first] = parts;
  if (parts.length === 1 && first && 'value' in first) return first.value;
  if (parts.every((part) => 'text' in part)) return parts.map(({ text }) => text).join('');
  const variables: Record<string, unknown> = {};
  let count = 0;
  const text = parts.map((part) => {
    if ('text' in part) return escapeText(part.text);
    const reference = nameOfReference(part.value);
    if (reference !== undefined) return `\${${reference}}`;
    count += 1;
    const name = `?${count}`;
    variables[name] = part.value;
    return `\${${name}}`;
  });
  const whole = text.join('');
  return { 'Fn::Sub': count === 0 ? whole : [whole, variables] };
};
