import { describe, expect, it } from '@jest/globals';
import { foundIn, functionNamed } from '../../testing/found-in.ts';

const rest = (api: string, method = 'AuthorizationType: NONE') => `
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: api${api} } }
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: root
      HttpMethod: GET
      ${method}
      Integration: { Type: AWS_PROXY, Uri: !Sub 'arn:aws:apigateway:a:lambda:path/b/functions/\${Chat.Arn}/invocations' }
${functionNamed('Chat')}`;

const permission = (more: string) => `
  Permission: { Type: AWS::Lambda::Permission, Properties: { Action: 'lambda:InvokeFunction', FunctionName: Chat, Principal: '*'${more} } }
${functionNamed('Chat')}`;

const sam = (properties: string) => `
  Chat: { Type: AWS::Serverless::Function, Properties: { Handler: index.handler, Runtime: nodejs24.x, ${properties} } }
Transform: AWS::Serverless-2016-10-31
`;

describe('API_OPEN', () => {
  it.each([
    ['a method without an authorizer', rest(''), ['Method.AuthorizationType']],
    ['an API whose policy is empty', rest(", Policy: ''"), ['Method.AuthorizationType']],
    [
      'a method without AuthorizationType',
      rest('', 'ApiKeyRequired: false'),
      ['Method.AuthorizationType'],
    ],
    [
      'a route',
      '  Route: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: a, RouteKey: GET / } }',
      ['Route.AuthorizationType'],
    ],
    [
      'a function URL',
      '  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: a, AuthType: NONE } }',
      ['Url.AuthType'],
    ],
    [
      'a SAM function URL',
      sam('FunctionUrlConfig: { AuthType: NONE }'),
      ['Chat.FunctionUrlConfig.AuthType'],
    ],
    ['a SAM event', sam('Events: { Get: { Type: HttpApi } }'), ['Chat.Events.Get']],
    ['a permission for everyone', permission(''), ['Permission.Principal']],
  ])('is found for %s', async (_what, text, where) => {
    expect(await foundIn(text, 'API_OPEN')).toEqual(where);
  });

  it.each([
    ['a private API', rest(', EndpointConfiguration: { Types: [PRIVATE] }')],
    ['an API with a resource policy', rest(', Policy: { Statement: [] }')],
    ['a method that requires a signature', rest('', 'AuthorizationType: AWS_IAM')],
    ['a method that requires an API key', rest('', 'ApiKeyRequired: true')],
    [
      'a method whose authorization is a parameter',
      rest('', 'AuthorizationType: !Ref Authorization'),
    ],
    [
      'an event with an authorizer',
      sam(
        'Events: { Get: { Type: Api, Properties: { Path: /, Method: get, Auth: { Authorizer: AWS_IAM } } } }',
      ),
    ],
    ['an event of another kind', sam('Events: { Tick: { Type: Schedule } }')],
    ['a permission for an organization', permission(', PrincipalOrgID: o-1234567890')],
  ])('is not found for %s', async (_what, text) => {
    expect(await foundIn(text, 'API_OPEN')).toEqual([]);
  });
});
