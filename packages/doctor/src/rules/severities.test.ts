import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { functionNamed, roleWith } from '../../testing/found-in.ts';
import { diagnoseTemplate } from '../diagnose-template.ts';

/** The severity and the cure of each finding with a code. */
const foundWith = async (resources: string, code: string): Promise<readonly string[]> => {
  const { findings } = await diagnoseTemplate({ text: `Resources:\n${resources}`, name: 'stack' });
  return findings
    .filter((one) => one.code === code)
    .map(({ severity, cure }) => `${severity}: ${cure}`);
};

const allow = (actions: string, resource: string): string =>
  `{ Effect: Allow, Action: [${actions.replaceAll(/[\w:-]+/g, "'$&'")}], Resource: '${resource}' }`;

const model = 'arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0';

describe('ACTION_UNKNOWN', () => {
  it('names the action behind the name of an SDK client or an operation', async () => {
    const role = roleWith(
      allow('bedrock-runtime:InvokeModel, bedrock:Converse, bedrock:InvokeModel', model),
    );
    const cure = 'warning: Write bedrock:InvokeModel.';
    expect(await foundWith(role, 'ACTION_UNKNOWN')).toEqual([cure, cure]);
  });

  it('is an error if an agent needs that action', async () => {
    const agent = `
  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: helper, AutoPrepare: true, FoundationModel: 'amazon.nova-pro-v1:0', AgentResourceRoleArn: !GetAtt Role.Arn } }`;
    const role = roleWith(allow('bedrock-runtime:InvokeModel', model));
    expect(await foundWith(role + agent, 'ACTION_UNKNOWN')).toEqual([
      'error: Write bedrock:InvokeModel.',
    ]);
  });
});

describe('ACTION_RESOURCE_MISMATCH', () => {
  it('is a warning if the statement grants the action with the same name', async () => {
    const bucket = 'arn:aws:s3:::notes/*';
    const both = roleWith(allow('s3:GetObject, s3-object-lambda:GetObject', bucket));
    expect(await foundWith(both, 'ACTION_RESOURCE_MISMATCH')).toEqual([
      expect.stringMatching(/^warning/),
    ]);
    const one = roleWith(allow('s3:PutObject, s3-object-lambda:GetObject', bucket));
    expect(await foundWith(one, 'ACTION_RESOURCE_MISMATCH')).toEqual([
      expect.stringMatching(/^error/),
    ]);
  });
});

describe('ACTION_RESOURCE_MISMATCH of an action that the role has elsewhere', () => {
  const collection = 'arn:aws:aoss:us-east-1:111122223333:collection/notes';
  const wrong = roleWith(allow('aoss:APIAccessAll', 'arn:aws:logs:*:*:*'));
  const attached = (actions: string, resource: string, role = 'Role'): string => `
  More:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref ${role}]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: '${actions}', Resource: '${resource}' }] }
`;

  it.each([
    ['is a warning', attached('aoss:APIAccessAll', collection), /^warning/],
    ['is a warning if that has a wildcard', attached('aoss:*', collection), /^warning/],
    ['is an error if that fits as little', attached('aoss:*', 'arn:aws:s3:::notes'), /^error/],
    ['is an error if that is another action', attached('aoss:List*', collection), /^error/],
    ['is an error if another role has it', attached('aoss:*', collection, 'Other'), /^error/],
  ])('%s', async (_name, more, severity) => {
    expect(await foundWith(wrong + more, 'ACTION_RESOURCE_MISMATCH')).toEqual([
      expect.stringMatching(severity),
    ]);
  });
});

describe('ACTION_RESOURCE_MISMATCH next to a managed policy of AWS', () => {
  it.each([
    ['AmazonBedrockFullAccess', /^warning/],
    ['AmazonS3ReadOnlyAccess', /^error/],
  ])('depends on whether %s has the action', async (name, severity) => {
    const onAgent = allow('bedrock:InvokeAgent', 'arn:aws:bedrock:*:*:agent/*');
    const role = roleWith(onAgent).replace(
      '      Policies:',
      `      ManagedPolicyArns: ['arn:aws:iam::aws:policy/${name}']\n      Policies:`,
    );
    expect(role).toContain(name);
    expect(await foundWith(role, 'ACTION_RESOURCE_MISMATCH')).toEqual([
      expect.stringMatching(severity),
    ]);
  });
});

describe('ACTION_RESOURCE_MISMATCH of a role', () => {
  const trusting = (trust: string, statement: string): string => {
    const nobody = '{ Statement: [] }';
    const role = roleWith(statement);
    expect(role).toContain(nobody);
    return role.replace(nobody, `{ Statement: [{ Effect: Allow, ${trust} }] }`);
  };
  const bedrock = 'Principal: { Service: bedrock.amazonaws.com }, Action: sts:AssumeRole';
  const federated = (provider: string): string =>
    `Principal: { Federated: ${provider} }, Action: sts:AssumeRoleWithWebIdentity`;
  const useless = allow('bedrock:InvokeModel, lambda:InvokeFunction', model);
  const onAgent = allow('bedrock:InvokeAgent', 'arn:aws:bedrock:*:*:agent/*');
  const agent = (more = ''): string => `
  Helper:
    Type: AWS::Bedrock::Agent
    Properties: { AgentName: helper, AutoPrepare: true, FoundationModel: 'amazon.nova-pro-v1:0', AgentResourceRoleArn: !GetAtt Role.Arn${more} }`;
  const team = `, AgentCollaboration: SUPERVISOR, AgentCollaborators: [{ CollaboratorName: other, CollaborationInstruction: Ask it., AgentDescriptor: { AliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/ABCDEFGHIJ/KLMNOPQRST' } }]`;
  const withRole = `
  Chat:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Code: { S3Bucket: a, S3Key: b }, Role: !GetAtt Role.Arn }`;

  it.each([
    ['warning', 'an agent that never calls it', trusting(bedrock, useless) + agent()],
    ['warning', 'an agent without collaborators', trusting(bedrock, onAgent) + agent()],
    ['error', 'an agent with a collaborator', trusting(bedrock, onAgent) + agent(team)],
    ['error', 'no agent of the template', trusting(bedrock, useless)],
    ['error', 'an agent and a function', trusting(bedrock, useless) + agent() + withRole],
    [
      'error',
      'an agent and another service',
      trusting(bedrock.replace('bedrock.', 'ecs-tasks.'), useless) + agent(),
    ],
    ['warning', 'people', trusting(federated('cognito-identity.amazonaws.com'), useless)],
    ['error', 'a pipeline', trusting(federated('arn:aws:iam::111122223333:oidc'), useless)],
  ])('is a %s for a role of %s', async (severity, _whose, resources) => {
    expect(await foundWith(resources, 'ACTION_RESOURCE_MISMATCH')).toEqual([
      expect.stringMatching(new RegExp(`^${severity}`)),
    ]);
  });

  it('shows no hop 3 if the template has no caller of the agent', async () => {
    const text = `Resources:\n${trusting(bedrock, onAgent)}${agent()}`;
    const { hops } = await diagnoseTemplate({ text, name: 'stack' });
    expect(hops?.find(({ hop }) => hop === 3)?.verdict).toBe('absent');
  });
});

describe('SECRET_IN_TEMPLATE', () => {
  it.each([
    ['a value', 'hunter2hunter2', /^error: Store/],
    ['a reference to a secret', '{{resolve:secretsmanager:a:SecretString:b}}', /^warning: Pass/],
  ])('of %s has its own severity', async (_what, value, severity) => {
    const chat = functionNamed('Chat', `, Environment: { Variables: { PASSWORD: '${value}' } }`);
    expect(await foundWith(chat, 'SECRET_IN_TEMPLATE')).toEqual([expect.stringMatching(severity)]);
  });
});

describe('TARGET_ELSEWHERE', () => {
  it('is silent for a function in the given Region of the stack', async () => {
    const file = resolve(import.meta.dirname, '../../fixtures/target-elsewhere.clean.yml');
    const text = await readFile(file, 'utf8');
    const parameters = { 'AWS::Region': 'us-east-1' };
    const { findings } = await diagnoseTemplate({ text, name: 'stack', parameters });
    expect(findings).toEqual([]);
  });
});

describe('PROPERTY_UNKNOWN', () => {
  it('is a warning for an attribute that AWS sets', async () => {
    const client = (property: string) => `
  Client: { Type: AWS::Cognito::UserPoolClient, Properties: { UserPoolId: pool, ${property}: mine } }`;
    expect(await foundWith(client('ClientId'), 'PROPERTY_UNKNOWN')).toEqual([
      'warning: Remove it.',
    ]);
    expect(await foundWith(client('ClientNames'), 'PROPERTY_UNKNOWN')).toEqual([
      'error: Write ClientName.',
    ]);
  });
});
