import { describe, expect, it } from '@jest/globals';
import { substituteCorsOrigin } from './substitute-cors-origin.ts';
import type { Template } from './template.ts';

const header = 'method.response.header.Access-Control-Allow-Origin';
const otherHeader = 'method.response.header.Access-Control-Allow-Headers';

const parametersAfter = (parameters: Record<string, unknown>): unknown => {
  const template: Template = {
    Resources: {
      Options: {
        Type: 'AWS::ApiGateway::Method',
        Properties: { Integration: { IntegrationResponses: [{ ResponseParameters: parameters }] } },
      },
      Post: { Type: 'AWS::ApiGateway::Method', Properties: { Integration: { Type: 'AWS_PROXY' } } },
    },
  };
  substituteCorsOrigin(template);
  return parameters;
};

describe('substituteCorsOrigin', () => {
  it('lets an origin refer to a resource', () => {
    const origin = "'https://${Page.DomainName}'";
    expect(parametersAfter({ [header]: origin })).toEqual({ [header]: { 'Fn::Sub': origin } });
  });

  it.each([
    ['an origin without references', { [header]: "'https://page.example'" }],
    ['an origin that is an `Fn::Sub` already', { [header]: { 'Fn::Sub': "'${Page}'" } }],
    ['other headers', { [otherHeader]: "'${Page}'" }],
  ])('does not change %s', (_name, parameters) => {
    expect(parametersAfter({ ...parameters })).toEqual(parameters);
  });
});
