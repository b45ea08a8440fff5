import { readFileSync } from 'node:fs';
import { asObject } from '@hopwise/template/json';

/**
 * Property names with their types, separated by spaces: `Name Tags:[tag Rules:[12 Labels:{[13`. A name without a type
 * contains nothing that the specification describes. `tag` is a tag, a number is that definition, `[` a list and `{` a map.
 * Only the rows of a template's types are decoded.
 */
export type PropertyRow = string;

/** CloudFormation's resource specification, without anything that the rules do not read. */
export type ResourceTables = {
  /** The properties of a resource type, and its attributes separated by spaces. */
  readonly resources: Readonly<
    Record<string, readonly [properties: PropertyRow, attributes: string] | undefined>
  >;
  /** The properties of objects inside properties. */
  readonly definitions: Readonly<Record<string, PropertyRow | undefined>>;
};

/** Reads the generated file. It is JSON with few strings, because Node parses that much faster than a module. */
export const readResourceTables = (): ResourceTables => {
  const file = new URL('../../generated/resource-properties.json', import.meta.url);
  const tables: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { resources, definitions } = asObject(tables);
  if (resources && definitions) return tables as ResourceTables;
  throw new Error(`${file.pathname} has no resources and definitions. Generate it again.`);
};

/** The parts of a row or of attributes. */
export const partsOf = (row: string): readonly string[] => (row === '' ? [] : row.split(' '));

/** The type of each property in a row: `''` if the specification describes nothing inside the property. */
export const typesInRow = (row: PropertyRow): ReadonlyMap<string, string> =>
  new Map(
    partsOf(row).map((part) => {
      const [name = '', type = ''] = part.split(':');
      return [name, type];
    }),
  );
