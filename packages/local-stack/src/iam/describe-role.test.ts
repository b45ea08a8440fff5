import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../../testing/deployment/deploy-model.ts';
import { describeRole } from './describe-role.ts';
import { iam } from './iam.ts';

const described = (Path?: string) => {
  const [role] = deployModel(iam, {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'reader',
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
        ...(Path !== undefined && { Path }),
      },
    },
  });
  return role && describeRole(role);
};

describe('the path of a role', () => {
  it.each([
    [undefined, '/', 'role/reader'],
    ['/', '/', 'role/reader'],
    ['/agents/eu/', '/agents/eu/', 'role/agents/eu/reader'],
  ])('%s is a part of its ARN', (path, shown, resource) => {
    expect(described(path)).toMatchObject({
      Path: shown,
      RoleName: 'reader',
      Arn: `arn:aws:iam::111122223333:${resource}`,
    });
  });

  it('is refused unless it begins and ends with a slash', () => {
    expect(() => described('/agents')).toThrow('Property Path of Role is invalid');
  });
});
