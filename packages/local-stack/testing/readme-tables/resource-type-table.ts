import { seededAccount } from '../../src/account.ts';
import { type Treatment, treatmentOf } from '../../src/deployment/property-treatment.ts';
import type { ResourceType } from '../../src/deployment/resource-type.ts';
import { objectIn, shapeOf } from '../../src/deployment/schema-shape.ts';
import { services } from '../../src/services.ts';

const inCode = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

type Property = Parameters<typeof treatmentOf>[0];

const is = (kind: Treatment['kind']) => (property: Property) =>
  treatmentOf(property)?.kind === kind;

/** The stack acts on an object if it acts on a property inside. */
const isActedOn = (property: Property): boolean => {
  if (treatmentOf(property)) return false;
  const inner = objectIn(property);
  return inner === undefined || Object.values(shapeOf(inner)).some(isActedOn);
};

/** The top-level properties of a type with a treatment. `undefined` stands for those that the stack acts on. */
const namesOf = ({ schema }: ResourceType, kind: Treatment['kind'] | undefined) =>
  Object.entries(shapeOf(schema))
    .filter(([, property]) => (kind === undefined ? isActedOn : is(kind))(property))
    .map(([name]) => name)
    .sort();

/** Some attributes exist only if a property is set, for example `ClientSecret`. */
const attributesOf = (type: ResourceType): readonly string[] => {
  const properties = Object.fromEntries(
    Object.keys(shapeOf(type.schema)).map((name) => [
      name,
      name === 'GenerateSecret' ? true : name,
    ]),
  );
  const context = { logicalId: 'Resource', account: seededAccount, stackName: 'stack' };
  return Object.keys(type.identify(properties, context).attributes).sort();
};

const rowOf = (type: ResourceType): string =>
  [
    '',
    `\`${type.type}\``,
    inCode(attributesOf(type)),
    inCode(namesOf(type, undefined)),
    inCode(namesOf(type, 'refused')),
    type.update,
    '',
  ]
    .join(' | ')
    .trim();

/** The supported resource types of CloudFormation as a Markdown table. */
export const resourceTypeTable = (): string =>
  [
    '| resource type | `Fn::GetAtt` | acted on | refused if used | update |',
    '| --- | --- | --- | --- | --- |',
    ...services
      .flatMap(({ types }) => types)
      .toSorted((a, b) => (a.type < b.type ? -1 : 1))
      .map(rowOf),
  ].join('\n');
