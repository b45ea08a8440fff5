import { asObject } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { expandFunction } from './expand-function.ts';
import { aliasIdOf, versionIdOf } from './function-version.ts';
import { type ReferableNames, withLogicalIds } from './referable-names.ts';
import type { SamScope } from './sam-scope.ts';

/**
 * Replaces the SAM resources of a template by the resources that SAM generates. Each generated resource has the place
 * that caused it. Globals are merged already.
 */
export const expandSam = (
  resources: readonly TemplateResource[],
  scope: SamScope,
): readonly TemplateResource[] => {
  const expanded = resources.map((one) =>
    one.type === 'AWS::Serverless::Function'
      ? expandFunction(one, scope)
      : { resources: [one], amendments: [] },
  );
  const amendments = Map.groupBy(
    expanded.flatMap((one) => one.amendments),
    ({ logicalId }) => logicalId,
  );
  const amended = expanded
    .flatMap((one) => one.resources)
    .map((one) => ({
      ...one,
      properties: (amendments.get(one.logicalId) ?? []).reduce(
        (properties, { amend }) => amend(properties),
        one.properties,
      ),
    }));
  const names = referableNames(resources);
  return names.size === 0
    ? amended
    : amended.map((one) => ({
        ...one,
        properties: asObject(withLogicalIds(one.properties, names, scope)),
      }));
};

const referableNames = (resources: readonly TemplateResource[]): ReferableNames =>
  new Map(
    resources.flatMap((one): readonly [string, string][] => {
      const { logicalId, type } = one;
      const aliasId = type === 'AWS::Serverless::Function' ? aliasIdOf(one) : undefined;
      return aliasId === undefined
        ? []
        : [
            [`${logicalId}.Alias`, aliasId],
            [`${logicalId}.Version`, versionIdOf(logicalId)],
          ];
    }),
  );
