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

  it.each<[string, Template['Resources'], RegExp]>([
    ['an API key', restApi({}, { ApiKeyRequired: true }), /ApiKeyRequired of Method/],
    ["an API's policy", restApi({ Policy: { Statement: [] } }), /Policy of Api/],
  ])('refuses %s by name', (_name, resources, message) => {
    const deploying = () => assemble(resources);
    expect(deploying).toThrow(TemplateError);
    expect(deploying).toThrow(message);
  });
});
