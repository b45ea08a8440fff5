import * as z from 'zod/mini';
import type { AddressTable } from '../addresses.ts';
import type { DeployedGateway } from '../agentcore-gateway/deployed-gateway.ts';
import { TemplateError } from '../template/template-error.ts';
import { assembleGatewayAuthorizer } from './assemble-gateway-authorizer.ts';
import { assembleGatewayTargets } from './assemble-gateway-targets.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const strings = z.optional(z.array(z.string()));

const protocol = z.strictObject({
  SupportedVersions: strings,
  Instructions: z.optional(z.string()),
  SessionConfiguration: z.optional(
    z.strictObject({
      SessionTimeoutInSeconds: z._default(z.number().check(z.gte(900), z.lte(28_800)), 3_600),
    }),
  ),
  StreamingConfiguration: z.optional(z.strictObject({ EnableResponseStreaming: z.boolean() })),
});

/** Those that change nothing here are named, so that any other is refused. */
const gatewayProperties = z.strictObject({
  Name: z.string(),
  RoleArn: z.string(),
  AuthorizerType: z.unknown(),
  AuthorizerConfiguration: z.optional(z.unknown()),
  ProtocolType: z.optional(z.literal('MCP')),
  ProtocolConfiguration: z.optional(z.strictObject({ Mcp: protocol })),
  ExceptionLevel: z.optional(z.literal('DEBUG')),
  Description: z.optional(z.unknown()),
  KmsKeyArn: z.optional(z.unknown()),
  Tags: z.optional(z.unknown()),
});

/** Every revision that the gateway speaks. */
const servedVersions = ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26'];

const defaultVersions = servedVersions.slice(1);

/** The gateways of a template, each with its targets. */
export const assembleGateways = (
  resources: readonly DeployedResource[],
  addresses: AddressTable,
): readonly DeployedGateway[] =>
  resourcesOfType(resources, 'AWS::BedrockAgentCore::Gateway').map((gateway) => {
    const properties = parseProperties(gatewayProperties, gateway);
    return {
      gatewayId: gateway.ref,
      arn: gateway.attributes.GatewayArn ?? '',
      name: properties.Name,
      url: addresses.rewrite(gateway.attributes.GatewayUrl ?? ''),
      roleArn: properties.RoleArn,
      authorizer: assembleGatewayAuthorizer(gateway),
      ...protocolOf(properties, gateway.logicalId),
      ...(properties.ExceptionLevel && { exceptionLevel: properties.ExceptionLevel }),
      targets: assembleGatewayTargets(resources, gateway.ref),
    };
  });

type GatewayProperties = z.infer<typeof gatewayProperties>;

const protocolOf = ({ ProtocolConfiguration }: GatewayProperties, logicalId: string) => {
  const mcp = ProtocolConfiguration?.Mcp ?? {};
  const supportedVersions = mcp.SupportedVersions ?? defaultVersions;
  const unknown = supportedVersions.find((version) => !servedVersions.includes(version));
  if (unknown !== undefined) {
    throw new TemplateError(
      `${logicalId} supports MCP ${unknown}; the gateway speaks ${servedVersions.join(', ')}.`,
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
