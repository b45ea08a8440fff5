import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../../testing/deployment/deploy-model.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { cognito } from './cognito.ts';

const assemble = (resources: Template['Resources']) => deployModel(cognito, resources);

const client = (...scopes: readonly string[]) => ({
  Pool: { Type: 'AWS::Cognito::UserPool' },
  Server: {
    Type: 'AWS::Cognito::UserPoolResourceServer',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      Identifier: 'hopwise',
      Name: 'Hopwise',
      Scopes: [{ ScopeName: 'invoke', ScopeDescription: 'Use the gateway' }],
    },
  },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: 'Pool' }, AllowedOAuthScopes: scopes },
  },
});

describe('the user pools of a template', () => {
  it('accepts the standard scopes and those that a resource server defines', () => {
    const scopes = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];
    const userPools = assemble(client(...scopes, 'hopwise/invoke'));
    expect(userPools[0]?.clients[0]?.allowedScopes).toEqual([...scopes, 'hopwise/invoke']);
  });

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
  ])('allows token revocation with EnableTokenRevocation %s: %s', (given, expected) => {
    const { Client, ...pool } = client();
    const Properties = {
      ...Client.Properties,
      ...(given !== undefined && { EnableTokenRevocation: given }),
    };
    const userPools = assemble({ ...pool, Client: { ...Client, Properties } });
    expect(userPools[0]?.clients[0]?.isTokenRevocationEnabled).toBe(expected);
  });

  it.each([
    [undefined, false],
    [true, true],
  ])(
    'lets a client use its flows with AllowedOAuthFlowsUserPoolClient %s: %s',
    (given, expected) => {
      const { Client, ...pool } = client();
      const Properties = { ...Client.Properties, AllowedOAuthFlowsUserPoolClient: given };
      const userPools = assemble({ ...pool, Client: { ...Client, Properties } });
      expect(userPools[0]?.clients[0]?.isOAuthEnabled).toBe(expected);
    },
  );

  const domain = (properties: Readonly<Record<string, unknown>> = {}) => ({
    Type: 'AWS::Cognito::UserPoolDomain',
    Properties: { UserPoolId: { Ref: 'Pool' }, Domain: 'acme', ...properties },
  });
  const { Client, Server, Pool } = client();
  const elsewhere = { UserPoolId: 'us-east-1_gone' };

  it.each<[string, Template['Resources'], RegExp]>([
    [
      'an app client of another pool',
      { Pool, Client: { ...Client, Properties: elsewhere } },
      /UserPoolId of Client is us-east-1_gone, which is no user pool of the template/,
    ],
    [
      'a resource server of another pool',
      { Pool, Server: { ...Server, Properties: { ...Server.Properties, ...elsewhere } } },
      /UserPoolId of Server is us-east-1_gone/,
    ],
    [
      'a domain of another pool',
      { Pool, Domain: domain(elsewhere) },
      /UserPoolId of Domain is us-east-1_gone/,
    ],
    [
      'a second domain of a pool',
      { Pool, Domain: domain(), Other: domain({ Domain: 'other' }) },
      /AWS refuses to create Other: Domain has the same domain or the same user pool/,
    ],
    [
      'the domain of another pool of the template',
      { Pool, Pool2: Pool, Domain: domain(), Other: domain({ UserPoolId: { Ref: 'Pool2' } }) },
      /AWS refuses to create Other: Domain has the same domain/,
    ],
    ...['A_B', 'a/..', '-a', 'auth.example.com'].map(
      (Domain): [string, Template['Resources'], RegExp] => [
        `the domain ${Domain}`,
        { Pool, Domain: domain({ Domain }) },
        /Property Domain of Domain is invalid/,
      ],
    ),
  ])('refuses %s', (_name, resources, message) => {
    expect(() => assemble(resources)).toThrow(message);
  });

  it('reads with which names users sign in', () => {
    const Properties = {
      UsernameConfiguration: { CaseSensitive: false },
      UsernameAttributes: ['email'],
    };
    const [pool] = assemble({ Pool: { Type: 'AWS::Cognito::UserPool', Properties } });
    expect(pool?.signInNames).toEqual({
      caseSensitive: false,
      emailAsUsername: true,
      emailAsAlias: false,
    });
  });

  it.each<[string, Template['Resources'], RegExp]>([
    [
      'triggers',
      {
        Pool: { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig: { PreSignUp: 'a' } } },
      },
      /LambdaConfig of Pool: it would need triggers/,
    ],
    [
      'sign-in with a phone number',
      {
        Pool: {
          Type: 'AWS::Cognito::UserPool',
          Properties: { UsernameAttributes: ['phone_number'] },
        },
      },
      /UsernameAttributes\.0 of Pool is invalid.*"email"/,
    ],
    ['a scope that no resource server defines', client('hopwise/admin'), /Client.*hopwise\/admin/],
    ['a scope without its server', client('invoke'), /Client.*invoke/],
  ])('refuses %s by name', (_name, resources, message) => {
    const deploying = () => assemble(resources);
    expect(deploying).toThrow(TemplateError);
    expect(deploying).toThrow(message);
  });
});

describe('the issuer of a user pool', () => {
  const path = 'us-east-1_[A-Za-z0-9]+$';

  it.each([
    ['ORIGINAL', {}, `^http://127.0.0.1:1/${path}`],
    [
      'UPDATED',
      { IssuerConfiguration: { Type: 'UPDATED' } },
      `^http://127.0.0.1:1/updated/${path}`,
    ],
  ])('is the %s issuer for %j', (_, Properties, expected) => {
    const [pool] = assemble({ Pool: { Type: 'AWS::Cognito::UserPool', Properties } });
    expect(pool?.issuer).toMatch(new RegExp(expected));
    expect(pool?.issuers).toContain(pool?.issuer);
  });
});
