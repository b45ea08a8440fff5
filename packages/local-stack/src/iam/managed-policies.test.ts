import { describe, expect, it } from '@jest/globals';
import { deployModel, type Properties } from '../../testing/deployment/deploy-model.ts';
import { decidingPolicies } from '../access/deployed-role.ts';
import { iam } from './iam.ts';

const document = (Action: string, Effect = 'Allow') => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action, Resource: '*' }],
});

const role = (properties: Properties = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'fn',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    ...properties,
  },
});

const policy = (properties: Properties = {}) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { ManagedPolicyName: 'own', PolicyDocument: document('s3:*'), ...properties },
});

const logs = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const own = 'arn:aws:iam::111122223333:policy/own';

describe('the managed policies of a role', () => {
  it('are those that the role lists and those that list the role, each once', () => {
    const [deployed] = deployModel(iam, {
      Role: role({ ManagedPolicyArns: [logs, { Ref: 'Own' }] }),
      Own: policy({ Roles: ['fn'] }),
    });
    expect(deployed?.managedPolicies?.map(({ arn }) => arn)).toEqual([logs, own]);
    const { identityPolicies } = decidingPolicies(deployed);
    expect(identityPolicies.map(({ name }) => name)).toEqual([
      'Role/AWSLambdaBasicExecutionRole',
      'Role/own',
    ]);
    expect(JSON.stringify(identityPolicies)).toContain('logs:PutLogEvents');
  });

  it('can limit the role as its boundary', () => {
    const [deployed] = deployModel(iam, {
      Role: role({ PermissionsBoundary: { 'Fn::GetAtt': ['Own', 'PolicyArn'] } }),
      Own: policy({ Path: '/team/' }),
    });
    expect(deployed?.permissionsBoundary).toMatchObject({
      arn: 'arn:aws:iam::111122223333:policy/team/own',
      document: { Statement: [{ Action: ['s3:*'] }] },
    });
  });

  const unknown = 'arn:aws:iam::aws:policy/NoSuchPolicy';
  it.each([
    [{ ManagedPolicyArns: [unknown] }, `refers to the managed policy ${unknown}.`],
    [{ PermissionsBoundary: unknown }, `refers to the managed policy ${unknown}.`],
    [{ ManagedPolicyArns: ['constructor'] }, 'refers to the managed policy constructor.'],
    [{ ManagedPolicyArns: 'AdministratorAccess' }, 'Property ManagedPolicyArns of Role is invalid'],
  ])('are refused by name if nobody knows what they allow: %j', (properties, message) => {
    expect(() => deployModel(iam, { Role: role(properties) })).toThrow(message);
  });

  it('are refused for a role that the template does not have', () => {
    expect(() => deployModel(iam, { Own: policy({ Roles: ['other'] }) })).toThrow(
      'Own is a policy of the role other, which the template does not have.',
    );
  });

  it('are refused with a malformed document', () => {
    expect(() => deployModel(iam, { Own: policy({ PolicyDocument: { Statement: 5 } }) })).toThrow(
      /Own/,
    );
  });
});
