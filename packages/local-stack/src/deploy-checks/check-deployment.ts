import type { DeployedStack } from '../deployment/deploy-stack.ts';
import { refuseMissingRoles } from './refuse-missing-roles.ts';
import { refuseUngrantedTargets } from './refuse-ungranted-targets.ts';
import { refuseUnusableNetworks } from './refuse-unusable-networks.ts';

/**
 * Refuses what AWS refuses while it creates a resource, because it looks at another service.
 *
 * @param before the stack before an update. What exists there is not created again.
 * @throws TemplateError with the resource and what it lacks
 */
export const checkDeployment = (stack: DeployedStack, before?: DeployedStack): void => {
  refuseMissingRoles(stack);
  refuseUngrantedTargets(stack, before);
  refuseUnusableNetworks(stack);
};
