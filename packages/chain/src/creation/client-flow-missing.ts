import { asList, isIntrinsic } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { render } from '@hopwise/template/render';
import { clientsOf, isMachineUse, tokenCallers } from '../topology/token-callers.ts';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds app clients with which a function requests tokens for itself, although they do not allow the flow for machines. The
 * token endpoint refuses them with `unauthorized_client`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export const clientFlowMissing: CreationRule<{
  readonly clientId: string;
  readonly flows: string;
  readonly isOff?: true;
}> = oncePerObject((chain) => {
  const used = new Set(
    tokenCallers(chain).flatMap((caller) =>
      clientsOf(caller).filter((client) => isMachineUse(caller, client, chain)),
    ),
  );
  return [...used].flatMap(({ logicalId, properties }) => {
    const { AllowedOAuthFlows, AllowedOAuthFlowsUserPoolClient: written } = properties;
    const flows = asList(AllowedOAuthFlows);
    if ([AllowedOAuthFlows, ...flows].some(isIntrinsic)) return [];
    const lacksFlow = !flows.includes('client_credentials');
    const isOff = render(written) !== 'true' && !isIntrinsic(written);
    if (!lacksFlow && !isOff) return [];
    const property = lacksFlow ? 'AllowedOAuthFlows' : 'AllowedOAuthFlowsUserPoolClient';
    return [
      {
        logicalId,
        where: `${logicalId}.${property}`,
        hop: 6,
        clientId: logicalId,
        flows: flows.map(render).join(', ') || 'none',
        ...(!lacksFlow && { isOff: true }),
      } as const,
    ];
  });
});
