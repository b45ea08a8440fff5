import { asObject } from '../json.ts';
import { escapeText, textParts } from '../text-parts.ts';
import type { SamScope } from './sam-scope.ts';

/** Names such as `Chat.Alias`, with the logical ids that SAM gives to these resources. */
export type ReferableNames = ReadonlyMap<string, string>;

/**
 * Replaces the references to generated resources, such as `!Ref Chat.Alias`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export const withLogicalIds = (value: unknown, names: ReferableNames, scope: SamScope): unknown => {
  scope.spend(1);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => withLogicalIds(one, names, scope));
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = asObject(value);
  const named = typeof Ref === 'string' ? Ref : Array.isArray(attribute) ? attribute.join('.') : '';
  const logicalId = names.get(named);
  if (logicalId !== undefined) return { Ref: logicalId };
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      one === text && typeof text === 'string' && key === 'Fn::Sub'
        ? inText(text, names)
        : withLogicalIds(one, names, scope),
    ]),
  );
};

const inText = (text: string, names: ReferableNames): string =>
  textParts(text)
    .map((part) =>
      'text' in part ? escapeText(part.text) : `\${${names.get(part.name) ?? part.name}}`,
    )
    .join('');
