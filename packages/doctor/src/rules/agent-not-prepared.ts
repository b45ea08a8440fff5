import { render } from '../template/render.ts';
import type { Rule } from './rule.ts';

/** An agent that is deployed and never prepared. CloudFormation's default is not to. */
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
