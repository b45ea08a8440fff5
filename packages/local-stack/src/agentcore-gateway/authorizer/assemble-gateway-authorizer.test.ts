import { describe, expect, it } from '@jest/globals';
import { parseProperties } from '../../deployment/parse-properties.ts';
import { TemplateError } from '../../template/template-error.ts';
import { gateway } from '../resource-types/gateway.ts';
import { assembleGatewayAuthorizer } from './assemble-gateway-authorizer.ts';

const discoveryUrl = 'https://issuer.example/.well-known/openid-configuration';

const authorizerOf = (AuthorizerType: string, jwt?: object) => {
  const properties = {
    Name: 'gateway',
    RoleArn: 'arn:aws:iam::111122223333:role/gateway',
    AuthorizerType,
    ...(jwt && { AuthorizerConfiguration: { CustomJWTAuthorizer: jwt } }),
  };
  const parsed = parseProperties(gateway, { logicalId: 'Gateway', properties });
  return assembleGatewayAuthorizer(parsed, 'Gateway');
};

const claim = (type: string, operator: string, value: object) => ({
  InboundTokenClaimName: 'team',
  InboundTokenClaimValueType: type,
  AuthorizingClaimMatchValue: { ClaimMatchOperator: operator, ClaimMatchValue: value },
});

const withClaim = (...wrong: Parameters<typeof claim>) => ({
  DiscoveryUrl: discoveryUrl,
  CustomClaims: [claim(...wrong)],
});

describe('assembleGatewayAuthorizer', () => {
  it.each(['AWS_IAM', 'NONE'])('accepts %s, which needs no configuration', (type) => {
    expect(authorizerOf(type)).toEqual({ type });
  });

  it('reads every setting of CUSTOM_JWT', () => {
    const read = authorizerOf('CUSTOM_JWT', {
      DiscoveryUrl: discoveryUrl,
      AllowedClients: ['client'],
      AllowedAudience: ['gw'],
      AllowedScopes: ['gw/invoke'],
      CustomClaims: [
        claim('STRING', 'EQUALS', { MatchValueString: 'a' }),
        claim('STRING_ARRAY', 'CONTAINS', { MatchValueString: 'b' }),
        claim('STRING_ARRAY', 'CONTAINS_ANY', { MatchValueStringList: ['c', 'd'] }),
      ],
    });
    expect(read).toEqual({
      type: 'CUSTOM_JWT',
      discoveryUrl,
      allowedClients: ['client'],
      allowedAudience: ['gw'],
      allowedScopes: ['gw/invoke'],
      customClaims: [
        { name: 'team', operator: 'EQUALS', values: ['a'] },
        { name: 'team', operator: 'CONTAINS', values: ['b'] },
        { name: 'team', operator: 'CONTAINS_ANY', values: ['c', 'd'] },
      ],
    });
  });

  it.each<[string, string, object | undefined, RegExp]>([
    ['an unknown type', 'AUTHENTICATE_ONLY', undefined, /AUTHENTICATE_ONLY of Gateway.*AWS_IAM/],
    ['CUSTOM_JWT without its configuration', 'CUSTOM_JWT', undefined, /CUSTOM_JWT of Gateway/],
    [
      'AWS_IAM with a JWT configuration',
      'AWS_IAM',
      { DiscoveryUrl: discoveryUrl, AllowedClients: ['client'] },
      /CustomJWTAuthorizer of Gateway needs .* not AWS_IAM/,
    ],
    ['no rule', 'CUSTOM_JWT', { DiscoveryUrl: discoveryUrl }, /Gateway needs AllowedClients/],
    [
      'an invalid discovery URL',
      'CUSTOM_JWT',
      { DiscoveryUrl: 'https://issuer.example/', AllowedClients: ['client'] },
      /CustomJWTAuthorizer\.DiscoveryUrl of Gateway/,
    ],
    [
      'an unknown property',
      'CUSTOM_JWT',
      { DiscoveryUrl: discoveryUrl, AllowedClients: ['client'], AllowedIssuers: ['x'] },
      /Gateway .* has no property .*CustomJWTAuthorizer\.AllowedIssuers/,
    ],
    [
      'EQUALS on an array',
      'CUSTOM_JWT',
      withClaim('STRING_ARRAY', 'EQUALS', { MatchValueString: 'a' }),
      /custom claim team of Gateway needs a STRING/,
    ],
    [
      'CONTAINS with a list',
      'CUSTOM_JWT',
      withClaim('STRING_ARRAY', 'CONTAINS', { MatchValueStringList: ['a'] }),
      /custom claim team of Gateway needs a STRING/,
    ],
    [
      'CONTAINS_ANY on a string',
      'CUSTOM_JWT',
      withClaim('STRING', 'CONTAINS_ANY', { MatchValueStringList: ['a'] }),
      /custom claim team of Gateway needs a STRING/,
    ],
  ])('refuses %s by name', (_, ...[type, jwt, message]) => {
    const assembling = () => authorizerOf(type, jwt);
    expect(assembling).toThrow(TemplateError);
    expect(assembling).toThrow(message);
  });
});
