import type { TemplateResource } from '../template-resource.ts';
import { destinationPolicies, executionRole, roleIdOf } from './execution-role.ts';
import { functionUrl } from './function-url.ts';
import { publishedVersion } from './function-version.ts';
import { attributeOf, type SamScope } from './sam-scope.ts';

/** A SAM function as a function with its role, its version and alias, and its URL. */
export const expandFunction = (
  from: TemplateResource,
  scope: SamScope,
): readonly TemplateResource[] => {
  const { logicalId, properties } = from;
  const hasRole = properties.Role !== undefined;
  const additions = { managed: [], policies: destinationPolicies(from) };
  return [
    hasRole
      ? from
      : { ...from, properties: { ...properties, Role: attributeOf(roleIdOf(logicalId), 'Arn') } },
    ...(hasRole ? [] : [executionRole(from, additions, scope)]),
    ...publishedVersion(from),
    ...functionUrl(from),
  ];
};
