import type { DeployedResource } from './resource-type.ts';

export const resourcesOfType = (
  resources: readonly DeployedResource[],
  type: string,
): readonly DeployedResource[] => resources.filter((resource) => resource.type === type);
