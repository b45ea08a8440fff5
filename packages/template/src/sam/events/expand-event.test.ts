import { describe, expect, it } from '@jest/globals';
import { modelOfChat, typesIn } from '../../../testing/sam-model.ts';

const withEvent = (event: string, others = '', more = '') =>
  modelOfChat(`Events: { On: ${event} }${more}`, others);

describe('an event of a SAM function', () => {
  it.each([
    ['Schedule', 'Schedule: rate(1 day)', { ScheduleExpression: 'rate(1 day)' }],
    ['EventBridgeRule', 'Pattern: { source: [a] }', { EventPattern: { source: ['a'] } }],
    ['CloudWatchEvent', 'Pattern: { source: [a] }', { EventPattern: { source: ['a'] } }],
  ])('%s is a rule with a permission for the rule', (type, properties, expected) => {
    const model = withEvent(`{ Type: ${type}, Properties: { ${properties} } }`);
    expect(model.find('ChatOn')).toMatchObject({
      type: 'AWS::Events::Rule',
      properties: { ...expected, Targets: [{ Arn: { 'Fn::GetAtt': ['Chat', 'Arn'] } }] },
      source: { logicalId: 'Chat', where: 'Chat.Events.On' },
    });
    expect(model.find('ChatOnPermission')?.properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Chat' },
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['ChatOn', 'Arn'] },
    });
  });

  it.each([
    ['Enabled: false', 'DISABLED'],
    ['Enabled: true', 'ENABLED'],
    ['State: DISABLED', 'DISABLED'],
  ])('of a schedule with %s is %s', (properties, state) => {
    const model = withEvent(`{ Type: Schedule, Properties: { Schedule: r, ${properties} } }`);
    expect(model.find('ChatOn')?.properties.State).toBe(state);
  });

  it('runs the alias of a function that has one', () => {
    const model = withEvent(
      '{ Type: Schedule, Properties: { Schedule: r } }',
      '',
      ', AutoPublishAlias: live',
    );
    expect(model.find('ChatOn')?.properties.Targets).toMatchObject([
      { Arn: { Ref: 'ChatAliaslive' } },
    ]);
    expect(model.find('ChatOnPermission')?.properties.FunctionName).toEqual({
      Ref: 'ChatAliaslive',
    });
  });

  it('ScheduleV2 is a schedule with a role that runs the function', () => {
    const own = withEvent('{ Type: ScheduleV2, Properties: { ScheduleExpression: r } }');
    expect(typesIn(own)).toMatchObject({
      ChatOn: 'Scheduler::Schedule',
      ChatOnRole: 'IAM::Role',
    });
    expect(JSON.stringify(own.find('ChatOnRole')?.properties)).toContain('scheduler.amazonaws.com');
    const given = withEvent(
      '{ Type: ScheduleV2, Properties: { ScheduleExpression: r, RoleArn: arn:r } }',
    );
    expect(given.find('ChatOnRole')).toBeUndefined();
    expect(given.find('ChatOn')?.properties.Target).toMatchObject({ RoleArn: 'arn:r' });
  });

  it.each([
    ['SQS', 'Queue: arn:q', 'AWSLambdaSQSQueueExecutionRole'],
    ['DynamoDB', 'Stream: arn:q', 'AWSLambdaDynamoDBExecutionRole'],
    ['Kinesis', 'Stream: arn:q', 'AWSLambdaKinesisExecutionRole'],
    ['MSK', 'Stream: arn:q', 'AWSLambdaMSKExecutionRole'],
  ])('%s is a mapping, and the role can read the source', (type, properties, managed) => {
    const model = withEvent(`{ Type: ${type}, Properties: { ${properties}, BatchSize: 5 } }`);
    expect(model.find('ChatOn')).toMatchObject({
      type: 'AWS::Lambda::EventSourceMapping',
      properties: { EventSourceArn: 'arn:q', BatchSize: 5, FunctionName: { Ref: 'Chat' } },
    });
    const role = model.find('ChatRole')?.properties;
    expect(JSON.stringify(role?.ManagedPolicyArns)).toContain(`service-role/${managed}`);
    expect(role?.Policies).toEqual([]);
    expect(model.find('ChatOnPermission')).toBeUndefined();
  });

  it('MQ has a policy that nobody knows', () => {
    const model = withEvent('{ Type: MQ, Properties: { Broker: arn:b } }');
    expect(model.find('ChatRole')?.properties.Policies).toEqual([{ 'of the event On': {} }]);
  });

  it('S3 is a notification of the bucket, with a permission for the account', () => {
    const bucket =
      '  Files: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: a, Function: f }] } } }\n';
    const model = withEvent(
      "{ Type: S3, Properties: { Bucket: !Ref Files, Events: ['s3:ObjectCreated:*'] } }",
      bucket,
    );
    expect(model.find('Files')?.properties.NotificationConfiguration).toEqual({
      LambdaConfigurations: [
        { Event: 'a', Function: 'f' },
        { Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['Chat', 'Arn'] } },
      ],
    });
    expect(model.find('ChatOnPermission')?.properties).toMatchObject({
      Principal: 's3.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
  });

  it('Cognito is a trigger of the user pool', () => {
    const model = withEvent(
      '{ Type: Cognito, Properties: { UserPool: !Ref Pool, Trigger: PreSignUp } }',
      '  Pool: { Type: AWS::Cognito::UserPool }\n',
    );
    expect(model.find('Pool')?.properties).toEqual({
      LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Chat', 'Arn'] } },
    });
    expect(model.find('ChatCognitoPermission')?.properties.SourceArn).toEqual({
      'Fn::GetAtt': ['Pool', 'Arn'],
    });
  });

  it('SNS is a subscription, directly or through a queue', () => {
    const direct = withEvent('{ Type: SNS, Properties: { Topic: arn:t } }');
    expect(direct.find('ChatOn')?.properties).toMatchObject({ Protocol: 'lambda' });
    expect(direct.find('ChatOnPermission')?.properties).toMatchObject({
      Principal: 'sns.amazonaws.com',
      SourceArn: 'arn:t',
    });
    const queued = withEvent('{ Type: SNS, Properties: { Topic: arn:t, SqsSubscription: true } }');
    expect(typesIn(queued)).toMatchObject({
      ChatOnQueue: 'SQS::Queue',
      ChatOnQueuePolicy: 'SQS::QueuePolicy',
      ChatOnEventSourceMapping: 'Lambda::EventSourceMapping',
    });
    expect(queued.find('ChatOnPermission')).toBeUndefined();
  });

  it.each([
    ['AlexaSkill', 'SkillId: s', 'alexa-appkit.amazon.com'],
    ['IoTRule', 'Sql: s', 'iot.amazonaws.com'],
    ['CloudWatchLogs', "LogGroupName: g, FilterPattern: ''", 'logs.amazonaws.com'],
  ])('%s has a permission for its service', (type, properties, principal) => {
    const model = withEvent(`{ Type: ${type}, Properties: { ${properties} } }`);
    expect(model.find('ChatOnPermission')?.properties.Principal).toBe(principal);
  });
});
