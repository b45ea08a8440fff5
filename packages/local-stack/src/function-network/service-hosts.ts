import type { AwsRequest } from '../aws-endpoint/aws-request.ts';

/**
 * Names of services in their interface endpoints, if they differ from the name in a signature.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
const endpointNames: Readonly<Record<string, string>> = {
  'bedrock-agentcore': 'bedrock-agentcore-control',
};

/** The service of a signed request, as interface endpoints and host names call it. */
export const endpointServiceOf = (
  { path }: Pick<AwsRequest, 'path'>,
  signingName: string,
): string => {
  if (signingName !== 'bedrock') return endpointNames[signingName] ?? signingName;
  return path.includes('/sessions/') ? 'bedrock-agent-runtime' : 'bedrock-agent';
};
