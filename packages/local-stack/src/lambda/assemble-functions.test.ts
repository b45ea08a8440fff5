import { describe, expect, it } from '@jest/globals';
import { deployModel, type Properties } from '../../testing/deployment/deploy-model.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { lambda } from './lambda.ts';

const assemble = (resources: Template['Resources']) => deployModel(lambda, resources);

const lambdaFunction = (properties: Properties = {}) => ({
  Fn: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Key: 'fn.zip' },
      Handler: 'handler.handler',
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::111122223333:role/fn',
      ...properties,
    },
  },
});

const permission = (properties: Properties) => ({
  ...lambdaFunction(),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Fn' },
      Action: 'lambda:InvokeFunction',
      Principal: 'bedrock.amazonaws.com',
      ...properties,
    },
  },
});

describe('the functions of a template', () => {
  it.each<[string, Template['Resources'], RegExp]>([
    ['a runtime', lambdaFunction({ Runtime: 'python3.13' }), /python3\.13 of Fn.*nodejs24\.x/],
    ['PrincipalOrgID', permission({ PrincipalOrgID: 'o-1' }), /PrincipalOrgID of Permission/],
    ['EventSourceToken', permission({ EventSourceToken: 't' }), /EventSourceToken of Permission/],
    [
      'FunctionUrlAuthType',
      permission({ FunctionUrlAuthType: 'NONE' }),
      /FunctionUrlAuthType of Permission/,
    ],
  ])('refuses %s by name', (_name, resources, message) => {
    const deploying = () => assemble(resources);
    expect(deploying).toThrow(TemplateError);
    expect(deploying).toThrow(message);
  });
});
