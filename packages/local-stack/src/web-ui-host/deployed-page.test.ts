import { runInNewContext } from 'node:vm';
import { webUiConfig } from '@hopwise/contracts/web-ui-config';
import { describe, expect, it } from '@jest/globals';
import { stages, templateOf } from '../../testing/packaged-stages.ts';
import { seededAccount } from '../account.ts';
import { type DeployedTemplate, deployTemplate } from '../deployment/deploy-template.ts';
import { services } from '../services.ts';
import { connectionsOf, pageConfigOf } from './page-config.ts';
import { securityHeaders } from './security-headers.ts';

const local = (port: number) => `http://127.0.0.1:${port}`;
const origins = {
  issuer: local(1),
  userPoolDomain: local(2),
  gateway: local(3),
  restApi: local(4),
};

type Properties = Readonly<Record<string, unknown>>;

const propertiesOf = ({ resources }: DeployedTemplate, id: string): Properties =>
  resources.find(({ logicalId }) => logicalId === id)?.properties ?? {};

type HeadersPolicy = {
  readonly SecurityHeadersConfig: {
    readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: string };
    readonly ReferrerPolicy: { readonly ReferrerPolicy: string };
    readonly ContentTypeOptions: object;
    readonly StrictTransportSecurity: { readonly AccessControlMaxAgeSec: number };
  };
  readonly CustomHeadersConfig: { readonly Items: readonly { Header: string; Value: string }[] };
};

const headersOf = (policy: HeadersPolicy): Record<string, string> => {
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = policy;
  return {
    'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
    ...(security.ContentTypeOptions && { 'x-content-type-options': 'nosniff' }),
    ...Object.fromEntries(
      custom.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value] as const),
    ),
  };
};

describe.each(stages)('the page of the packaged stage %s', (stage) => {
  const deploy = async () =>
    deployTemplate(await templateOf(stage), {
      account: seededAccount,
      origins,
      stackName: `hopwise-${stage}`,
      types: services.flatMap(({ types }) => types),
    });

  it('has the same security headers as on this machine, and requires TLS', async () => {
    const deployed = await deploy();
    const policy = propertiesOf(deployed, 'WebUiHeaders').ResponseHeadersPolicyConfig;
    const { SecurityHeadersConfig } = policy as HeadersPolicy;
    expect(headersOf(policy as HeadersPolicy)).toEqual(
      securityHeaders(connectionsOf(pageConfigOf(deployed, { isLocal: true }))),
    );
    expect(SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec).toBe(31_536_000);
    const { DistributionConfig } = propertiesOf(deployed, 'WebUiDistribution');
    expect(DistributionConfig).toMatchObject({
      HttpVersion: 'http2and3',
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
    });
  });

  it('gets its stage, its API, and the sign-in settings if the stage requires a token', async () => {
    const { outputs, resources } = await deploy();
    const { signIn, ...config } = webUiConfig.parse(JSON.parse(outputs.WebUiConfig ?? ''));
    expect(config).toEqual({ stage, apiUrl: `${local(4)}/${stage}`, local: null });
    const client = resources.find(({ logicalId }) => logicalId === 'WebClient');
    const pool = resources.find(({ logicalId }) => logicalId === 'UserPool');
    expect(signIn).toEqual(
      stage === 'local'
        ? null
        : {
            authority: `${local(1)}/${pool?.ref}`,
            clientId: client?.ref,
            domainUrl: local(2),
            scopes: client?.properties.AllowedOAuthScopes,
          },
    );
  });

  it('has the origin that the API and the user pool allow', async () => {
    const deployed = await deploy();
    const origin = deployed.outputs.WebUiUrl;
    expect(propertiesOf(deployed, 'WebClient').CallbackURLs).toEqual([`${origin}/`]);
    for (const type of ['ApiGatewayDefault4xx', 'ApiGatewayDefault5xx']) {
      expect(propertiesOf(deployed, type).ResponseParameters).toMatchObject({
        'gatewayresponse.header.Access-Control-Allow-Origin': `'${origin}'`,
      });
    }
    expect(JSON.stringify(propertiesOf(deployed, 'ApiGatewayMethodChatOptions'))).toContain(
      `"method.response.header.Access-Control-Allow-Origin":"'${origin}'"`,
    );
  });

  it('is in a bucket that only its distribution can read', async () => {
    const deployed = await deploy();
    const bucket = propertiesOf(deployed, 'WebUiBucket');
    expect(Object.values(bucket.PublicAccessBlockConfiguration as object)).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    const policy = propertiesOf(deployed, 'WebUiBucketPolicy').PolicyDocument;
    const { Statement } = policy as { Statement: { Effect: string; Condition: object }[] };
    const distribution = deployed.resources.find(
      ({ logicalId }) => logicalId === 'WebUiDistribution',
    );
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      expect.objectContaining({
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Condition: {
          StringEquals: {
            'AWS:SourceArn': `arn:aws:cloudfront::111122223333:distribution/${distribution?.ref}`,
          },
        },
      }),
    ]);
    expect(Statement.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  it.each([
    ['/', '/index.html'],
    ['/posture', '/index.html'],
    ['/findings/API_OPEN', '/index.html'],
    ['/a.b/place', '/index.html'],
    ['/assets/main-abc.js', '/assets/main-abc.js'],
    ['/config.json', '/config.json'],
  ])('answers %s with %s', async (uri, served) => {
    const { FunctionCode } = propertiesOf(await deploy(), 'WebUiPlaces');
    const event = JSON.stringify({ request: { uri } });
    expect(runInNewContext(`${FunctionCode}; handler(${event}).uri`)).toBe(served);
  });
});
