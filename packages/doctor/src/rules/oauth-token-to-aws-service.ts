import { asList, at } from '@hopwise/template/json';
import { lambdaTarget } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { Rule } from './rule.ts';

/**
 * The endpoint of an AWS service. The hosts of APIs and load balancers have more labels: these can accept tokens.
 * https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
const serviceHost =
  /^https:\/\/(?!bedrock-agentcore\.)[a-z0-9-]+\.[a-z]{2}(?:-[a-z]+)+-\d\.amazonaws\.com(?:\.cn)?(?:\/|$)/;

/**
 * The AWS endpoint of a gateway target, for a person; `undefined` for any other endpoint, and for a Smithy model, which can
 * describe any API.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
 */
const awsTarget = (properties: unknown): string | undefined => {
  if (lambdaTarget(properties).LambdaArn !== undefined) return 'a Lambda function';
  const mcp = at(properties, 'TargetConfiguration', 'Mcp');
  const endpoint = render(at(mcp, 'McpServer', 'Endpoint'));
  return serviceHost.test(endpoint) ? endpoint : undefined;
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
