import { seededAccount } from '../../src/account.ts';
import type { ResourceType } from '../../src/deployment/resource-type.ts';
import { services } from '../../src/services.ts';

const inCode = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const propertiesOf = ({ schema }: ResourceType): readonly string[] =>
  'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null
    ? Object.keys(schema.shape).sort()
    : [];

/** Some attributes exist only if a property is set, for example `ClientSecret`. */
const attributesOf = (type: ResourceType): readonly string[] => {
  const properties = Object.fromEntries(
    propertiesOf(type).map((name) => [name, name === 'GenerateSecret' ? true : name]),
  );
  const context = { logicalId: 'Resource', account: seededAccount, stackName: 'stack' };
  return Object.keys(type.identify(properties, context).attributes).sort();
};

const rowOf = (type: ResourceType): string =>
  [
    '',
    `\`${type.type}\``,
    inCode(attributesOf(type)),
    inCode(propertiesOf(type)),
    inCode(type.refused.toSorted()),
    type.update,
    '',
  ]
    .join(' | ')
    .trim();

/** The supported resource types of CloudFormation as a Markdown table. */
export const resourceTypeTable = (): string =>
  [
    '| resource type | `Fn::GetAtt` | properties | refused if used | update |',
    '| --- | --- | --- | --- | --- |',
    ...services
      .flatMap(({ types }) => types)
      .toSorted((a, b) => (a.type < b.type ? -1 : 1))
      .map(rowOf),
  ].join('\n');
