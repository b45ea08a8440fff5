import { asObject, isIntrinsic } from '@hopwise/template/json';
import {
  type PropertyRow,
  partsOf,
  type ResourceTables,
  readResourceTables,
  typesInRow,
} from './resource-tables.ts';

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

let loaded: ResourceSpecification | undefined;

/** Reads the specification only once. */
export const loadResourceSpecification = (): ResourceSpecification => {
  loaded ??= specificationOf(readResourceTables());
  return loaded;
};

const specificationOf = (tables: ResourceTables): ResourceSpecification => ({
  types: () => Object.keys(tables.resources),
  find: (type) => {
    const found = Object.hasOwn(tables.resources, type) ? tables.resources[type] : undefined;
    if (found === undefined) return undefined;
    const [properties, attributes] = found;
    return { ...typesOf(properties, tables), attributes: partsOf(attributes) };
  },
});

/** CloudFormation's own key for a macro inside any object. */
const isTransform = (name: string): boolean => name.startsWith('Fn::');

const typesOf = (row: PropertyRow, tables: ResourceTables): PropertyTypes => {
  const types = typesInRow(row);
  return {
    names: () => [...types.keys()],
    property(name) {
      if (isTransform(name)) return { nested: () => [] };
      const type = types.get(name);
      return type === undefined ? undefined : { nested: (value) => nestedOf(type, value, tables) };
    },
  };
};

const tagNames = ['Key', 'Value', 'PropagateAtLaunch'];

const tagTypes: PropertyTypes = {
  names: () => tagNames,
  property: (name) => (tagNames.includes(name) ? { nested: () => [] } : undefined),
};

const nestedOf = (type: string, value: unknown, tables: ResourceTables): readonly NestedValue[] => {
  if (type === '') return [];
  const choice = asObject(value)['Fn::If'];
  if (isIntrinsic(value) && Array.isArray(choice)) {
    return choice.slice(1).flatMap((one, index) =>
      nestedOf(type, one, tables).map((inner) => ({
        ...inner,
        path: ['Fn::If', String(index + 1), ...inner.path],
      })),
    );
  }
  if (isIntrinsic(value)) return [];
  if (type === 'tag') return [{ types: tagTypes, value, path: [] }];
  const isList = type.startsWith('[');
  if (!isList && !type.startsWith('{')) {
    return [{ types: typesOf(tables.definitions[type] ?? '', tables), value, path: [] }];
  }
  const elements = Array.isArray(value) === isList ? Object.entries(asChildren(value)) : [];
  return elements.flatMap(([key, inner]) =>
    nestedOf(type.slice(1), inner, tables).map((one) => ({ ...one, path: [key, ...one.path] })),
  );
};

const asChildren = (value: unknown): object => (Array.isArray(value) ? value : asObject(value));
