import { asList, at } from '../template/json.ts';
import { lambdaTarget } from '../template/links.ts';
import { render } from '../template/render.ts';
import type { Rule } from './rule.ts';

const awsHost = /^https:\/\/[^/]+\.amazonaws\.com(?:\.cn)?(?:\/|$)/;

/** What of AWS a gateway target leads to, if it does. */
const awsTarget = (properties: unknown): string | undefined => {
  if (lambdaTarget(properties).LambdaArn !== undefined) return 'a Lambda function';
  const mcp = at(properties, 'TargetConfiguration', 'Mcp');
  if (at(mcp, 'SmithyModel') !== undefined) return 'an AWS service';
  const endpoint = render(at(mcp, 'McpServer', 'Endpoint'));
  return awsHost.test(endpoint) && !endpoint.includes('.bedrock-agentcore.') ? endpoint : undefined;
};

/** A gateway target that would call an AWS service with a bearer token. */
export const oauthTokenToAwsService: Rule = (model) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) => {
    const providers = asList(properties.CredentialProviderConfigurations);
    const target = awsTarget(properties);
    const sendsToken = providers.some((one) => at(one, 'CredentialProviderType') === 'OAUTH');
    if (!sendsToken || target === undefined) return [];
    const where = `${logicalId}.CredentialProviderConfigurations`;
    return [{ code: 'OAUTH_TOKEN_TO_AWS_SERVICE', logicalId, where, hop: 7, target }];
  });
