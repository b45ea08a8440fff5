import { asList, asObject } from './json.ts';
import { escapeText, textParts } from './text-parts.ts';

/** Placeholder in a rendered text for a value that only CloudFormation knows. */
export const unknownText = '${?}';

/**
 * Renders a value as one text: references as `${LogicalId}`, attributes as `${LogicalId.Attribute}`, pseudo parameters as
 * `${AWS::Region}`, and unknown values as `${?}`.
 */
export const render = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const [[name, argument] = []] = Object.entries(asObject(value));
  return (name === undefined ? undefined : renderers.get(name)?.(argument)) ?? unknownText;
};

const attribute = (argument: unknown): string | undefined => {
  const parts = asList(argument);
  return parts.every((part) => typeof part === 'string') ? `\${${parts.join('.')}}` : undefined;
};

const substituted = (argument: unknown): string | undefined => {
  const [text, variables] = asList(argument);
  if (typeof text !== 'string') return undefined;
  const given = asObject(variables);
  return textParts(text)
    .map((part) => {
      if ('text' in part) return escapeText(part.text);
      return Object.hasOwn(given, part.name) ? render(given[part.name]) : `\${${part.name}}`;
    })
    .join('');
};

const joined = (argument: unknown): string | undefined => {
  const [delimiter, parts] = asList(argument);
  if (typeof delimiter !== 'string' || !Array.isArray(parts)) return undefined;
  return parts.map(render).join(delimiter);
};

/** A map, because an object would also find `valueOf` and other inherited names. */
const renderers: ReadonlyMap<string, (argument: unknown) => string | undefined> = new Map([
  ['Ref', (argument: unknown) => (typeof argument === 'string' ? `\${${argument}}` : undefined)],
  ['Fn::GetAtt', attribute],
  ['Fn::Sub', substituted],
  ['Fn::Join', joined],
]);

const resourceName = /^([A-Za-z0-9]+)(?:\.|$)/;

/** Logical ids that a rendered text refers to. */
export const referencesIn = (text: string): readonly string[] =>
  textParts(text).flatMap((part) =>
    'name' in part ? (resourceName.exec(part.name)?.slice(1) ?? []) : [],
  );

/** Whether a text refers to a resource or one of its attributes. */
export const refersTo = (text: string, logicalId: string): boolean =>
  referencesIn(text).includes(logicalId);

/** Every reference anywhere in a value. */
export const referencesOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [];
  const rendered = render(value);
  if (rendered !== unknownText) return referencesIn(rendered);
  return (Array.isArray(value) ? value : Object.values(asObject(value))).flatMap(referencesOf);
};
