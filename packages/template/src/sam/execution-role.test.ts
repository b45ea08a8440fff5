import { describe, expect, it } from '@jest/globals';
import { modelOfChat } from '../../testing/sam-model.ts';

const roleOf = (properties: string) => modelOfChat(properties).find('ChatRole')?.properties ?? {};

const ofAws = (path: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${path}` });
const basic = ofAws('service-role/AWSLambdaBasicExecutionRole');

describe('the role of a SAM function', () => {
  it('trusts Lambda and can write logs', () => {
    expect(roleOf('')).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } }],
      },
      ManagedPolicyArns: [basic],
      Policies: [],
    });
    expect(modelOfChat('').find('Chat')?.properties.Role).toEqual({
      'Fn::GetAtt': ['ChatRole', 'Arn'],
    });
  });

  it('is not generated for a function with a role', () => {
    const model = modelOfChat('Role: !ImportValue Own, Policies: [AmazonBedrockFullAccess]');
    expect(model.find('ChatRole')).toBeUndefined();
    expect(model.find('Chat')?.properties.Role).toEqual({ 'Fn::ImportValue': 'Own' });
  });

  it.each([
    ['Tracing: Active', [basic, ofAws('AWSXrayWriteOnlyAccess')]],
    ['Tracing: Disabled', [basic]],
    [
      'VpcConfig: { SubnetIds: [s] }',
      [basic, ofAws('service-role/AWSLambdaVPCAccessExecutionRole')],
    ],
    ['Policies: AmazonBedrockFullAccess', [basic, 'AmazonBedrockFullAccess']],
    ['Policies: [!Ref Own]', [basic, { Ref: 'Own' }]],
    [
      'Policies: [!If [Unknown, A, !Ref AWS::NoValue]]',
      [basic, { 'Fn::If': ['Unknown', 'A', { Ref: 'AWS::NoValue' }] }],
    ],
  ])('with %s has the managed policies %j', (properties, expected) => {
    expect(roleOf(properties).ManagedPolicyArns).toEqual(expected);
  });

  it('has documents and policy templates as inline policies', () => {
    const { Policies } = roleOf(
      "Policies: [A, { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: '*' }] }, { SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName } }, { S3ReadPolicy: { BucketName: files } }]",
    );
    expect(Policies).toMatchObject([
      {
        PolicyName: 'ChatRolePolicy1',
        PolicyDocument: { Statement: [{ Action: 's3:GetObject' }] },
      },
      {
        PolicyName: 'ChatRolePolicy2',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: expect.arrayContaining(['sqs:SendMessage*']),
              Resource: [
                {
                  'Fn::Sub':
                    'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs.QueueName}',
                },
              ],
            },
          ],
        },
      },
      {
        PolicyName: 'ChatRolePolicy3',
        PolicyDocument: {
          Statement: [
            {
              Resource: [
                { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::files' },
                { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::files/*' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    ['an unknown template', '{ NoSuchPolicy: {} }', { NoSuchPolicy: {} }],
    ['a template without its parameter', '{ S3ReadPolicy: {} }', { S3ReadPolicy: {} }],
  ])('keeps %s, which grants nothing that anyone knows', (_, written, expected) => {
    expect(roleOf(`Policies: [${written}]`).Policies).toEqual([expected]);
  });

  it('keeps an undecided condition at each statement', () => {
    const choice =
      '!If [Unknown, { Statement: [{ Effect: Allow, Action: a:B }] }, { NoSuchPolicy: {} }]';
    const absent = { Ref: 'AWS::NoValue' };
    expect(roleOf(`Policies: [${choice}]`).Policies).toEqual([
      {
        PolicyName: 'ChatRolePolicy0',
        PolicyDocument: {
          Statement: [{ 'Fn::If': ['Unknown', { Effect: 'Allow', Action: 'a:B' }, absent] }],
        },
      },
      { 'Fn::If': ['Unknown', absent, { NoSuchPolicy: {} }] },
    ]);
  });

  it('has the boundary and the path of the function', () => {
    expect(roleOf('PermissionsBoundary: arn:b, RolePath: /own/')).toMatchObject({
      PermissionsBoundary: 'arn:b',
      Path: '/own/',
    });
  });

  it.each([
    [
      'a dead-letter queue',
      'DeadLetterQueue: { Type: SQS, TargetArn: arn:q }',
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:q' },
    ],
    [
      'a destination',
      'EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: Lambda, Destination: arn:f } } }',
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: ['arn:f'] },
    ],
  ])('can send to %s', (_, properties, statement) => {
    expect(roleOf(properties).Policies).toMatchObject([
      { PolicyDocument: { Statement: [statement] } },
    ]);
  });
});
