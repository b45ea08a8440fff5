import type { Fact } from '../fact.ts';
import { nearestName } from '../nearest-name.ts';
import { loadResourceSpecification, type PropertyTypes } from '../resource-specification.ts';
import { asObject, isIntrinsic } from '../template/json.ts';
import { isSpecified } from '../template/specified-types.ts';
import type { TemplateResource } from '../template/template-model.ts';
import type { Rule } from './rule.ts';

/** Properties that the resource specification does not know, at any depth. */
export const propertyUnknown: Rule = async (model) => {
  const specification = await loadResourceSpecification();
  return model.resources
    .filter(({ type }) => isSpecified(type))
    .flatMap((resource): readonly Fact[] => {
      const types = specification.find(resource.type);
      return types
        ? unknownProperties(resource, { types, value: resource.properties, path: [] })
        : [];
    });
};

type Looked = {
  readonly types: PropertyTypes;
  readonly value: unknown;
  readonly path: readonly string[];
};

const unknownProperties = (
  resource: TemplateResource,
  { types, value, path }: Looked,
): readonly Fact[] =>
  Object.entries(isIntrinsic(value) ? {} : asObject(value)).flatMap(([name, inner]) => {
    const inside = [...path, name];
    if (hasOwnRule(resource.type, name)) return [];
    const found = types.property(name);
    if (found === undefined) return [unknownProperty(resource, inside, types.names())];
    return found
      .nested(inner)
      .flatMap((next) => unknownProperties(resource, { ...next, path: [...inside, ...next.path] }));
  });

/** What a gateway takes of a tool's schema has a rule of its own, with words of its own. */
const hasOwnRule = (type: string, property: string): boolean =>
  type === 'AWS::BedrockAgentCore::GatewayTarget' && /^(?:In|Out)putSchema$/.test(property);

const unknownProperty = (
  { logicalId, type }: TemplateResource,
  path: readonly string[],
  known: readonly string[],
): Fact => {
  const name = path.at(-1) ?? '';
  return {
    code: 'PROPERTY_UNKNOWN',
    ...{ logicalId, where: [logicalId, ...path].join('.'), hop: null, type },
    ...{ property: path.join('.'), nearest: nearestName(name, known) },
  };
};
