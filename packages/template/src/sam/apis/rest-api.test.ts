import { describe, expect, it } from '@jest/globals';
import { samModel, typesIn } from '../../../testing/sam-model.ts';

const withApi = (api: string, event: string, globals = '') =>
  samModel(`${globals}
Resources:
  Desk: { Type: AWS::Serverless::Api, Properties: { StageName: v1, ${api} } }
  Chat: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Desk, Path: '/a/{id}', Method: get, ${event} } } } } }
`);

const cognito =
  'Authorizers: { Pool: { UserPoolArn: !ImportValue Pool, AuthorizationScopes: [s/a] } }';
const lambda = 'Authorizers: { Own: { FunctionArn: !GetAtt Guard.Arn } }';

describe('a REST API of SAM', () => {
  it('has a deployment, a stage, a resource for each segment, and a method for each event', () => {
    const model = withApi('Name: desk', 'TimeoutInMillis: 5000');
    expect(typesIn(model)).toEqual({
      Desk: 'ApiGateway::RestApi',
      DeskDeployment: 'ApiGateway::Deployment',
      Deskv1Stage: 'ApiGateway::Stage',
      DeskResource0: 'ApiGateway::Resource',
      DeskResource1: 'ApiGateway::Resource',
      ChatGetMethod: 'ApiGateway::Method',
      Chat: 'Lambda::Function',
      ChatRole: 'IAM::Role',
      ChatGetPermissionv1: 'Lambda::Permission',
    });
    expect(model.find('ChatGetMethod')).toMatchObject({
      source: { logicalId: 'Chat', where: 'Chat.Events.Get' },
      properties: {
        RestApiId: { Ref: 'Desk' },
        ResourceId: { Ref: 'DeskResource1' },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'AWS_PROXY',
          TimeoutInMillis: 5000,
          Uri: { 'Fn::Sub': expect.stringContaining('functions/${Chat.Arn}/invocations') },
        },
      },
    });
    expect(model.find('DeskResource0')?.properties).toEqual({
      RestApiId: { Ref: 'Desk' },
      ParentId: { 'Fn::GetAtt': ['Desk', 'RootResourceId'] },
      PathPart: 'a',
    });
  });

  it('can run the function for one path and verb, in any stage', () => {
    expect(withApi('', '').find('ChatGetPermissionv1')?.properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Chat' },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub':
          'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Desk}/*/GET/a/*',
      },
    });
  });

  it.each([
    ['no authorizer', '', '', { AuthorizationType: 'NONE' }],
    [
      'the default authorizer',
      `Auth: { ${cognito}, DefaultAuthorizer: Pool }`,
      '',
      {
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizerId: { Ref: 'DeskAuthorizerPool' },
        AuthorizationScopes: ['s/a'],
      },
    ],
    [
      'an authorizer and scopes of the event',
      `Auth: { ${cognito} }`,
      'Auth: { Authorizer: Pool, AuthorizationScopes: [s/b] }',
      { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: ['s/b'] },
    ],
    [
      'NONE instead of the default',
      `Auth: { ${cognito}, DefaultAuthorizer: Pool }`,
      'Auth: { Authorizer: NONE }',
      { AuthorizationType: 'NONE' },
    ],
    [
      'a function as the authorizer',
      `Auth: { ${lambda}, DefaultAuthorizer: Own }`,
      '',
      { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'DeskAuthorizerOwn' } },
    ],
    [
      'AWS_IAM with the credentials of the caller',
      'Auth: { DefaultAuthorizer: AWS_IAM }',
      '',
      {
        AuthorizationType: 'AWS_IAM',
        Integration: { Credentials: 'arn:aws:iam::*:user/*' },
      },
    ],
    ['an API key', 'Auth: { ApiKeyRequired: true }', '', { ApiKeyRequired: true }],
    [
      'an unknown authorizer',
      'Auth: !If [Unknown, { DefaultAuthorizer: A }, { DefaultAuthorizer: B }]',
      '',
      { AuthorizationType: { 'Fn::If': ['Unknown', expect.anything(), expect.anything()] } },
    ],
  ])('with %s guards the method so', (...[, ...[api, event, guard]]) => {
    expect(withApi(api, event).find('ChatGetMethod')?.properties).toMatchObject(guard);
  });

  it('lets API Gateway run the function of an authorizer, unless the authorizer says otherwise', () => {
    const permission = 'DeskOwnAuthorizerPermission';
    const model = withApi(`Auth: { ${lambda} }`, '');
    expect(model.find(permission)?.properties.FunctionName).toEqual({
      'Fn::GetAtt': ['Guard', 'Arn'],
    });
    expect(model.find('DeskAuthorizerOwn')?.source?.where).toBe('Desk.Auth.Authorizers.Own');
    const without = lambda.replace(
      'Guard.Arn',
      'Guard.Arn, DisableFunctionDefaultPermissions: true',
    );
    expect(withApi(`Auth: { ${without} }`, '').find(permission)).toBeUndefined();
  });

  it.each([
    ['', 'AWS_IAM'],
    [', AddDefaultAuthorizerToCorsPreflight: false', 'NONE'],
  ])('with CORS and %j has a preflight with %s', (more, type) => {
    const model = withApi(`Cors: "'*'", Auth: { DefaultAuthorizer: AWS_IAM${more} }`, '');
    expect(model.find('DeskPreflight0')?.properties).toMatchObject({
      HttpMethod: 'OPTIONS',
      AuthorizationType: type,
      Integration: { Type: 'MOCK' },
    });
  });

  it('that is implicit has the stage Prod, and Globals', () => {
    const model = samModel(`
Globals: { Api: { Auth: { DefaultAuthorizer: AWS_IAM } } }
Resources:
  Chat: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: Api, Properties: { Path: /, Method: any } } } } }
  Other: { Type: A::B::C, Properties: { Api: !Ref ServerlessRestApi, Stage: !Ref ServerlessRestApi.Stage } }
`);
    expect(typesIn(model)).toMatchObject({
      ServerlessRestApi: 'ApiGateway::RestApi',
      ServerlessRestApiProdStage: 'ApiGateway::Stage',
      ChatGetPermissionProd: 'Lambda::Permission',
    });
    expect(model.find('ChatGetMethod')?.properties).toMatchObject({
      HttpMethod: 'ANY',
      ResourceId: { 'Fn::GetAtt': ['ServerlessRestApi', 'RootResourceId'] },
      AuthorizationType: 'AWS_IAM',
    });
    expect(model.find('Other')?.properties.Stage).toEqual({ Ref: 'ServerlessRestApiProdStage' });
    expect(model.unknownIn(model.find('Other')?.properties)).toEqual([]);
  });

  it('that an event names as text is not in the permission', () => {
    const model = samModel(`
Resources:
  Desk: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
  Chat: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: Api, Properties: { RestApiId: Desk, Path: /, Method: get } } } } }
`);
    expect(JSON.stringify(model.find('ChatGetPermissionv1')?.properties)).toContain(':Desk/*/GET/');
    expect(model.find('ChatGetMethod')?.properties.RestApiId).toEqual({ Ref: 'Desk' });
  });

  it.each([
    ['EndpointConfiguration: PRIVATE', { EndpointConfiguration: { Types: ['PRIVATE'] } }],
    ['EndpointConfiguration: { Type: PRIVATE }', { EndpointConfiguration: { Types: ['PRIVATE'] } }],
    [
      'Auth: { ResourcePolicy: { CustomStatements: [{ Effect: Deny }] } }',
      { Policy: { Statement: [{ Effect: 'Deny' }] } },
    ],
    ['DefinitionUri: s3://a/b', { BodyS3Location: 's3://a/b' }],
  ])('with %s has %j', (api, expected) => {
    expect(withApi(api, '').find('Desk')?.properties).toMatchObject(expected);
  });
});

describe('the definition of a REST API', () => {
  const operation = (more = '') =>
    `get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub 'arn:aws:apigateway:r:lambda:path/d/functions/\${Chat.Arn}/invocations' }${more} }`;
  const defined = (body: string, api = '') =>
    samModel(`
Resources:
  Desk: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionBody: { ${body} }${api} } }
  Chat: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Desk, Path: /x, Method: get } } } } }
`);

  it('has the methods, and the events add only permissions', () => {
    const model = defined(`paths: { /x: { ${operation()} } }`);
    const methods = model.ofType('AWS::ApiGateway::Method');
    expect(methods).toHaveLength(1);
    expect(methods[0]).toMatchObject({
      properties: { HttpMethod: 'GET', AuthorizationType: 'NONE' },
      source: { logicalId: 'Desk', where: 'Desk.DefinitionBody.paths./x.get' },
    });
    expect(model.find('ChatGetPermissionv1')).toBeDefined();
  });

  it('has the default authorizer on methods without security', () => {
    const model = defined(
      `paths: { /x: { ${operation()} } }`,
      `, Auth: { ${cognito}, DefaultAuthorizer: Pool }`,
    );
    expect(model.ofType('AWS::ApiGateway::Method')[0]?.properties.AuthorizationType).toBe(
      'COGNITO_USER_POOLS',
    );
  });

  it('that is elsewhere stays unread', () => {
    const model = defined(
      'Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://a/b } }',
    );
    expect(model.ofType('AWS::ApiGateway::Method')).toEqual([]);
    expect(model.find('Desk')?.properties.Body).toBeDefined();
  });
});
