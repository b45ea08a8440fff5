import { isIntrinsic } from '@hopwise/template/json';
import { machineClients } from '@hopwise/template/machine-clients';
import { render } from '@hopwise/template/render';
import type { TemplateResource } from '@hopwise/template/template-model';
import { clientsOf, tokenCallers } from '../topology/token-callers.ts';
import { clientFlowMissing } from './client-flow-missing.ts';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds app clients without a client secret, although they have `client_credentials` or a function uses the secret. Cognito
 * refuses such a client for machines, and CloudFormation cannot read a client secret that does not exist.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
 */
export const clientSecretMissing: CreationRule<{
  readonly clientId: string;
  readonly functionId?: string;
}> = (chain) => {
  const machines: readonly TemplateResource[] = machineClients(chain.model);
  // Such a client is the wrong one, and a client secret would not help.
  const wrong = clientFlowMissing(chain).map(({ clientId }) => clientId);
  const others = new Map(
    tokenCallers(chain).flatMap((caller) =>
      clientsOf(caller).map(({ logicalId }) => [logicalId, caller.logicalId] as const),
    ),
  );
  return chain.model
    .ofType('AWS::Cognito::UserPoolClient')
    .filter(
      ({ properties: { GenerateSecret } }) =>
        render(GenerateSecret) !== 'true' && !isIntrinsic(GenerateSecret),
    )
    .flatMap(({ logicalId }) => {
      const isMachine = machines.some((one) => one.logicalId === logicalId);
      const functionId = isMachine || wrong.includes(logicalId) ? undefined : others.get(logicalId);
      if (!isMachine && functionId === undefined) return [];
      return [
        {
          logicalId,
          where: `${logicalId}.GenerateSecret`,
          hop: 6,
          clientId: logicalId,
          ...(functionId !== undefined && { functionId }),
        } as const,
      ];
    });
};
