import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType } from '@aws-cdk/service-spec-types';
import type { PropertyRow, ResourceTables } from '../src/specification/resource-tables.ts';

const database = loadAwsServiceSpecSync();

/** CloudFormation still accepts the previous types of a property. If one of them is free-form, so is the property. */
const typeOf = ({ type, previousTypes = [] }: Property): string => {
  const isFree = [type, ...previousTypes].some(
    (one) => one.type === 'json' || one.type === 'union',
  );
  return isFree ? '' : nestedType(type);
};

const nestedType = (type: PropertyType): string => {
  if (type.type === 'tag') return 'tag';
  if (type.type === 'ref') {
    const { properties } = database.get('typeDefinition', type.reference);
    // The specification does not describe the properties of every type.
    return Object.keys(properties).length > 0 ? type.reference.$ref : '';
  }
  if (type.type !== 'array' && type.type !== 'map') return '';
  const element = nestedType(type.element);
  return element === '' ? '' : `${type.type === 'array' ? '[' : '{'}${element}`;
};

const rowOf = (properties: Readonly<Record<string, Property>>): PropertyRow =>
  Object.entries(properties)
    .map(([name, property]) => {
      if (/[ :]/.test(name)) throw new Error(`${name} has a separator of the row.`);
      const type = typeOf(property);
      return type === '' ? name : `${name}:${type}`;
    })
    .join(' ');

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1;

const resourceTables = (): ResourceTables => ({
  resources: Object.fromEntries(
    database
      .all('resource')
      .map(({ cloudFormationType, properties, attributes }) => {
        const row = [rowOf(properties), Object.keys(attributes).join(' ')] as const;
        return [cloudFormationType, row] as const;
      })
      .sort(byName),
  ),
  definitions: Object.fromEntries(
    database
      .all('typeDefinition')
      .filter(({ properties }) => Object.keys(properties).length > 0)
      .map(({ $id, properties }) => [$id, rowOf(properties)]),
  ),
});

const rowsOf = (rows: object): string =>
  Object.entries(rows)
    .map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
    .join(',\n');

/** The text of the generated file, with one row a line, so that a change of the specification has a short diff. */
export const resourcePropertiesSource = (): string => {
  const { resources, definitions } = resourceTables();
  const source =
    "npm @aws-cdk/aws-service-spec (Apache-2.0), CloudFormation's resource specification";
  return `{"source":${JSON.stringify(source)},\n"resources":{\n${rowsOf(resources)}\n},"definitions":{\n${rowsOf(definitions)}\n}}\n`;
};
