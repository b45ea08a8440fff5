import { at } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { apiPermission, asApiEvent, isApiEvent } from './apis/api-events.ts';
import { expandEvent } from './events/expand-event.ts';
import { type Amendment, type ExpandedEvent, eventsOf } from './events/sam-event.ts';
import { destinationPolicies, executionRole, roleIdOf } from './execution-role.ts';
import { functionUrl } from './function-url.ts';
import { publishedVersion } from './function-version.ts';
import { lambdaProperties } from './lambda-properties.ts';
import { attributeOf, converted, type SamScope } from './sam-scope.ts';

/** What SAM generates from a resource. */
export type Expanded = {
  readonly resources: readonly TemplateResource[];
  readonly amendments: readonly Amendment[];
};

type FindApi = (logicalId: string) => TemplateResource | undefined;

const expandedEvents = (
  from: TemplateResource,
  findApi: FindApi,
  scope: SamScope,
): readonly ExpandedEvent[] =>
  eventsOf(from, scope).flatMap((event) => {
    if (!isApiEvent(event)) return expandEvent(event) ?? [];
    const ofApi = asApiEvent(event);
    return [apiPermission(ofApi, findApi(ofApi.apiId))];
  });

/** A SAM function as a Lambda function with its role, its version and alias, its URL and its events. */
export const expandFunction = (
  from: TemplateResource,
  findApi: FindApi,
  scope: SamScope,
): Expanded => {
  const { logicalId, properties } = from;
  const hasRole = properties.Role !== undefined;
  const events = expandedEvents(from, findApi, scope);
  const additions = {
    managed: events.flatMap(({ managed = [] }) => managed),
    policies: [...destinationPolicies(from), ...events.flatMap(({ policies = [] }) => policies)],
    unknown: events.flatMap(({ unknown = [] }) => unknown),
  };
  const Role = properties.Role ?? attributeOf(roleIdOf(logicalId), 'Arn');
  return {
    resources: [
      converted(from, {
        type: 'AWS::Lambda::Function',
        properties: { ...lambdaProperties(properties), Role },
      }),
      ...(hasRole ? [] : [executionRole(from, additions, scope)]),
      ...publishedVersion(from),
      ...functionUrl(from),
      ...events.flatMap(({ resources }) => resources),
    ],
    amendments: events.flatMap(({ amendments = [] }) => amendments),
  };
};

/** A simple table is a table with one key. */
export const expandTable = (from: TemplateResource): TemplateResource => {
  const { TableName, PrimaryKey, ProvisionedThroughput } = from.properties;
  const AttributeName = at(PrimaryKey, 'Name') ?? 'id';
  const given = Object.entries({ TableName, ProvisionedThroughput });
  return converted(from, {
    type: 'AWS::DynamoDB::Table',
    properties: {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      KeySchema: [{ AttributeName, KeyType: 'HASH' }],
    },
  });
};
