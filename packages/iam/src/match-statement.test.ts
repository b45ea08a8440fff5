import { describe, expect, it } from '@jest/globals';
import type { DecideRequest } from './decide.ts';
import {
  account,
  allow,
  allows,
  bedrock,
  decideWith,
  deny,
  functionArn,
  otherAccount,
  roleArn,
  session,
  sessionArn,
  type Written,
} from './testing/decide-case.ts';

describe('an action', () => {
  const rows: readonly [Written, boolean][] = [
    [{ Action: 'lambda:InvokeFunction' }, true],
    [{ Action: 'LAMBDA:invokefunction' }, true],
    [{ Action: 'lambda:Invoke*' }, true],
    [{ Action: 'lambda:*Function' }, true],
    [{ Action: 'lambda:InvokeFunctio?' }, true],
    [{ Action: 'lambda:InvokeFunction?' }, false],
    [{ Action: '*' }, true],
    [{ Action: 'lambda:Invoke' }, false],
    [{ Action: 's3:*' }, false],
    [{ Action: ['s3:*', 'lambda:*'] }, true],
    [{ NotAction: 's3:*' }, true],
    [{ NotAction: ['s3:*', 'lambda:InvokeFunction'] }, false],
    [{ NotAction: '*' }, false],
  ];
  it.each(rows)('of %j matches: %s', (elements, expected) => {
    expect(allows(elements)).toBe(expected);
  });
});

describe('a resource', () => {
  const rows: readonly [Written, boolean][] = [
    [{ Resource: functionArn }, true],
    [{ Resource: functionArn.toUpperCase().replace('ARN:', 'arn:') }, false],
    [{ Resource: 'arn:aws:lambda:*:*:function:*' }, true],
    [{ Resource: 'arn:aws:lambda:*' }, true],
    [{ Resource: `arn:aws:lambda:us-east-?:${account}:function:proxy` }, true],
    [{ Resource: `${functionArn}:live` }, false],
    [{ Resource: ['arn:aws:s3:::bucket', functionArn] }, true],
    [{ NotResource: functionArn }, false],
    [{ NotResource: 'arn:aws:s3:::bucket' }, true],
    [{ NotResource: ['arn:aws:s3:::bucket', 'arn:aws:lambda:*:*:*'] }, false],
  ];
  it.each(rows)('of %j matches: %s', (elements, expected) => {
    expect(allows(elements)).toBe(expected);
  });

  it('of an action that knows none is matched by a star alone', () => {
    const changes = { resource: '*', action: 'guardduty:ListDetectors' };
    expect(allows({ Resource: '*' }, changes)).toBe(true);
    expect(allows({ Resource: 'arn:aws:guardduty:*:*:*' }, changes)).toBe(false);
  });

  it('must be named in an identity policy', () => {
    expect(allows({ Resource: undefined })).toBe(false);
  });
});

describe('a policy variable', () => {
  const bucket = (name: string): Partial<DecideRequest> => ({
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${name}`,
    context: { 'aws:PrincipalTag/team': 'blue', 'aws:Odd': '*', 'aws:Many': ['a', 'b'] },
  });
  const rows: readonly [string, string, boolean][] = [
    ['arn:aws:s3:::$' + '{aws:PrincipalTag/team}-data', 'blue-data', true],
    ['arn:aws:s3:::$' + '{AWS:principaltag/TEAM}-data', 'blue-data', true],
    ['arn:aws:s3:::$' + '{aws:PrincipalTag/team}-*', 'blue-x', true],
    ['arn:aws:s3:::$' + '{aws:PrincipalTag/team}', 'red', false],
    ['arn:aws:s3:::$' + "{aws:Absent, 'public'}", 'public', true],
    ['arn:aws:s3:::$' + "{aws:PrincipalTag/team, 'public'}", 'blue', true],
    ['arn:aws:s3:::$' + '{aws:Absent}', '', false],
    ['arn:aws:s3:::$' + '{aws:Absent}*', 'anything', false],
    ['arn:aws:s3:::$' + '{aws:Many}', 'a', false],
    ['arn:aws:s3:::$' + '{aws:Odd}', '*', true],
    ['arn:aws:s3:::$' + '{aws:Odd}', 'anything', false],
    ['arn:aws:s3:::a$' + '{*}b', 'a*b', true],
    ['arn:aws:s3:::a$' + '{*}b', 'axb', false],
    ['arn:aws:s3:::a$' + '{?}b', 'a?b', true],
    ['arn:aws:s3:::a$' + '{?}b', 'axb', false],
    ['arn:aws:s3:::a$' + '{$}b', 'a$b', true],
  ];
  it.each(rows)('in %s matches %s: %s', (Resource, name, expected) => {
    expect(allows({ Resource }, bucket(name))).toBe(expected);
  });

  it('is expanded behind the fifth colon alone', () => {
    const Resource = 'arn:aws:lambda:us-east-1:$' + '{aws:PrincipalAccount}:function:proxy';
    expect(allows({ Resource })).toBe(false);
  });

  it('that has no value excludes nothing from NotResource', () => {
    const NotResource = 'arn:aws:s3:::$' + '{aws:Absent}';
    expect(allows({ NotResource }, bucket('b'))).toBe(true);
    expect(decideWith({ identity: [allow(), deny({ NotResource })] }, bucket('b')).kind).toBe(
      'explicitDeny',
    );
  });

  it('is plain text in a policy of the older version, or of none', () => {
    const Resource = 'arn:aws:s3:::$' + '{aws:PrincipalTag/team}';
    const statement = { Effect: 'Allow', Action: '*', Resource } as const;
    for (const version of [{ Version: '2008-10-17' }, {}]) {
      const identityPolicies = [{ name: 'old', document: { ...version, Statement: [statement] } }];
      expect(decideWith({}, { ...bucket('blue'), identityPolicies }).kind).toBe('implicitDeny');
      const literal = bucket('$' + '{aws:PrincipalTag/team}');
      expect(decideWith({}, { ...literal, identityPolicies }).kind).toBe('allowed');
    }
  });

  it('is expanded in string and ARN conditions, and in no others', () => {
    const on = (operator: string, key: string, value: string) =>
      allows(
        { Condition: { [operator]: { [key]: value } } },
        { context: { 'aws:A': '7', 'aws:B': '7', 'aws:Arn': 'arn:aws:s3:::7' } },
      );
    expect(on('StringEquals', 'aws:A', '$' + '{aws:B}')).toBe(true);
    expect(on('StringLike', 'aws:A', '$' + '{aws:B}*')).toBe(true);
    expect(on('ArnLike', 'aws:Arn', 'arn:aws:s3:::$' + '{aws:B}')).toBe(true);
    expect(on('StringEquals', 'aws:A', '$' + '{aws:Absent}')).toBe(false);
  });
});

describe('keys that follow from the request', () => {
  const rows: readonly [string, string, Partial<DecideRequest>][] = [
    ['aws:PrincipalArn', roleArn, {}],
    ['aws:PrincipalAccount', account, {}],
    ['aws:PrincipalType', 'AssumedRole', {}],
    ['aws:PrincipalIsAWSService', 'false', {}],
    ['aws:ResourceAccount', account, {}],
    [
      'aws:PrincipalArn',
      `arn:aws:iam::${account}:role/team/web-api`,
      { principal: { ...session, roleArn: `arn:aws:iam::${account}:role/team/web-api` } },
    ],
    [
      'aws:PrincipalArn',
      'arn:aws:iam::999999999999:role/given',
      {
        context: { 'AWS:PRINCIPALARN': 'arn:aws:iam::999999999999:role/given' },
      },
    ],
    [
      'aws:username',
      'ana',
      {
        principal: {
          type: 'AWS',
          arn: `arn:aws:iam::${account}:user/team/ana`,
          accountId: account,
        },
      },
    ],
  ];
  it.each(rows)('%s is %s', (key, value, changes) => {
    expect(allows({ Condition: { StringEquals: { [key]: value } } }, changes)).toBe(true);
  });

  it('tell that a service calls, and which', () => {
    const Condition = {
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
      StringEquals: { 'aws:PrincipalServiceName': 'bedrock.amazonaws.com' },
      Null: { 'aws:PrincipalArn': 'true', 'aws:username': 'true' },
    };
    const resource = [allow({ Principal: '*', Condition })];
    expect(decideWith({ resource }, { principal: bedrock }).kind).toBe('allowed');
  });
});

describe('a principal', () => {
  const user = `arn:aws:iam::${account}:user/ana`;
  const asUser = { principal: { type: 'AWS', arn: user, accountId: account } } as const;
  const asService = { principal: bedrock };
  const rows: readonly [Written, Partial<DecideRequest>, boolean][] = [
    [{ Principal: { AWS: user } }, asUser, true],
    [{ Principal: { AWS: [otherAccount, user] } }, asUser, true],
    [{ Principal: { AWS: `${user}2` } }, asUser, false],
    [{ Principal: { AWS: '*' } }, asUser, true],
    [{ Principal: { AWS: `${sessionArn}2` } }, {}, false],
    [{ Principal: { Service: 'lambda.amazonaws.com' } }, {}, false],
    [{ Principal: { Federated: sessionArn } }, {}, false],
    [{ Principal: { AWS: otherAccount, Service: 'bedrock.amazonaws.com' } }, asService, true],
    [{ Principal: '*' }, asService, true],
    [{ Principal: undefined }, {}, false],
    [{ NotPrincipal: { AWS: otherAccount } }, {}, true],
    [{ NotPrincipal: { AWS: roleArn } }, {}, false],
    [{ NotPrincipal: { AWS: account } }, {}, false],
    [{ NotPrincipal: { AWS: account } }, asService, true],
    [{ NotPrincipal: { Service: 'bedrock.amazonaws.com' } }, asService, false],
  ];
  it.each(rows)('of %j grants: %#', (elements, changes, expected) => {
    const decision = decideWith({ resource: [allow(elements)] }, changes);
    expect(decision.effect).toBe(expected ? 'allow' : 'deny');
  });

  it('says in the explanation whom the statement expects', () => {
    const by = (elements: Written) => decideWith({ resource: [allow(elements)] }).by;
    expect(by({ Principal: { AWS: otherAccount } })).toContain(
      `principal was ${sessionArn}, expected ${otherAccount}`,
    );
    expect(by({ NotPrincipal: { AWS: roleArn } })).toContain('which NotPrincipal leaves out');
    expect(by({})).toContain('the statement names no principal');
  });
});

describe('a deny with NotPrincipal', () => {
  const denied = (NotPrincipal: unknown, changes: Partial<DecideRequest> = {}) =>
    decideWith({ identity: [allow()], resource: [deny({ NotPrincipal })] }, changes).kind;

  it.each([
    [[sessionArn, roleArn, account], 'allowed'],
    [[sessionArn, roleArn, `arn:aws:iam::${account}:root`], 'allowed'],
    [['*'], 'allowed'],
    [[sessionArn, roleArn], 'explicitDeny'],
    [[sessionArn, account], 'explicitDeny'],
    [[roleArn, account], 'explicitDeny'],
    [[otherAccount], 'explicitDeny'],
  ])('that lists %j: %s', (listed, kind) => {
    expect(denied({ AWS: listed })).toBe(kind);
  });

  it('spares a listed service', () => {
    const resource = [
      allow({ Principal: '*' }),
      deny({ NotPrincipal: { Service: 'bedrock.amazonaws.com' } }),
    ];
    const kindFor = (service: string) =>
      decideWith({ resource }, { principal: { type: 'Service', service } }).kind;
    expect(kindFor('bedrock.amazonaws.com')).toBe('allowed');
    expect(kindFor('lambda.amazonaws.com')).toBe('explicitDeny');
  });

  it('hits everyone who has a permissions boundary', () => {
    const resource = [deny({ NotPrincipal: { AWS: [sessionArn, roleArn, account] } })];
    expect(decideWith({ identity: [allow()], boundary: [allow()], resource }).kind).toBe(
      'explicitDeny',
    );
  });
});
