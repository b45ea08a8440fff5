import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { invokeDecision } from '../stack/policies.ts';
import { executionRoleTrust } from './execution-role-trust.ts';

const proxy = 'BedrockGatewayProxyLambdaFunction';

/** Checks whether the agent can invoke the function of its action group. */
export const proxyPermission: LiveCheck = {
  name: 'whether the agent can invoke bedrock-gateway-proxy',
  hop: 5,
  async run(context) {
    const { read, stack } = context;
    const { agentArn: source = '' } = await read.agent();
    const functionName = stack.idOf(proxy);
    const service = 'bedrock.amazonaws.com';
    const { effect, by: reason } = await invokeDecision(context, functionName, {
      service,
      sourceArn: source,
    });
    if (effect === 'allow') return nothing;
    const where = stack.arn('lambda', `function:${functionName}`);
    return [{ code: 'RESOURCE_POLICY_MISSING', where, functionName, service, source, reason }];
  },
};

export const proxyRoleTrust = executionRoleTrust({
  hop: 5,
  title: 'bedrock-gateway-proxy',
  logicalId: proxy,
});
