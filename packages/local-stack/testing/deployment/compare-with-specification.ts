import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource } from '@aws-cdk/service-spec-types';
import type * as z from 'zod/mini';
import { descriptive, type ResourceType } from '../../src/deployment/resource-type.ts';
import { objectIn, shapeOf } from '../../src/deployment/schema-shape.ts';

/** The differences between a resource type and its CloudFormation schema, as dotted property names. */
export type Differences = {
  /** Properties that CloudFormation does not have. */
  readonly unknown: readonly string[];
  /** Properties of CloudFormation that the type does not list. */
  readonly unlisted: readonly string[];
};

type Properties = Readonly<Record<string, Property>>;
type Compared = { readonly path: string; readonly properties: Properties };

const database = loadAwsServiceSpecSync();

/** CloudFormation's schema of a resource type. Throws if the type does not exist. */
export const specificationOf = (type: string): Resource => {
  const [found] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  if (found) return found;
  throw new Error(`CloudFormation has no resource type ${type}.`);
};

export const compareWithSpecification = (type: ResourceType): Differences => {
  const { properties } = specificationOf(type.type);
  const own = differencesOf(Object.keys(shapeOf(type.schema)), { path: '', properties });
  const nested = nestedDifferences(type.schema, { path: '', properties });
  return {
    unknown: [...own.unknown, ...nested.unknown],
    unlisted: [...own.unlisted.filter((name) => !descriptive.test(name)), ...nested.unlisted],
  };
};

const differencesOf = (listed: readonly string[], { path, properties }: Compared): Differences => ({
  unknown: listed.filter((name) => !Object.hasOwn(properties, name)).map((name) => path + name),
  unlisted: Object.keys(properties)
    .filter((name) => !listed.includes(name))
    .map((name) => path + name),
});

/** Compares the objects inside the properties of an object. */
const nestedDifferences = (
  schema: z.core.$ZodType,
  { path, properties }: Compared,
): Differences => {
  const all = Object.entries(shapeOf(schema)).map(([name, inner]): Differences => {
    const nested = properties[name] && nestedPropertiesOf(properties[name].type);
    const object = objectIn(inner);
    if (!nested || !object || object === schema) return { unknown: [], unlisted: [] };
    const compared = { path: `${path}${name}.`, properties: nested };
    const own = differencesOf(Object.keys(shapeOf(object)), compared);
    const deeper = nestedDifferences(object, compared);
    return {
      unknown: [...own.unknown, ...deeper.unknown],
      unlisted: [...own.unlisted, ...deeper.unlisted],
    };
  });
  return {
    unknown: all.flatMap(({ unknown }) => unknown),
    unlisted: all.flatMap(({ unlisted }) => unlisted),
  };
};

/** The properties of an object type or of the elements of a list. The schema leaves some types undescribed. */
const nestedPropertiesOf = (type: PropertyType): Properties | undefined => {
  if (type.type === 'array' || type.type === 'map') return nestedPropertiesOf(type.element);
  if (type.type !== 'ref') return undefined;
  const { properties } = database.get('typeDefinition', type.reference);
  return Object.keys(properties).length > 0 ? properties : undefined;
};
