import { describe, expect, it } from '@jest/globals';
import {
  compareWithSpecification,
  specificationOf,
} from '../testing/deployment/compare-with-specification.ts';
import { seededAccount } from './account.ts';
import { services } from './services.ts';

const types = services.flatMap((service) => service.types).map((one) => [one.type, one] as const);

/**
 * Nested properties that a type refuses because it does not list them. Each would change what AWS enforces
 * or runs.
 */
const refusedNested: Readonly<Record<string, readonly string[]>> = {
  'AWS::Bedrock::Agent': [
    'ActionGroups.ParentActionGroupSignature',
    'ActionGroups.ActionGroupExecutor.CustomControl',
    'ActionGroups.ApiSchema.S3',
  ],
  'AWS::BedrockAgentCore::Gateway': [
    'AuthorizerConfiguration.CustomJWTAuthorizer.AdvertisedScopeMapping',
    'AuthorizerConfiguration.CustomJWTAuthorizer.PrivateEndpoint',
    'ProtocolConfiguration.Mcp.SearchType',
  ],
  'AWS::BedrockAgentCore::GatewayTarget': [
    'TargetConfiguration.Http',
    'TargetConfiguration.Inference',
    'TargetConfiguration.Mcp.OpenApiSchema',
    'TargetConfiguration.Mcp.SmithyModel',
    'TargetConfiguration.Mcp.McpServer',
    'TargetConfiguration.Mcp.ApiGateway',
    'TargetConfiguration.Mcp.Connector',
    'TargetConfiguration.Mcp.Lambda.ToolSchema.S3',
  ],
  'AWS::Lambda::Function': ['Code.ZipFile', 'Code.ImageUri'],
};

describe('a resource type', () => {
  it.each(types)('%s lists every property of its CloudFormation schema', (name, type) => {
    const { unknown, unlisted } = compareWithSpecification(type);
    expect(unknown).toEqual([]);
    expect(unlisted.toSorted()).toEqual((refusedNested[name] ?? []).toSorted());
  });

  it.each(types)('%s gives each property one treatment', (_name, type) => {
    const listed = [...type.inert, ...type.refused];
    expect(new Set(listed).size).toBe(listed.length);
  });

  it.each(types)('%s has only attributes of its CloudFormation schema', (name, type) => {
    const properties = { Name: 'name', GenerateSecret: true, SecretId: 'secret' };
    const context = { logicalId: 'Resource', account: seededAccount, stackName: 'stack' };
    const { attributes } = type.identify(properties, context);
    expect(Object.keys(specificationOf(name).attributes)).toEqual(
      expect.arrayContaining(Object.keys(attributes)),
    );
  });
});
