import type { AddressTable } from '../addresses.ts';
import { isAtAws } from '../aws-hosts.ts';
import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import { assembleGatewayTargets } from './assemble-gateway-targets.ts';
import { assembleGatewayAuthorizer } from './authorizer/assemble-gateway-authorizer.ts';
import type { DeployedGateway, GatewayAuthorization } from './deployed-gateway.ts';
import { gateway } from './resource-types/gateway.ts';

/** Every MCP version that the local stack supports. */
const allVersions = ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26'];

const defaultVersions = allVersions.slice(1);

/** The gateways of a template, each with its targets. */
export const assembleGateways = (
  resources: DeployedResources,
  { addresses }: Pick<AssembleContext, 'addresses'>,
): readonly DeployedGateway[] => {
  const gateways = resources.of(gateway);
  if (gateways.length > 1) {
    throw new TemplateError('The local stack supports only one AgentCore Gateway.');
  }
  return gateways.map(({ properties, ...deployed }) => ({
    gatewayId: deployed.ref,
    arn: deployed.attributes.GatewayArn ?? '',
    name: properties.Name,
    url: addresses.rewrite(deployed.attributes.GatewayUrl ?? ''),
    roleArn: properties.RoleArn,
    authorizer: reachable(
      assembleGatewayAuthorizer(properties, deployed.logicalId),
      deployed.logicalId,
      addresses,
    ),
    ...protocolOf(properties, deployed.logicalId),
    ...(properties.ExceptionLevel && { exceptionLevel: properties.ExceptionLevel }),
    targets: assembleGatewayTargets(resources, deployed.ref),
  }));
};

/** The gateway reads the issuer's keys. The address of an issuer in the template is mapped to loopback. */
const reachable = (
  authorizer: GatewayAuthorization,
  logicalId: string,
  { hosts }: Pick<AddressTable, 'hosts'>,
): GatewayAuthorization => {
  if (authorizer.type !== 'CUSTOM_JWT' || !isAtAws(authorizer.discoveryUrl)) return authorizer;
  throw new TemplateError(
    `The DiscoveryUrl of ${logicalId} is ${authorizer.discoveryUrl}. No resource of the template has this address. Deployed: ${hosts.join(', ')}.`,
  );
};

type GatewayProperties = PropertiesOf<typeof gateway>;

const protocolOf = ({ ProtocolConfiguration }: GatewayProperties, logicalId: string) => {
  const mcp = ProtocolConfiguration?.Mcp ?? {};
  const supportedVersions = mcp.SupportedVersions ?? defaultVersions;
  const unknown = supportedVersions.find((version) => !allVersions.includes(version));
  if (unknown !== undefined) {
    throw new TemplateError(
      `${logicalId} requires MCP ${unknown}; the local stack supports ${allVersions.join(', ')}.`,
    );
  }
  const { SessionConfiguration, StreamingConfiguration } = mcp;
  return {
    supportedVersions,
    ...(SessionConfiguration && {
      sessionTimeoutMs: SessionConfiguration.SessionTimeoutInSeconds * 1000,
    }),
    ...(mcp.Instructions && { instructions: mcp.Instructions }),
    streamsResponses: StreamingConfiguration?.EnableResponseStreaming === true,
  };
};
