import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType as Specified } from '@aws-cdk/service-spec-types';
import type {
  ObjectType,
  PropertyType,
  PropertyTypes,
} from '../../src/deployment/property-type.ts';
import { services } from '../../src/services.ts';
import { specificationOf } from './compare-with-specification.ts';

const database = loadAwsServiceSpecSync();

/** The types of all properties of the resource types that the local stack deploys. */
export const specifiedTypes = (): PropertyTypes => {
  const definitions: Record<string, ObjectType> = {};
  const read: ReadType = (type) => {
    switch (type.type) {
      case 'ref':
        return definitionOf(type.reference);
      case 'array':
        return ['list', read(type.element)];
      case 'map':
        return ['map', read(type.element)];
      case 'union':
        return ['any of', ...type.types.map(read)];
      case 'string':
        return type.allowedValues ? ['one of', ...type.allowedValues] : 'string';
      case 'date-time':
      case 'null':
        return 'string';
      default:
        return type.type;
    }
  };
  const definitionOf = (reference: { readonly $ref: string }): PropertyType => {
    const { properties } = database.get('typeDefinition', reference);
    // The specification does not describe some types.
    if (Object.keys(properties).length === 0) return 'json';
    if (!Object.hasOwn(definitions, reference.$ref)) {
      // A definition can refer to itself.
      definitions[reference.$ref] = { properties: {}, required: [] };
      definitions[reference.$ref] = objectOf(properties, read);
    }
    return ['object', reference.$ref];
  };
  const names = services.flatMap(({ types }) => types.map(({ type }) => type)).sort();
  const resources = Object.fromEntries(
    names.map((name) => [name, objectOf(specificationOf(name).properties, read)]),
  );
  return { resources, definitions };
};

type ReadType = (type: Specified) => PropertyType;

const objectOf = (properties: Readonly<Record<string, Property>>, read: ReadType): ObjectType => {
  const names = Object.keys(properties).sort();
  return {
    properties: Object.fromEntries(
      names.flatMap((name) => (properties[name] ? [[name, read(properties[name].type)]] : [])),
    ),
    required: names.filter((name) => properties[name]?.required),
  };
};

/** The text of the generated file. */
export const specifiedTypesSource = (): string => {
  const { resources, definitions } = specifiedTypes();
  const rows = (objects: Readonly<Record<string, ObjectType>>) =>
    Object.entries(objects)
      .map(([name, one]) => `    ${JSON.stringify(name)}: ${JSON.stringify(one)},\n`)
      .join('');
  return `// Generated: npx -y pnpm@12 --filter local-stack run generate
// Source: npm @aws-cdk/aws-service-spec (Apache-2.0), CloudFormation's specification.

export const propertyTypes = {
  resources: {
${rows(resources)}  },
  definitions: {
${rows(definitions)}  },
} as const;
`;
};
