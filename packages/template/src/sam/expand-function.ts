import type { TemplateResource } from '../template-resource.ts';
import { expandEvent } from './events/expand-event.ts';
import { type Amendment, eventsOf } from './events/sam-event.ts';
import { destinationPolicies, executionRole, roleIdOf } from './execution-role.ts';
import { functionUrl } from './function-url.ts';
import { publishedVersion } from './function-version.ts';
import { attributeOf, type SamScope } from './sam-scope.ts';

/** What SAM generates from a resource. */
export type Expanded = {
  readonly resources: readonly TemplateResource[];
  readonly amendments: readonly Amendment[];
};

/** A SAM function as a function with its role, its version and alias, its URL and its events. */
export const expandFunction = (from: TemplateResource, scope: SamScope): Expanded => {
  const { logicalId, properties } = from;
  const hasRole = properties.Role !== undefined;
  const events = eventsOf(from, scope).flatMap((event) => expandEvent(event) ?? []);
  const additions = {
    managed: events.flatMap(({ managed = [] }) => managed),
    policies: [...destinationPolicies(from), ...events.flatMap(({ policies = [] }) => policies)],
    unknown: events.flatMap(({ unknown = [] }) => unknown),
  };
  const Role = properties.Role ?? attributeOf(roleIdOf(logicalId), 'Arn');
  return {
    resources: [
      { ...from, properties: { ...properties, Role } },
      ...(hasRole ? [] : [executionRole(from, additions, scope)]),
      ...publishedVersion(from),
      ...functionUrl(from),
      ...events.flatMap(({ resources }) => resources),
    ],
    amendments: events.flatMap(({ amendments = [] }) => amendments),
  };
};
