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
    ...[0, -5, 1.5, 901].map((Timeout): [string, Template['Resources'], RegExp] => [
      `the timeout ${Timeout}`,
      lambdaFunction({ Timeout }),
      /Property Timeout of Fn is invalid/,
    ]),
    ...[127, 10_241].map((MemorySize): [string, Template['Resources'], RegExp] => [
      `the memory ${MemorySize}`,
      lambdaFunction({ MemorySize }),
      /Property MemorySize of Fn is invalid/,
    ]),
    ...[
      '',
      '.',
      '..',
      '../fn.zip',
      'a/../fn.zip',
      'a/..',
      'a/',
      '/fn.zip',
      'a//b',
      'a\\\\..',
      'a\0b',
      5,
    ].map((S3Key): [string, Template['Resources'], RegExp] => [
      `the key ${JSON.stringify(S3Key)} of a zip`,
      lambdaFunction({ Code: { S3Key } }),
      /Property Code\.S3Key of Fn is invalid/,
    ]),
    [
      'a negative concurrency',
      lambdaFunction({ ReservedConcurrentExecutions: -1 }),
      /Property ReservedConcurrentExecutions of Fn is invalid/,
    ],
    ...['../../x', 'a b', 'x'.repeat(65)].map((name): [string, Template['Resources'], RegExp] => [
      `the name ${name}`,
      lambdaFunction({ FunctionName: name }),
      /Property FunctionName of Fn is invalid/,
    ]),
    ...[{ b: 1 }, ['a', 'b'], null].map((value): [string, Template['Resources'], RegExp] => [
      `the variable ${JSON.stringify(value)}`,
      lambdaFunction({ Environment: { Variables: { NAME: value } } }),
      /Property Environment\.Variables\.NAME of Fn is invalid/,
    ]),
    [
      'a reserved variable',
      lambdaFunction({ Environment: { Variables: { AWS_LAMBDA_RUNTIME_API: 'x' } } }),
      /refuses to create the function Fn: .*reserved keys.*AWS_LAMBDA_RUNTIME_API/,
    ],
    [
      'the name of a variable',
      lambdaFunction({ Environment: { Variables: { 'A-B': 'x' } } }),
      /refuses to create the function Fn: .*A-B does not/,
    ],
    [
      'variables of more than 4 KB',
      lambdaFunction({ Environment: { Variables: { NAME: 'x'.repeat(5000) } } }),
      /refuses to create the function Fn: .*exceeded the 4KB limit/,
    ],
    ...['gone', '111122223333:function:hopwise-local-Fn', 'hopwise-local-Fn:live'].map(
      (FunctionName): [string, Template['Resources'], RegExp] => [
        `the permission for ${FunctionName}`,
        permission({ FunctionName }),
        new RegExp(`FunctionName of Permission is ${FunctionName}, expected the name or ARN`),
      ],
    ),
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

  it('have the text of numbers and booleans as variables', () => {
    const Variables = { PORT: 80, DEBUG: false, NAME: 'x' };
    const [deployed] = assemble(lambdaFunction({ Environment: { Variables } }));
    expect(deployed?.environment).toEqual({ PORT: '80', DEBUG: 'false', NAME: 'x' });
  });
});
