import { describe, expect, it } from '@jest/globals';
import { loopbackOrigins } from '../testing/deployment/deploy-model.ts';
import { seededAccount } from './account.ts';
import { deployTemplate } from './deployment/deploy-template.ts';
import { services } from './services.ts';
import type { Template } from './template/template.ts';

const deploy = (template: Template) =>
  deployTemplate(template, {
    account: seededAccount,
    origins: loopbackOrigins,
    stackName: 'hopwise-dev',
    types: services.flatMap(({ types }) => types),
  });

const role = (references: unknown): Template['Resources'][string] => ({
  Type: 'AWS::IAM::Role',
  Properties: { Note: references },
});

describe('deployTemplate', () => {
  it('creates ids and ARNs in the form of each service', () => {
    const { outputs } = deploy({
      Resources: {
        Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'hopwise-local-fn' } },
        Pool: { Type: 'AWS::Cognito::UserPool' },
        Agent: { Type: 'AWS::Bedrock::Agent' },
        Alias: {
          Type: 'AWS::Bedrock::AgentAlias',
          Properties: { AgentId: { 'Fn::GetAtt': ['Agent', 'AgentId'] } },
        },
        Gateway: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'sec' } },
        Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'a/b' } },
      },
      Outputs: {
        Fn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
        Pool: { Value: { Ref: 'Pool' } },
        Alias: { Value: { 'Fn::GetAtt': ['Alias', 'AgentAliasArn'] } },
        Gateway: { Value: { 'Fn::GetAtt': ['Gateway', 'GatewayArn'] } },
        Secret: { Value: { Ref: 'Secret' } },
      },
    });
    expect(outputs).toEqual({
      Fn: 'arn:aws:lambda:us-east-1:111122223333:function:hopwise-local-fn',
      Pool: expect.stringMatching(/^us-east-1_[0-9a-zA-Z]{9}$/),
      Alias: expect.stringMatching(
        /^arn:aws:bedrock:us-east-1:111122223333:agent-alias\/[0-9A-Z]{10}\/[0-9A-Z]{10}$/,
      ),
      Gateway: expect.stringMatching(
        /^arn:aws:bedrock-agentcore:us-east-1:111122223333:gateway\/sec-[0-9a-z]{10}$/,
      ),
      Secret: expect.stringMatching(
        /^arn:aws:secretsmanager:us-east-1:111122223333:secret:a\/b-[0-9a-zA-Z]{6}$/,
      ),
    });
  });

  it('creates the same id and a new client secret each time', () => {
    const template: Template = {
      Resources: {
        Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { GenerateSecret: true } },
      },
      Outputs: {
        Id: { Value: { Ref: 'Client' } },
        Secret: { Value: { 'Fn::GetAtt': ['Client', 'ClientSecret'] } },
      },
    };
    const [one, other] = [deploy(template).outputs, deploy(template).outputs];
    expect(one.Id).toBe(other.Id);
    expect(one.Secret).toMatch(/^[0-9a-f]{52}$/);
    expect(one.Secret).not.toBe(other.Secret);
  });

  it('names unnamed resources after the stack', () => {
    const { outputs } = deploy({
      Resources: { Fn: { Type: 'AWS::Lambda::Function' } },
      Outputs: { Stack: { Value: { Ref: 'AWS::StackName' } }, Fn: { Value: { Ref: 'Fn' } } },
    });
    expect(outputs).toEqual({ Stack: 'hopwise-dev', Fn: 'hopwise-dev-Fn' });
  });

  it('creates no secret for a public client', () => {
    const template: Template = {
      Resources: { Client: { Type: 'AWS::Cognito::UserPoolClient' } },
      Outputs: { Secret: { Value: { 'Fn::GetAtt': ['Client', 'ClientSecret'] } } },
    };
    expect(() => deploy(template)).toThrow(/has no attribute ClientSecret; it has ClientId/);
  });

  const addressed: Template['Resources'] = {
    Gateway: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'sec' } },
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { Domain: 'acme' } },
  };

  it('maps the addresses of the deployed resources to loopback everywhere', () => {
    const { outputs, resources, addresses } = deploy({
      Resources: {
        ...addressed,
        Role: role([{ 'Fn::Sub': 'https://cognito-idp.us-east-1.amazonaws.com/${Pool}/x' }]),
      },
      Outputs: {
        Gateway: { Value: { 'Fn::GetAtt': ['Gateway', 'GatewayUrl'] } },
        Token: { Value: 'https://acme.auth.us-east-1.amazoncognito.com/oauth2/token' },
        Api: { Value: { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com/s' } },
        Pool: { Value: { Ref: 'Pool' } },
      },
    });
    expect(outputs).toMatchObject({
      Gateway: 'http://127.0.0.1:3/mcp',
      Token: 'http://127.0.0.1:2/oauth2/token',
      Api: 'http://127.0.0.1:4/s',
    });
    expect(resources.find(({ logicalId }) => logicalId === 'Role')?.properties).toEqual({
      Note: [`http://127.0.0.1:1/${outputs.Pool}/x`],
    });
    expect(addresses.hosts).toContain('acme.auth.us-east-1.amazoncognito.com');
  });

  it('maps an address with the port of HTTPS, and no other port', () => {
    const host = 'acme.auth.us-east-1.amazoncognito.com';
    const { outputs } = deploy({
      Resources: addressed,
      Outputs: {
        Same: { Value: `https://${host}:443/oauth2/token` },
        Other: { Value: `https://${host}:4430/oauth2/token` },
      },
    });
    expect(outputs).toEqual({
      Same: 'http://127.0.0.1:2/oauth2/token',
      Other: `https://${host}:4430/oauth2/token`,
    });
  });

  it.each([
    'https://securityhub.us-east-1.amazonaws.com/',
    'https://d.auth.us-east-1.amazoncognito.com/oauth2/token',
    'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token',
    'https://acme.auth.us-east-1.amazoncognito.com.example.org/',
    'https://acme.auth.us-east-1.amazoncognito.comics/',
    'https://abc.execute-api.us-east-1.amazonaws.com/s',
    'https://other-abcdefghij.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp',
    'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other',
    'https://d1234567890.cloudfront.net',
  ])('leaves the address %s, which no deployed resource has', (address) => {
    const { outputs } = deploy({
      Resources: addressed,
      Outputs: { Address: { Value: address } },
    });
    expect(outputs.Address).toBe(address);
  });

  it.each<[string, Template, RegExp]>([
    [
      'an unknown type by its name',
      { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
      /does not deploy AWS::SQS::Queue \(Queue\)/,
    ],
    [
      'a misspelled type with a suggestion',
      { Resources: { Fn: { Type: 'AWS::Lambda::Functoin' } } },
      /AWS::Lambda::Functoin \(Fn\)\. Did you mean AWS::Lambda::Function/,
    ],
    [
      'a condition',
      { Resources: { A: { ...role(1), Condition: 'IsProd' } } },
      /does not evaluate the condition IsProd of A/,
    ],
    [
      'an unknown attribute',
      { Resources: { A: role({ 'Fn::GetAtt': ['B', 'Nope'] }), B: role(1) } },
      /B \(AWS::IAM::Role\) has no attribute Nope; it has Arn, RoleId/,
    ],
    [
      'a reference to a missing resource',
      { Resources: { A: role({ Ref: 'Missing' }) } },
      /refers to Missing, which it does not define/,
    ],
    [
      'a cycle with its path',
      { Resources: { A: role({ Ref: 'B' }), B: role({ Ref: 'A' }) } },
      /A → B → A/,
    ],
    [
      'a cycle of a reference and a dependency',
      { Resources: { A: role({ Ref: 'B' }), B: { ...role(1), DependsOn: ['A'] } } },
      /A → B → A/,
    ],
    [
      'a reference to a parameter',
      { Resources: { A: role({ Ref: 'Size' }) }, Parameters: { Size: { Type: 'String' } } },
      /refers to its parameter Size\. The local stack reads no parameters/,
    ],
    ...['constructor', 'toString', '__proto__'].map((name): [string, Template, RegExp] => [
      `a reference to ${name}, which every object has`,
      { Resources: { A: role({ Ref: name }) } },
      new RegExp(`refers to ${name}, which it does not define`),
    ]),
    [
      'an attribute that every object has',
      { Resources: { A: role({ 'Fn::GetAtt': ['B', 'constructor'] }), B: role(1) } },
      /B \(AWS::IAM::Role\) has no attribute constructor/,
    ],
    [
      'the condition of an output',
      { Resources: {}, Outputs: { Url: { Value: 'x', Condition: 'IsProd' } } },
      /does not evaluate the condition IsProd of the output Url/,
    ],
    ...[{ Ref: 'AWS::NoValue' }, { a: 1 }, ['a'], null].map((Value): [string, Template, RegExp] => [
      `the output ${JSON.stringify(Value)}`,
      { Resources: {}, Outputs: { Url: { Value } } },
      /The value of the output Url is not a string, number or boolean/,
    ]),
  ])('refuses %s', (_name, template, message) => {
    expect(() => deploy(template)).toThrow(message);
  });
});
