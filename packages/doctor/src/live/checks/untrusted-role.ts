import type { LiveContext } from '../stack/live-context.ts';
import { nameOfRole, type ServiceCaller, trustDecision } from '../stack/policies.ts';

/** A role whose trust policy does not allow a service, in the words of a fact. */
export type UntrustedRole = { readonly where: string; readonly role: string; readonly by: string };

/** Undefined if the service can assume the role for its resource. */
export const untrustedRole = async (
  context: LiveContext,
  roleArn: string,
  caller: ServiceCaller,
): Promise<UntrustedRole | undefined> => {
  const { effect, by } = await trustDecision(context, roleArn, caller);
  return effect === 'allow' ? undefined : { where: roleArn, role: nameOfRole(roleArn), by };
};
