import { describe, expect, it } from '@jest/globals';
import { samModel, typesIn } from '../../../testing/sam-model.ts';

const withEvent = (event: string, others = '') =>
  samModel(`
Resources:
  Chat: { Type: AWS::Serverless::Function, Properties: { Events: { Get: ${event} } } }
${others}`);

const jwt =
  'Auth: { Authorizers: { Jwt: { JwtConfiguration: { issuer: https://i, audience: [c] }, AuthorizationScopes: [s] } }, DefaultAuthorizer: Jwt }';

describe('an HTTP API of SAM', () => {
  it('is implicit for an event that names no API', () => {
    const model = withEvent('{ Type: HttpApi, Properties: { Path: /a, Method: GET } }');
    expect(typesIn(model)).toMatchObject({
      ServerlessHttpApi: 'ApiGatewayV2::Api',
      ServerlessHttpApiApiGatewayDefaultStage: 'ApiGatewayV2::Stage',
      ChatGetMethod: 'ApiGatewayV2::Route',
      ChatGetMethodIntegration: 'ApiGatewayV2::Integration',
      ChatGetPermission: 'Lambda::Permission',
    });
    expect(model.find('ChatGetMethod')?.properties).toEqual({
      ApiId: { Ref: 'ServerlessHttpApi' },
      RouteKey: 'GET /a',
      Target: { 'Fn::Sub': 'integrations/${ChatGetMethodIntegration}' },
      AuthorizationType: 'NONE',
    });
  });

  it('has a default route for an event without a path', () => {
    const model = withEvent('{ Type: HttpApi }');
    expect(model.find('ChatGetMethod')?.properties.RouteKey).toBe('$default');
    expect(JSON.stringify(model.find('ChatGetPermission')?.properties.SourceArn)).toContain(
      ':${ServerlessHttpApi}/*',
    );
  });

  it.each([
    [
      jwt,
      '',
      {
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'DeskAuthorizerJwt' },
        AuthorizationScopes: ['s'],
      },
    ],
    [jwt, ', Auth: { Authorizer: NONE }', { AuthorizationType: 'NONE' }],
    [
      'Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }',
      '',
      { AuthorizationType: 'AWS_IAM' },
    ],
  ])('with %s and %j guards its route', (api, event, guard) => {
    const model = withEvent(
      `{ Type: HttpApi, Properties: { ApiId: !Ref Desk, Path: /a, Method: get${event} } }`,
      `  Desk: { Type: AWS::Serverless::HttpApi, Properties: { ${api} } }\n`,
    );
    expect(model.find('ChatGetMethod')?.properties).toMatchObject(guard);
    expect(model.find('ServerlessHttpApi')).toBeUndefined();
  });

  it('has the issuer and the audience of its authorizer', () => {
    const model = withEvent(
      '{ Type: HttpApi }',
      `  Desk: { Type: AWS::Serverless::HttpApi, Properties: { ${jwt} } }\n`,
    );
    expect(model.find('DeskAuthorizerJwt')?.properties).toMatchObject({
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://i', Audience: ['c'] },
    });
  });

  it.each([
    ['', false],
    [', EnableFunctionDefaultPermissions: true', true],
  ])('with a function as the authorizer and %j has a permission: %s', (more, expected) => {
    const model = withEvent(
      '{ Type: HttpApi }',
      `  Desk: { Type: AWS::Serverless::HttpApi, Properties: { Auth: { Authorizers: { Own: { FunctionArn: arn:f${more} } } } } }\n`,
    );
    expect(model.find('DeskOwnAuthorizerPermission') !== undefined).toBe(expected);
  });
});
