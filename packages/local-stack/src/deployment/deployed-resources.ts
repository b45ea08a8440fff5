import { parseProperties } from './parse-properties.ts';
import type { DeployedResource, ResourceIdentity, ResourceType } from './resource-type.ts';

/** A deployed resource with its parsed properties. */
export type TypedResource<Properties> = ResourceIdentity & {
  readonly logicalId: string;
  readonly properties: Properties;
};

/** The deployed resources of a template, by type. */
export type DeployedResources = {
  of<Properties>(type: ResourceType<Properties>): readonly TypedResource<Properties>[];
};

/**
 * Parses the properties of every resource.
 *
 * @throws TemplateError with the name of a property that its type does not accept
 */
export const readResources = (
  resources: readonly DeployedResource[],
  types: readonly ResourceType[],
): DeployedResources => {
  const byType = new Map(
    types.map((type) => [
      type.type,
      resources.filter((one) => one.type === type.type).map((one) => typed(type, one)),
    ]),
  );
  return {
    of: <Properties>({ type }: ResourceType<Properties>) =>
      // The schema of this type parsed these properties.
      (byType.get(type) ?? []) as readonly TypedResource<Properties>[],
  };
};

const typed = <Properties>(
  type: ResourceType<Properties>,
  resource: DeployedResource,
): TypedResource<Properties> => ({
  logicalId: resource.logicalId,
  ref: resource.ref,
  attributes: resource.attributes,
  properties: parseProperties(type, resource),
});
