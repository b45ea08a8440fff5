import { asObject, isIntrinsic } from '@hopwise/template/json';
import { isSpecified } from '@hopwise/template/specified-types';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import { nearestName } from '../specification/nearest-name.ts';
import {
  loadResourceSpecification,
  type PropertyTypes,
} from '../specification/resource-specification.ts';
import type { Rule } from './rule.ts';

/** Finds properties that are not in the resource specification, at any depth. */
export const propertyUnknown: Rule = (model) => {
  const specification = loadResourceSpecification();
  return model.resources
    .filter(({ type, source }) => isSpecified(type) && source === undefined)
    .flatMap((resource): readonly TemplateFact[] => {
      const types = specification.find(resource.type);
      if (!types) return [];
      return [
        ...unknownAttributes(resource),
        ...unknownProperties(resource, { types, value: resource.properties, path: [] }).map(
          (fact) =>
            fact.code === 'PROPERTY_UNKNOWN' && types.attributes.includes(fact.property)
              ? { ...fact, nearest: undefined, isAttribute: true }
              : fact,
        ),
      ];
    });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html */
const attributes = [
  'Type',
  'Properties',
  'Metadata',
  'Condition',
  'DependsOn',
  'CreationPolicy',
  'UpdatePolicy',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Description',
  'Version',
];

/** Finds a misspelled `Properties`, which silently removes every property. SAM and macros add other attributes. */
const unknownAttributes = (resource: TemplateResource): readonly TemplateFact[] =>
  resource.attributes
    .filter((name) => /^[A-Z]/.test(name) && !name.startsWith('Fn::') && !samAttributes.has(name))
    .filter((name) => !attributes.includes(name))
    .map((name) => unknownProperty(resource, [name], attributes));

const samAttributes: ReadonlySet<string> = new Set(['Connectors', 'IgnoreGlobals']);

type LookedUp = {
  readonly types: PropertyTypes;
  readonly value: unknown;
  readonly path: readonly string[];
};

const unknownProperties = (
  resource: TemplateResource,
  { types, value, path }: LookedUp,
): readonly TemplateFact[] =>
  Object.entries(isIntrinsic(value) ? {} : asObject(value)).flatMap(([name, inner]) => {
    const inside = [...path, name];
    if (hasOwnRule(resource.type, name)) return [];
    const found = types.property(name);
    if (found === undefined) return [unknownProperty(resource, inside, types.names())];
    return found
      .nested(inner)
      .flatMap((next) => unknownProperties(resource, { ...next, path: [...inside, ...next.path] }));
  });

/** The rule TOOL_SCHEMA_KEY_UNKNOWN checks tool schemas. */
const hasOwnRule = (type: string, property: string): boolean =>
  type === 'AWS::BedrockAgentCore::GatewayTarget' && /^(?:In|Out)putSchema$/.test(property);

const unknownProperty = (
  { logicalId, type }: TemplateResource,
  path: readonly string[],
  known: readonly string[],
): TemplateFact => {
  const name = path.at(-1) ?? '';
  return {
    code: 'PROPERTY_UNKNOWN',
    logicalId,
    where: [logicalId, ...path].join('.'),
    hop: null,
    type,
    property: path.join('.'),
    nearest: nearestName(name, known),
  };
};
