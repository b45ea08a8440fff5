import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { asObject, isIntrinsic } from '@hopwise/template/json';

/** A value inside a property, and the properties that it can have. */
export type NestedValue = {
  readonly types: PropertyTypes;
  readonly value: unknown;
  /** Indices and keys that lead to the value. */
  readonly path: readonly string[];
};

/** The properties that a resource, or an object inside a resource, can have. */
export type PropertyTypes = {
  names(): readonly string[];
  /** `undefined` if the property does not exist. */
  property(name: string): { nested(value: unknown): readonly NestedValue[] } | undefined;
};

/** The properties in CloudFormation's resource specification. */
export type ResourceSpecification = {
  types(): readonly string[];
  find(type: string): ResourceProperties | undefined;
};

/** The properties of a resource type, and the attributes that AWS sets. */
export type ResourceProperties = PropertyTypes & { readonly attributes: readonly string[] };

let loading: Promise<ResourceSpecification> | undefined;

/** Loads the specification only once, because it needs half a second and 150 MB. */
export const loadResourceSpecification = (): Promise<ResourceSpecification> => {
  // In a bundle, a module in CommonJS has only a default export.
  loading ??= import('@aws-cdk/aws-service-spec').then(({ default: { loadAwsServiceSpecSync } }) =>
    specificationOf(loadAwsServiceSpecSync()),
  );
  return loading;
};

const specificationOf = (database: SpecDatabase): ResourceSpecification => {
  const resources = new Map<string, Resource>(
    database.all('resource').map((one) => [one.cloudFormationType, one]),
  );
  return {
    types: () => [...resources.keys()],
    find: (type) => {
      const resource = resources.get(type);
      return (
        resource && {
          ...typesOf(resource.properties, database),
          attributes: Object.keys(resource.attributes),
        }
      );
    },
  };
};

/** CloudFormation's own key for a macro inside any object. */
const isTransform = (name: string): boolean => name.startsWith('Fn::');

const typesOf = (
  properties: Readonly<Record<string, Property>>,
  database: SpecDatabase,
): PropertyTypes => ({
  names: () => Object.keys(properties),
  property(name) {
    if (isTransform(name)) return { nested: () => [] };
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return property && { nested: (value) => nestedIn(property, value, database) };
  },
});

/** CloudFormation still accepts the previous types of a property. If one of them is free-form, so is the property. */
const nestedIn = (
  { type, previousTypes = [] }: Property,
  value: unknown,
  database: SpecDatabase,
): readonly NestedValue[] => {
  const isFree = [type, ...previousTypes].some(
    (one) => one.type === 'json' || one.type === 'union',
  );
  return isFree ? [] : nestedOf(type, value, database);
};

const tagNames = ['Key', 'Value', 'PropagateAtLaunch'];

const tagTypes: PropertyTypes = {
  names: () => tagNames,
  property: (name) => (tagNames.includes(name) ? { nested: () => [] } : undefined),
};

const nestedOf = (
  type: PropertyType,
  value: unknown,
  database: SpecDatabase,
): readonly NestedValue[] => {
  const choice = asObject(value)['Fn::If'];
  if (isIntrinsic(value) && Array.isArray(choice)) {
    return choice.slice(1).flatMap((one, index) =>
      nestedOf(type, one, database).map((inner) => ({
        ...inner,
        path: ['Fn::If', String(index + 1), ...inner.path],
      })),
    );
  }
  if (isIntrinsic(value)) return [];
  if (type.type === 'tag') return [{ types: tagTypes, value, path: [] }];
  if (type.type === 'ref') {
    const { properties } = database.get('typeDefinition', type.reference);
    // The specification does not describe the properties of every type.
    const isDescribed = Object.keys(properties).length > 0;
    return isDescribed ? [{ types: typesOf(properties, database), value, path: [] }] : [];
  }
  if (type.type !== 'array' && type.type !== 'map') return [];
  const elements =
    Array.isArray(value) === (type.type === 'array') ? Object.entries(asChildren(value)) : [];
  return elements.flatMap(([key, inner]) =>
    nestedOf(type.element, inner, database).map((one) => ({ ...one, path: [key, ...one.path] })),
  );
};

const asChildren = (value: unknown): object => (Array.isArray(value) ? value : asObject(value));
