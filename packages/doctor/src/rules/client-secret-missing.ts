import { isIntrinsic } from '@hopwise/template/json';
import { machineClients } from '@hopwise/template/machine-clients';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/** Finds app clients with `client_credentials` and without a client secret. */
export const clientSecretMissing: Rule = (model) =>
  machineClients(model)
    .filter(
      ({ properties: { GenerateSecret } }) =>
        render(GenerateSecret) !== 'true' && !isIntrinsic(GenerateSecret),
    )
    .map(({ logicalId }) => ({
      code: 'CLIENT_SECRET_MISSING',
      logicalId,
      where: `${logicalId}.GenerateSecret`,
      hop: 6,
      clientId: logicalId,
    }));
