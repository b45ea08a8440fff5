import { machineClients } from '@hopwise/template/machine-clients';
import type { Rule } from './rule.ts';

/** Finds app clients with flows that Cognito does not accept together. */
export const clientFlowsMixed: Rule = (model) =>
  machineClients(model)
    .filter(({ otherFlows }) => otherFlows.length > 0)
    .map(({ logicalId, otherFlows }) => ({
      code: 'CLIENT_FLOWS_MIXED',
      logicalId,
      where: `${logicalId}.AllowedOAuthFlows`,
      hop: 6,
      clientId: logicalId,
      others: otherFlows.join(' and '),
    }));
