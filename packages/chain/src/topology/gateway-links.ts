import { asAlternatives, asObject, at } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import { functionArn, regionalArn } from '../texts/identities.ts';
import { apiTargetLinks } from './api-target-links.ts';
import type { ChainLink } from './chain-link.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

/** Everything that the gateways of a template invoke or read, with their targets. */
export const gatewayLinks = (source: LinkSource): readonly ChainLink[] => [
  ...source.model
    .ofType('AWS::BedrockAgentCore::Gateway')
    .flatMap((gateway) => [...interceptorLinks(gateway, source), ...engineLinks(gateway, source)]),
  ...targetsOf(source).flatMap((one) => targetLinks(one, source)),
];

/** A target of a gateway that is in the template. */
export type GatewayTarget = {
  readonly gateway: TemplateResource;
  readonly target: TemplateResource;
};

/** The targets whose gateway is in the template. */
export const targetsOf = ({ model, texts }: LinkSource): readonly GatewayTarget[] =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap((target) => {
    const id = texts.of(target.properties.GatewayIdentifier);
    const gateway = model
      .ofType('AWS::BedrockAgentCore::Gateway')
      .find(({ logicalId }) =>
        [id, id.split('/').at(-1)].includes(texts.attribute(logicalId, 'Ref')),
      );
    return gateway === undefined ? [] : [{ gateway, target }];
  });

const interceptorLinks = (gateway: TemplateResource, source: LinkSource): readonly ChainLink[] =>
  asAlternatives(gateway.properties.InterceptorConfigurations)
    .map((one) => at(one, 'Interceptor', 'Lambda', 'Arn'))
    .filter((arn) => arn !== undefined)
    .map((arn) =>
      linkFrom(
        gateway,
        `${gateway.logicalId}.InterceptorConfigurations`,
        source,
      )({
        kind: 'gateway → interceptor',
        hop: 6,
        to: functionArn(source.texts.of(arn)),
        because: 'this function intercepts its requests',
      }),
    );

const engineLinks = (gateway: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  const { logicalId, properties } = gateway;
  const arn = at(properties.PolicyEngineConfiguration, 'Arn');
  if (arn === undefined) return [];
  const link = linkFrom(gateway, `${logicalId}.PolicyEngineConfiguration`, source);
  const because = 'this policy engine decides its calls';
  const engine = source.texts.of(arn);
  return [
    link({ kind: 'gateway → policy engine', hop: 6, to: engine, because }),
    link({ kind: 'gateway → policies', hop: 6, to: engine, because }),
    link({
      kind: 'gateway → policies',
      hop: 6,
      to: source.texts.attribute(logicalId, 'GatewayArn'),
      because: 'its policy engine decides calls of this gateway',
    }),
  ];
};

const targetLinks = (
  { gateway, target }: GatewayTarget,
  source: LinkSource,
): readonly ChainLink[] => {
  const mcp = asObject(at(target.properties, 'TargetConfiguration', 'Mcp'));
  const place = `${target.logicalId}.TargetConfiguration`;
  const link = linkFrom(gateway, place, source);
  const lambda = at(mcp.Lambda, 'LambdaArn');
  const because = `its target ${target.logicalId}`;
  return [
    ...(lambda === undefined
      ? []
      : [
          link({
            kind: 'gateway → function',
            hop: 7,
            to: functionArn(source.texts.of(lambda)),
            because: `${because} runs the function`,
          }),
        ]),
    ...providerLinks({ gateway, target }, source),
    ...runtimeLinks({ gateway, target }, source),
    ...apiTargetLinks({ gateway, target }, source),
  ];
};

const providersOf = ({ properties }: TemplateResource): readonly unknown[] =>
  asAlternatives(properties.CredentialProviderConfigurations);

const providerLinks = (
  { gateway, target }: GatewayTarget,
  source: LinkSource,
): readonly ChainLink[] =>
  providersOf(target).flatMap((one) => {
    const provider = at(one, 'CredentialProvider');
    const link = linkFrom(gateway, `${target.logicalId}.CredentialProviderConfigurations`, source);
    const oauth = at(provider, 'OauthCredentialProvider', 'ProviderArn');
    const key = at(provider, 'ApiKeyCredentialProvider', 'ProviderArn');
    const id = source.texts.attribute(gateway.logicalId, 'Ref');
    return [
      ...(oauth === undefined && key === undefined
        ? []
        : [
            link({
              kind: 'gateway → workload identity',
              hop: 7,
              to: regionalArn(
                'bedrock-agentcore',
                `workload-identity-directory/default/workload-identity/${id}`,
              ),
              because: `its target ${target.logicalId} has a credential provider`,
            }),
          ]),
      ...(oauth === undefined
        ? []
        : [
            link({
              kind: 'gateway → OAuth provider',
              hop: 7,
              to: source.texts.of(oauth),
              because: `its target ${target.logicalId} gets its token from the provider`,
            }),
          ]),
      ...(key === undefined
        ? []
        : [
            link({
              kind: 'gateway → API key provider',
              hop: 7,
              to: source.texts.of(key),
              because: `its target ${target.logicalId} gets its API key from the provider`,
            }),
          ]),
    ];
  });

const runtimeUrl = /^https:\/\/bedrock-agentcore\.[^/]+\/runtimes\/([^/?]+)\/invocations/;

const runtimeLinks = (
  { gateway, target }: GatewayTarget,
  source: LinkSource,
): readonly ChainLink[] => {
  const url = source.texts.of(
    at(target.properties, 'TargetConfiguration', 'Mcp', 'McpServer', 'Endpoint'),
  );
  const [, written] = runtimeUrl.exec(url) ?? [];
  const usesRole = providersOf(target).some(
    (one) => at(one, 'CredentialProviderType') === 'GATEWAY_IAM_ROLE',
  );
  const runtime = written?.replaceAll('%3A', ':').replaceAll('%2F', '/') ?? '';
  if (!runtime.startsWith('arn:') || !usesRole) return [];
  return [
    linkFrom(
      gateway,
      `${target.logicalId}.TargetConfiguration`,
      source,
    )({
      kind: 'gateway → runtime',
      hop: 7,
      to: runtime,
      because: `its target ${target.logicalId} calls the runtime`,
    }),
  ];
};
