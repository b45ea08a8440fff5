import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/** Finds agents without `AutoPrepare`. By default, CloudFormation does not prepare an agent. */
export const agentNotPrepared: Rule = (model) =>
  model
    .ofType('AWS::Bedrock::Agent')
    .filter(({ properties }) => render(properties.AutoPrepare ?? false) === 'false')
    .map(({ logicalId }) => ({
      code: 'AGENT_NOT_PREPARED',
      logicalId,
      where: `${logicalId}.AutoPrepare`,
      hop: 3,
      agent: logicalId,
      status: 'NOT_PREPARED',
    }));
