import { describe, expect, it } from '@jest/globals';
import { readTemplate } from '../read-template.ts';
import { type TemplateModel, templateModel } from '../template-model.ts';

const modelOf = (type: string, document: string, more = ''): TemplateModel =>
  templateModel(
    readTemplate(
      `Resources:\n  Notes:\n    Type: ${type}\n    Properties:${more}\n      Body: ${document}\n  Work: { Type: AWS::Lambda::Function, Properties: {} }\n`,
      'stack',
    ),
    'stack',
  );

const integration =
  "x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations' }";

const pool =
  'components: { securitySchemes: { people: { type: apiKey, x-amazon-apigateway-authorizer: { type: cognito_user_pools, providerARNs: [!ImportValue Pool] } } } }';

describe('the OpenAPI document of a REST API', () => {
  it('becomes methods with their paths, integrations and places', () => {
    const model = modelOf(
      'AWS::ApiGateway::RestApi',
      `{ paths: { '/notes/{id}': { get: { ${integration} }, parameters: [] }, /: { x-amazon-apigateway-any-method: {} } } }`,
    );
    const methods = model.ofType('AWS::ApiGateway::Method');
    expect(methods.map(({ logicalId }) => logicalId)).toEqual(['NotesnotesidGET', 'NotesANY']);
    expect(methods[0]).toMatchObject({
      properties: {
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        ResourceId: { Ref: 'NotesnotesidGETResource' },
        Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': expect.stringContaining('Work.Arn') } },
      },
      source: { logicalId: 'Notes', where: 'Notes.Body.paths./notes/{id}.get' },
    });
    expect(model.find('NotesnotesidGETResource')?.properties.PathPart).toBe('notes/{id}');
  });

  it.each([
    ['security: [{ people: [notes/read] }]', 'COGNITO_USER_POOLS', ['notes/read']],
    ['x-amazon-apigateway-auth: { type: AWS_IAM }', 'AWS_IAM', undefined],
    ['security: []', 'NONE', undefined],
  ])('has the authorization of %s', (security, type, scopes) => {
    const model = modelOf(
      'AWS::ApiGateway::RestApi',
      `{ security: [{ people: [] }], paths: { /notes: { post: { ${security}, ${integration} } } }, ${pool} }`,
    );
    const [method] = model.ofType('AWS::ApiGateway::Method');
    expect(method?.properties.AuthorizationType).toBe(type);
    expect(method?.properties.AuthorizationScopes).toEqual(scopes);
    expect(model.ofType('AWS::ApiGateway::Authorizer')).toMatchObject([
      { properties: { ProviderARNs: [{ 'Fn::ImportValue': 'Pool' }] } },
    ]);
  });

  it.each([
    ['a macro as document', '{ Fn::Transform: { Name: AWS::Include } }'],
    ['a macro among the paths', '{ paths: { Fn::Transform: { Name: AWS::Include } } }'],
    ['a macro in a path', '{ paths: { /notes: { Fn::Transform: { Name: AWS::Include } } } }'],
    ['no object', 'text'],
  ])('adds nothing for %s', (_case, document) => {
    expect(modelOf('AWS::ApiGateway::RestApi', document).resources).toHaveLength(2);
  });

  it('gives each of two paths with the same letters its own id', () => {
    const model = modelOf(
      'AWS::ApiGateway::RestApi',
      '{ paths: { /a/b: { get: {} }, /ab: { get: {} } } }',
    );
    expect(new Set(model.resources.map(({ logicalId }) => logicalId)).size).toBe(6);
  });
});

describe('the OpenAPI document of an HTTP API', () => {
  it('becomes routes and integrations', () => {
    const model = modelOf(
      'AWS::ApiGatewayV2::Api',
      `{ paths: { /notes: { post: { security: [{ people: [] }], ${integration} } }, /$default: { x-amazon-apigateway-any-method: {} } }, components: { securitySchemes: { people: { x-amazon-apigateway-authorizer: { type: jwt } } } } }`,
    );
    const routes = model.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => properties);
    expect(routes).toMatchObject([
      {
        RouteKey: 'POST /notes',
        AuthorizationType: 'JWT',
        Target: { 'Fn::Sub': 'integrations/${NotesnotesPOSTIntegration}' },
      },
      { RouteKey: '$default', AuthorizationType: 'NONE' },
    ]);
  });
});
