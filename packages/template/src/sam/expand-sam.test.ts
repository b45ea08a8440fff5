import { describe, expect, it } from '@jest/globals';
import { modelOfChat, samModel, typesIn } from '../../testing/sam-model.ts';
import { readTemplate } from '../read-template.ts';
import { templateModel } from '../template-model.ts';

const chat = 'Resources: { Chat: { Type: AWS::Serverless::Function, Properties: {} } }';

describe('a SAM function', () => {
  it.each([
    ['Transform: AWS::Serverless-2016-10-31', true],
    ['Transform: [Own, AWS::Serverless-2016-10-31]', true],
    ['Transform: Own', false],
    ['Description: none', false],
  ])('with %s has a role: %s', (transform, hasRole) => {
    const model = templateModel(readTemplate(`${transform}\n${chat}`, 'stack'), 'stack');
    expect(model.find('ChatRole') !== undefined).toBe(hasRole);
  });

  it('with an alias has a version and an alias, which references name', () => {
    const model = modelOfChat(
      'AutoPublishAlias: blue-green',
      "  Other: { Type: A::B::C, Properties: { A: !Ref Chat.Alias, V: !Ref Chat.Version, S: !Sub '${Chat.Alias}:${Chat.Arn}:${!Chat.Alias}' } }\n",
    );
    expect(typesIn(model)).toMatchObject({
      ChatVersion: 'Lambda::Version',
      ChatAliasblueDgreen: 'Lambda::Alias',
    });
    expect(model.find('ChatAliasblueDgreen')?.properties).toEqual({
      Name: 'blue-green',
      FunctionName: { Ref: 'Chat' },
      FunctionVersion: { 'Fn::GetAtt': ['ChatVersion', 'Version'] },
    });
    expect(model.find('Other')?.properties).toEqual({
      A: { Ref: 'ChatAliasblueDgreen' },
      V: { Ref: 'ChatVersion' },
      S: { 'Fn::Sub': '${ChatAliasblueDgreen}:${Chat.Arn}:${!Chat.Alias}' },
    });
    expect(model.unknownIn(model.find('Other')?.properties)).toEqual([]);
  });

  it.each([
    ['AWS_IAM', ['ChatUrl']],
    ['NONE', ['ChatUrl', 'ChatUrlPublicPermissions', 'ChatURLInvokeAllowPublicAccess']],
  ])('with a URL of %s has %j', (authType, expected) => {
    const model = modelOfChat(`FunctionUrlConfig: { AuthType: ${authType} }`);
    expect(Object.keys(typesIn(model)).filter((id) => /url/i.test(id))).toEqual(expected);
    expect(model.find('ChatUrl')?.properties).toMatchObject({ AuthType: authType });
  });

  it('passes its undecided condition to what is generated from it', () => {
    const model = samModel(
      'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }\nResources:\n  Chat: { Type: AWS::Serverless::Function, Condition: IsProd, Properties: { AutoPublishAlias: live } }\n',
    );
    expect(new Set(model.resources.map(({ condition }) => condition))).toEqual(new Set(['IsProd']));
  });

  it('has properties from Globals, and its role has their policies', () => {
    const model = samModel(
      'Globals: { Function: { VpcConfig: { SubnetIds: [s] }, AutoPublishAlias: live } }\nResources: { Chat: { Type: AWS::Serverless::Function, Properties: {} } }',
    );
    expect(model.find('ChatAliaslive')).toBeDefined();
    expect(JSON.stringify(model.find('ChatRole')?.properties)).toContain(
      'AWSLambdaVPCAccessExecutionRole',
    );
  });
});

describe('references through SAM resources', () => {
  const circle = (type: string, property: string) =>
    `Resources:\n  One: { Type: '${type}', Properties: { ${property}: !GetAtt Two.Arn } }\n  Two: { Type: A::B::C, Properties: { A: !Ref One } }\n`;

  it.each([
    ['AWS::Serverless::GraphQLApi', 'Resolvers'],
    ['AWS::Serverless::StateMachine', 'Events'],
    ['AWS::Serverless::Function', 'Events'],
  ])('of type %s are no circle, because SAM generates several resources', (type, property) => {
    expect(samModel(circle(type, property)).find('Two')).toBeDefined();
  });

  it.each([
    ['AWS::Serverless::Function', 'Layers'],
    ['AWS::Serverless::Api', 'Auth'],
    ['AWS::S3::Bucket', 'Events'],
  ])('of type %s can be a circle', (type, property) => {
    expect(() => samModel(circle(type, property))).toThrow('in a circle: One → Two → One');
  });
});
