import { describe, expect, it } from '@jest/globals';
import {
  account,
  allow,
  bedrock,
  decideWith,
  deny,
  functionArn,
  roleArn,
  session,
} from '../testing/decide-case.ts';
import type { NamedPolicy, Statement } from './policy-document.ts';

const other = '444455556666';

/** A policy that `parsePolicyDocument` did not check. */
const unparsed = (...statements: readonly object[]): NamedPolicy => ({
  name: 'unparsed',
  // Some of these are not statements: `decide` must not allow because of them.
  document: { Version: '2012-10-17', Statement: statements as readonly Statement[] },
});

describe('the nearest statement', () => {
  const near = allow({ Sid: 'Near', Resource: 'arn:aws:lambda:*:*:function:other' });
  const far = allow({ Sid: 'Far', Action: 'lambda:GetFunction', Resource: 'arn:aws:s3:::b' });
  const everyone = { Principal: '*' };
  const unrelated = allow({ Sid: 'Unrelated', Action: 's3:GetObject' });

  it.each([
    [{ identity: [near], resource: [{ ...far, ...everyone }] }, 'web-api/inline'],
    [{ identity: [far], resource: [{ ...near, ...everyone }] }, 'proxy/resource-policy'],
    [{ identity: [near], resource: [{ ...near, ...everyone }] }, 'web-api/inline'],
    [{ identity: [near], resource: [{ ...unrelated, ...everyone }] }, 'web-api/inline'],
    [{ identity: [unrelated], resource: [{ ...far, ...everyone }] }, 'proxy/resource-policy'],
  ])('of %j is in %s', (policies, name) => {
    expect(decideWith(policies).nearest?.policy).toBe(name);
  });

  it('never denies, and concerns the service of the action', () => {
    for (const statement of [
      deny({ Action: 'lambda:GetFunction' }),
      allow({ Action: 'logs:PutLogEvents' }),
    ]) {
      expect(decideWith({ identity: [statement] })).not.toHaveProperty('nearest');
    }
    const several = allow({ Action: ['s3:GetObject', 'lambda:GetFunction'] });
    expect(decideWith({ identity: [several] }).nearest?.lacks).toContain(
      'expected s3:GetObject or lambda:GetFunction',
    );
  });

  it('lists every expected resource and principal', () => {
    const [one, two] = ['arn:aws:s3:::one', 'arn:aws:s3:::two'];
    const resource = [
      allow({ Resource: [one, two], Principal: { AWS: [other, `arn:aws:iam::${other}:root`] } }),
    ];
    expect(decideWith({ resource }).by).toContain(
      `expected ${one} or ${two}; principal was ${session.arn}, expected ${other} or arn:aws:iam::${other}:root`,
    );
  });

  it('has no Sid if the statement does not have one', () => {
    expect(decideWith({ identity: [allow()] }).statement).toStrictEqual({
      policy: 'web-api/inline',
      index: 0,
    });
  });
});

describe('a boundary', () => {
  it('is the reason, even if the resource policy does not grant', () => {
    const decision = decideWith({
      identity: [allow()],
      boundary: [allow({ Action: 's3:*' })],
      resource: [allow({ Principal: { AWS: other } })],
    });
    expect(decision.kind).toBe('boundary');
  });
});

describe('a policy that was not parsed', () => {
  const decideUnparsed = (...statements: readonly object[]) =>
    decideWith({}, { identityPolicies: [unparsed(...statements)], context: { 'aws:Key': 'a' } })
      .kind;

  it('allows nothing without an action', () => {
    expect(decideUnparsed({ Effect: 'Allow', Resource: '*' })).toBe('implicitDeny');
  });

  it('can have one value instead of a list', () => {
    const Condition = { StringEquals: { 'aws:Key': 'a' } };
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition };
    expect(decideUnparsed(statement)).toBe('allowed');
  });

  it('does not compare an address with a text that is not an address', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': 'host' } };
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition };
    const decision = decideWith(
      {},
      { identityPolicies: [unparsed(statement)], context: { 'aws:SourceIp': '10.0.0.1' } },
    );
    expect(decision.by).toContain("which AWS's documentation leaves open");
  });

  it('does not grant to every service by a star', () => {
    const resourcePolicy = unparsed({ Effect: 'Allow', Action: '*', Principal: { Service: '*' } });
    expect(decideWith({}, { principal: bedrock, resourcePolicy }).kind).toBe('implicitDeny');
  });
});

describe('the principal', () => {
  const byType = (type: string, arn: string) =>
    decideWith(
      { identity: [allow({ Condition: { StringEquals: { 'aws:PrincipalType': type } } })] },
      { principal: { type: 'AWS', arn, accountId: account } },
    ).kind;

  it.each([roleArn, `arn:aws-us-gov:iam::${account}:role/team/web-api`])(
    '%s is a role without a session',
    (arn) => {
      expect(byType('AssumedRole', arn)).toBe('allowed');
    },
  );

  it('has no type if it is the root user', () => {
    const identity = [allow({ Condition: { Null: { 'aws:PrincipalType': 'true' } } })];
    const principal = { ...session, arn: `arn:aws:iam::${account}:root` };
    expect(decideWith({ identity }, { principal }).kind).toBe('allowed');
  });

  it('is limited by its boundary where a policy grants to the role', () => {
    const decision = decideWith(
      { boundary: [allow({ Action: 's3:*' })], resource: [allow({ Principal: { AWS: roleArn } })] },
      { principal: { type: 'AWS', arn: roleArn, accountId: account } },
    );
    expect(decision.kind).toBe('boundary');
  });

  it('is not a federated user whose provider has the name of the account', () => {
    const resource = [allow({ Principal: { Federated: account } })];
    const decision = decideWith(
      { identity: [allow()], resource },
      { resourcePolicyMustAllow: true },
    );
    expect(decision.kind).toBe('implicitDeny');
  });

  it('is exempt from a deny if everyone is, among others', () => {
    const resource = [deny({ NotPrincipal: { AWS: [other, '*'] } })];
    expect(decideWith({ identity: [allow()], resource }).kind).toBe('allowed');
  });
});

describe('the texts of a policy', () => {
  const on = (Resource: string, resource = functionArn) =>
    decideWith(
      { identity: [allow({ Resource })] },
      { resource, context: { k: 'proxy', 'aws:Key': 'proxy' } },
    ).kind;
  const prefix = functionArn.slice(0, -'proxy'.length);

  it.each(['${k}', "${aws:Absent,'proxy'}", "${aws:Absent,  'proxy'}", '${aws:Key}'])(
    'the variable %s has a value',
    (variable) => {
      expect(on(`${prefix}${variable}`)).toBe('allowed');
    },
  );

  it.each(['${ aws:Key}', '${aws:Key }', "${aws:Absent, 'proxy' }"])(
    'the variable %s has no value',
    (variable) => {
      expect(on(`${prefix}${variable}`)).toBe('implicitDeny');
    },
  );

  it('keep their wildcards before a variable', () => {
    expect(on(`${prefix}*-\${aws:Key}`, `${prefix}my-proxy`)).toBe('allowed');
  });

  it.each(['arn:*', 'arn:aws*'])('the resource %s is undecided', (resource) => {
    expect(on(resource)).toBe('implicitDeny');
  });
});

describe('an ARN with a colon in its resource', () => {
  const like = (pattern: string, value: string) =>
    decideWith(
      { identity: [allow({ Condition: { ArnLike: { 'aws:SourceArn': pattern } } })] },
      { context: { 'aws:SourceArn': value } },
    );

  it('is compared with the whole resource', () => {
    expect(like('arn:aws:s3:::a:b', 'arn:aws:s3:::a:b').kind).toBe('allowed');
    expect(like('arn:aws:s3:::a:b', 'arn:aws:s3:::a').kind).toBe('implicitDeny');
    expect(like('arn:aws:s3:::ab', 'arn:aws:s3:::a:b').kind).toBe('implicitDeny');
  });

  it('needs six parts', () => {
    const decision = like('arn:aws:s3:*:*:*', 'arn:aws:s3');
    expect(decision.by).toContain("which AWS's documentation leaves open");
  });
});

describe('an IPv6 address', () => {
  it('can have all eight groups', () => {
    const address = '1:2:3:4:5:6:7:8';
    const Condition = { IpAddress: { 'aws:SourceIp': `${address}/128` } };
    const decision = decideWith(
      { identity: [allow({ Condition })] },
      { context: { 'aws:SourceIp': address } },
    );
    expect(decision.kind).toBe('allowed');
  });
});
