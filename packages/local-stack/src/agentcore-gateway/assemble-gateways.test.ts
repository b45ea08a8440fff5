import { describe, expect, it } from '@jest/globals';
import { deployModel, type Properties } from '../../testing/deployment/deploy-model.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { agentCoreGateway } from './agentcore-gateway.ts';

const assemble = (resources: Template['Resources']) => deployModel(agentCoreGateway, resources);

const jwt = {
  DiscoveryUrl: 'https://issuer.example/.well-known/openid-configuration',
  AllowedClients: ['client'],
};

const gateway = (properties: Properties = {}, authorizer: Properties = {}) => ({
  Gateway: {
    Type: 'AWS::BedrockAgentCore::Gateway',
    Properties: {
      Name: 'gateway',
      RoleArn: 'arn:aws:iam::111122223333:role/gateway',
      AuthorizerType: 'CUSTOM_JWT',
      AuthorizerConfiguration: { CustomJWTAuthorizer: { ...jwt, ...authorizer } },
      ...properties,
    },
  },
});

const gatewayTarget = (properties: Properties) => ({
  ...gateway(),
  Target: {
    Type: 'AWS::BedrockAgentCore::GatewayTarget',
    Properties: {
      GatewayIdentifier: { Ref: 'Gateway' },
      Name: 'tools',
      TargetConfiguration: {
        Mcp: { Lambda: { LambdaArn: 'arn:fn', ToolSchema: { InlinePayload: [] } } },
      },
      ...properties,
    },
  },
});

describe('the gateways of a template', () => {
  it.each<[string, Template['Resources'], RegExp]>([
    [
      'a policy engine',
      gateway({ PolicyEngineConfiguration: {} }),
      /PolicyEngineConfiguration of Gateway/,
    ],
    [
      'interceptors',
      gateway({ InterceptorConfigurations: [{}] }),
      /InterceptorConfigurations of Gateway/,
    ],
    [
      'an issuer that no resource of the template is',
      gateway(
        {},
        {
          DiscoveryUrl:
            'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_gone/.well-known/openid-configuration',
        },
      ),
      /DiscoveryUrl of Gateway is .*us-east-1_gone.*Deployed: gateway-/,
    ],
    [
      'an unsupported MCP version',
      gateway({ ProtocolConfiguration: { Mcp: { SupportedVersions: ['2024-11-05'] } } }),
      /Gateway requires MCP 2024-11-05; the local stack supports 2026-07-28/,
    ],
    [
      'semantic search',
      gateway({ ProtocolConfiguration: { Mcp: { SearchType: 'SEMANTIC' } } }),
      /ProtocolConfiguration\.Mcp\.SearchType of Gateway/,
    ],
    [
      'a credential provider',
      gatewayTarget({ CredentialProviderConfigurations: [{ CredentialProviderType: 'OAUTH' }] }),
      /OAUTH of Target.*GATEWAY_IAM_ROLE/,
    ],
  ])('refuses %s by name', (_name, resources, message) => {
    const deploying = () => assemble(resources);
    expect(deploying).toThrow(TemplateError);
    expect(deploying).toThrow(message);
  });

  it('refuses a second gateway', () => {
    const { Gateway: Other } = gateway({ Name: 'other' });
    expect(() => assemble({ ...gateway(), Other })).toThrow('supports only one AgentCore Gateway');
  });
});

describe('a gateway', () => {
  const gatewayOf = (...settings: Parameters<typeof gateway>) => assemble(gateway(...settings))[0];

  it('can have sessions, streamed responses, every revision and DEBUG', () => {
    const Mcp = {
      SupportedVersions: ['2026-07-28', '2025-03-26'],
      SessionConfiguration: {},
      StreamingConfiguration: { EnableResponseStreaming: true },
    };
    const properties = {
      ProtocolConfiguration: { Mcp: { ...Mcp, Instructions: 'Read findings.' } },
      ExceptionLevel: 'DEBUG',
    };
    expect(gatewayOf(properties)).toMatchObject({
      supportedVersions: ['2026-07-28', '2025-03-26'],
      sessionTimeoutMs: 3_600_000,
      streamsResponses: true,
      exceptionLevel: 'DEBUG',
      instructions: 'Read findings.',
    });
    expect(gatewayOf()).toMatchObject({ streamsResponses: false });
    expect(gatewayOf()).not.toHaveProperty('sessionTimeoutMs');
  });
});
