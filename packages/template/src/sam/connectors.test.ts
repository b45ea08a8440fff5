import { describe, expect, it } from '@jest/globals';
import { modelOfChat } from '../../testing/sam-model.ts';

const connector = (properties: string): string =>
  `  Joint: { Type: AWS::Serverless::Connector, Properties: { ${properties} } }\n`;

const table = '  Table: { Type: AWS::Serverless::SimpleTable }\n';

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

describe('a connector from a function', () => {
  const policyOf = (permissions: string) =>
    modelOfChat(
      '',
      table +
        connector(
          `Source: { Id: Chat }, Destination: { Id: Table }, Permissions: [${permissions}]`,
        ),
    ).find('JointPolicy');

  it('grants the listed permissions to the role of its source', () => {
    const { type, properties } = policyOf('Read') ?? {};
    expect(type).toBe('AWS::IAM::ManagedPolicy');
    expect(properties).toMatchObject({
      Roles: [{ Ref: 'ChatRole' }],
      PolicyDocument: {
        Statement: [{ Action: expect.arrayContaining(['dynamodb:GetItem']) }],
      },
    });
    expect(properties).toHaveProperty('PolicyDocument.Statement.0.Resource.0', arnOf('Table'));
    expect(JSON.stringify(properties)).not.toContain('PutItem');
  });

  it('grants both permissions', () => {
    expect(policyOf('Read, Write')?.properties).toMatchObject({
      PolicyDocument: { Statement: [{}, { Action: expect.arrayContaining(['dynamodb:PutItem']) }] },
    });
  });

  it('grants nothing for a permission that its profile does not have', () => {
    expect(policyOf('Admin')).toBeUndefined();
  });

  it('has a number for each destination of a list', () => {
    const model = modelOfChat(
      '',
      `${table}  News: { Type: AWS::SNS::Topic }\n${connector('Source: { Id: Chat }, Destination: [{ Id: Table }, { Id: News }], Permissions: [Write]')}`,
    );
    expect(model.find('JointPolicyDestination0')).toBeDefined();
    expect(model.find('JointPolicyDestination1')?.properties).toMatchObject({
      PolicyDocument: { Statement: [{ Action: ['sns:Publish'], Resource: [{ Ref: 'News' }] }] },
    });
  });

  it('can be an attribute of the function, with a destination outside the template', () => {
    const attribute = `  Other: { Type: AWS::Serverless::Function, Connectors: { Files: { Properties: { Destination: { Type: 'AWS::S3::Bucket', Arn: 'arn:aws:s3:::files' }, Permissions: [Read] } } } }\n`;
    const policy = modelOfChat('', attribute).find('OtherFilesPolicy');
    expect(policy?.source?.where).toBe('Other.Connectors.Files');
    expect(policy?.properties).toMatchObject({
      Roles: [{ Ref: 'OtherRole' }],
      PolicyDocument: { Statement: [{ Resource: ['arn:aws:s3:::files', 'arn:aws:s3:::files/*'] }] },
    });
  });
});

describe('a connector to a function', () => {
  it.each([
    ['AWS::Serverless::Api', 'apigateway.amazonaws.com'],
    ['AWS::Serverless::HttpApi', 'apigateway.amazonaws.com'],
    ['AWS::ApiGateway::RestApi', 'apigateway.amazonaws.com'],
    ['AWS::S3::Bucket', 's3.amazonaws.com'],
    ['AWS::SNS::Topic', 'sns.amazonaws.com'],
    ['AWS::Events::Rule', 'events.amazonaws.com'],
  ])('from %s is a permission for %s', (type, Principal) => {
    const model = modelOfChat(
      '',
      `  Origin: { Type: ${type}, Properties: { StageName: v1 } }\n${connector('Source: { Id: Origin }, Destination: { Id: Chat }, Permissions: [Write]')}`,
    );
    const { type: written, properties } = model.find('JointWriteLambdaPermission') ?? {};
    expect(written).toBe('AWS::Lambda::Permission');
    expect(properties).toMatchObject({
      Principal,
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf('Chat'),
    });
    expect(JSON.stringify(properties?.SourceArn)).toContain('Origin');
  });

  it('from a queue is a policy of the role of the function', () => {
    const model = modelOfChat(
      '',
      `  Jobs: { Type: AWS::SQS::Queue }\n${connector('Source: { Id: Jobs }, Destination: { Id: Chat }, Permissions: [Read, Write]')}`,
    );
    expect(model.find('JointPolicy')?.properties).toMatchObject({
      Roles: [{ Ref: 'ChatRole' }],
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({ Action: ['sqs:DeleteMessage'] }),
        ]),
      },
    });
  });
});

describe('a connector between other resources', () => {
  it.each([
    ['AWS::SQS::Queue', 'JointQueuePolicy', { Queues: [{ Ref: 'End' }] }],
    ['AWS::SNS::Topic', 'JointTopicPolicy', { Topics: [{ Ref: 'End' }] }],
  ])('is a policy of its %s', (type, logicalId, properties) => {
    const model = modelOfChat(
      '',
      `  Daily: { Type: AWS::Events::Rule }\n  End: { Type: ${type} }\n${connector('Source: { Id: Daily }, Destination: { Id: End }, Permissions: [Write]')}`,
    );
    expect(model.find(logicalId)?.properties).toMatchObject(properties);
  });
});

describe('a connector that nobody can decide', () => {
  it.each([
    ['AWS has no profile for the pair', 'Destination: { Id: Other }, Permissions: [Read]'],
    ['the destination does not exist', 'Destination: { Id: Nowhere }, Permissions: [Read]'],
    ['it has no destination', 'Permissions: [Read]'],
    ['the destination has no ARN', 'Destination: { Type: AWS::S3::Bucket }, Permissions: [Read]'],
    [
      'its permissions are unknown',
      'Destination: { Id: Table }, Permissions: [!ImportValue Level]',
    ],
  ])('gives the role of its function an unknown policy if %s', (_, properties) => {
    const model = modelOfChat(
      '',
      `${table}  Other: { Type: AWS::Bedrock::Agent }\n${connector(`Source: { Id: Chat }, ${properties}`)}`,
    );
    expect(model.find('ChatRole')?.properties.Policies).toEqual([{ 'of the connector Joint': {} }]);
    expect(model.find('ChatJointPermission')?.properties.Principal).toHaveProperty('Fn::Transform');
    expect(model.find('JointPolicy')).toBeUndefined();
  });

  it('changes no other role', () => {
    const model = modelOfChat(
      '',
      `  Other: { Type: AWS::Serverless::Function }\n${connector('Source: { Id: Chat }')}`,
    );
    expect(model.find('OtherRole')?.properties.Policies).toEqual([]);
  });
});
