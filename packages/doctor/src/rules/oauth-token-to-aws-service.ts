import { asList, at } from '@hopwise/template/json';
import { lambdaTarget } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

const awsHost = /^https:\/\/[^/]+\.amazonaws\.com(?:\.cn)?(?:\/|$)/;

/** The AWS endpoint of a gateway target, for a person; `undefined` for any other endpoint. */
const awsTarget = (properties: unknown): string | undefined => {
  if (lambdaTarget(properties).LambdaArn !== undefined) return 'a Lambda function';
  const mcp = at(properties, 'TargetConfiguration', 'Mcp');
  if (at(mcp, 'SmithyModel') !== undefined) return 'an AWS service';
  const endpoint = render(at(mcp, 'McpServer', 'Endpoint'));
  return awsHost.test(endpoint) && !endpoint.includes('.bedrock-agentcore.') ? endpoint : undefined;
};

/** Finds gateway targets that call an AWS service with a bearer token. */
export const oauthTokenToAwsService: Rule = (model) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) => {
    const providers = asList(properties.CredentialProviderConfigurations);
    const target = awsTarget(properties);
    const sendsToken = providers.some((one) => at(one, 'CredentialProviderType') === 'OAUTH');
    if (!sendsToken || target === undefined) return [];
    const where = `${logicalId}.CredentialProviderConfigurations`;
    return [{ code: 'OAUTH_TOKEN_TO_AWS_SERVICE', logicalId, where, hop: 7, target }];
  });
