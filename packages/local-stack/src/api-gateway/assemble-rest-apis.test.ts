import { describe, expect, it } from '@jest/globals';
import { deployModel, type Properties } from '../../testing/deployment/deploy-model.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { apiGateway } from './api-gateway.ts';

const assemble = (resources: Template['Resources']) => deployModel(apiGateway, resources);

const restApi = (api: Properties = {}, method: Properties = {}) => ({
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api', ...api } },
  Deployment: {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'Api' }, StageName: 'local' },
  },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK' },
      ...method,
    },
  },
});

describe('the REST APIs of a template', () => {
  it('accepts the values that the framework writes for no key and no policy', () => {
    const restApis = assemble(restApi({ Policy: '' }, { ApiKeyRequired: false }));
    expect(restApis[0]?.methods).toHaveLength(1);
  });

  const stage = (properties: Properties = {}) => ({
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: { Ref: 'Api' },
      DeploymentId: { Ref: 'Deployment' },
      StageName: 'live',
      ...properties,
    },
  });
  const deployment = {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'Api' } },
  };

  it('have the stage that a separate resource declares, with its throttling', () => {
    const MethodSettings = [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingBurstLimit: 7 }];
    const [api] = assemble({
      ...restApi(),
      Deployment: deployment,
      Live: stage({ MethodSettings }),
    });
    expect(api?.stageName).toBe('live');
    expect(api?.methods[0]?.throttling?.burst).toBe(7);
  });

  it.each<[string, Template['Resources'], string]>([
    ['no stage', { Deployment: deployment }, 'The REST API Api has no stage'],
    ['two stages', { Live: stage() }, 'The REST API Api has the stages live and local.'],
    [
      'a stage of no deployment',
      { Live: stage({ DeploymentId: 'other' }) },
      'DeploymentId of Live is other, expected a deployment of Api.',
    ],
    ['stage variables', { Live: stage({ Variables: { a: 'b' } }) }, 'Variables of Live'],
  ])('are refused with %s', (_, resources, message) => {
    expect(() => assemble({ ...restApi(), ...resources })).toThrow(message);
  });

  it.each<[string, Template['Resources'], RegExp]>([
    ['an API key', restApi({}, { ApiKeyRequired: true }), /ApiKeyRequired of Method/],
    ['an API from a document', restApi({ Body: { openapi: '3.0.1' } }), /Body of Api/],
    [
      'a role of an integration',
      restApi({}, { Integration: { Type: 'AWS_PROXY', Credentials: 'arn:role' } }),
      /Integration\.Credentials of Method/,
    ],
    [
      'a function that is invoked with GET',
      restApi(
        {},
        {
          Integration: {
            Type: 'AWS_PROXY',
            IntegrationHttpMethod: 'GET',
            Uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:fn/invocations',
          },
        },
      ),
      /IntegrationHttpMethod of arn:fn is GET/,
    ],
    [
      'a mocked answer with a choice',
      restApi(
        {},
        {
          Integration: {
            Type: 'MOCK',
            IntegrationResponses: [{ StatusCode: '200' }, { StatusCode: '404' }],
          },
        },
      ),
      /one integration response/,
    ],
    ["an API's policy", restApi({ Policy: { Statement: [] } }), /Policy of Api/],
  ])('refuses %s by name', (_name, resources, message) => {
    const deploying = () => assemble(resources);
    expect(deploying).toThrow(TemplateError);
    expect(deploying).toThrow(message);
  });
});
