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
  sessionArn,
  type WrittenStatement,
} from '../testing/decide-case.ts';
import type { DecideRequest } from './decide.ts';

type Value = string | readonly string[];
const open = "which AWS's documentation leaves open";

/** What an allow and a deny with the same elements decide about the same request. */
const effectsOf = (elements: WrittenStatement, changes: Partial<DecideRequest> = {}) => {
  const allowed = decideWith({ identity: [allow(elements)] }, changes);
  const denied = decideWith({ identity: [allow(), deny(elements)] }, changes);
  return { allow: allowed.kind, deny: denied.kind, why: allowed.by };
};

const undecided = { allow: 'implicitDeny', deny: 'explicitDeny' };
const matches = { allow: 'allowed', deny: 'explicitDeny' };
const fails = { allow: 'implicitDeny', deny: 'allowed' };

const contextOf = (actual: Value | undefined): DecideRequest['context'] =>
  actual === undefined ? {} : { 'aws:Key': actual };

const conditionEffects = (operator: string, expected: unknown, actual: Value | undefined) =>
  effectsOf({ Condition: { [operator]: { 'aws:Key': expected } } }, { context: contextOf(actual) });

const arn = 'arn:aws:sns:us-east-1:111122223333:topic';

describe('a condition that the documentation leaves open never allows and always denies', () => {
  it.each<[operator: string, expected: unknown, actual: Value | undefined]>([
    // Several values without a set operator.
    ['StringEquals', 'a', ['a', 'b']],
    ['StringEquals', 'a', ['a', 'a']],
    ['StringEquals', 'a', ['b', 'c']],
    ['StringNotEquals', 'a', ['b', 'c']],
    ['StringLikeIfExists', 'a*', ['a', 'b']],
    ['ArnLike', arn, [arn, arn]],
    ['NumericLessThan', '10', ['1', '2']],
    ['Bool', 'true', ['true', 'true']],
    // No values in the policy.
    ['StringEquals', [], 'a'],
    ['StringNotEquals', [], 'a'],
    ['StringNotEquals', [], undefined],
    ['ForAllValues:StringEquals', [], ['a']],
    ['Null', [], 'a'],
    // A set operator that needs a value, with an operator that does not.
    ['ForAnyValue:StringEqualsIfExists', 'a', undefined],
    ['ForAnyValue:StringNotEqualsIfExists', 'a', undefined],
    // Numbers that are neither integers nor decimals.
    ['NumericEquals', '1e3', '1000'],
    ['NumericEquals', '1000', '1e3'],
    ['NumericNotEquals', '1e3', '7'],
    ['NumericLessThan', '+10', '5'],
    ['NumericLessThan', '.5', '0'],
    ['NumericLessThan', '5.', '0'],
    ['NumericEquals', '7', '007'],
    ['NumericLessThan', '10', 'five'],
    ['NumericNotEquals', '10', ''],
    ['NumericEquals', '9007199254740993', '9007199254740992'],
    ['NumericEquals', '0.1234567890123456', '0.1234567890123456'],
    // Dates that do not exist, or that are not dates.
    ['DateLessThan', '2026-11-22T00:00:00Z', 'yesterday'],
    ['DateGreaterThan', '2026-11-22T00:00:00Z', '2026-02-30T00:00:00Z'],
    ['DateGreaterThan', '2026-11-22T00:00:00Z', '2027-01-01T24:00:00Z'],
    ['DateGreaterThan', '2026-11-22T00:00:00Z', '1800000000.5'],
    ['DateNotEquals', '2026-11-22T00:00:00Z', '22 Nov 2026'],
    // Truth values.
    ['Bool', 'true', 'yes'],
    ['Bool', 'true', '1'],
    ['Bool', '${aws:SecureTransport}', 'true'],
    // Binary texts that are not what an encoder writes.
    ['BinaryEquals', 'QQ==', 'QR=='],
    ['BinaryEquals', 'QR==', 'QR=='],
    ['BinaryEquals', 'QUI=', 'AB'],
    // Addresses.
    ['IpAddress', '203.0.113.0/24', 'cloudformation.amazonaws.com'],
    ['NotIpAddress', '203.0.113.0/24', 'unknown'],
    ['IpAddress', '203.0.113.0/24', '::ffff:203.0.113.9'],
    ['IpAddress', '::ffff:203.0.113.0/120', '203.0.113.9'],
    ['NotIpAddress', '203.0.113.0/24', '::ffff:203.0.114.9'],
    ['IpAddress', '203.0.113.7/24', '203.0.113.9'],
    ['IpAddress', '2001:db8::1/64', '2001:db8::2'],
    ['IpAddress', '2001:db8::1', '2001:db8::2'],
    ['IpAddress', '2001:db8::/32', 'fe80::1%eth0'],
    // ARNs.
    ['ArnLike', '*', arn],
    ['ArnEquals', '*', arn],
    ['ArnNotLike', '*', arn],
    ['ArnLike', arn, 'topic'],
    ['ArnNotEquals', arn, 'topic'],
    ['ArnLike', '*:*:*:*:*:*', 'a:b:c:d:e:f'],
    // A variable without a value in a negated comparison.
    ['StringNotEquals', '${aws:username}', 'ana'],
    ['StringNotLike', ['a*', '${aws:username}'], 'bob'],
    ['ArnNotLike', 'arn:aws:iam::111122223333:user/${aws:username}', arn],
    // An empty value is neither absent nor present for sure.
    ['Null', 'true', ''],
    ['Null', ['true', 'false'], ''],
    ['Null', 'false', ['', '']],
  ])('%s %j on %j', (operator, expected, actual) => {
    const effects = conditionEffects(operator, expected, actual);
    expect(effects).toMatchObject(undecided);
    expect(effects.why).toContain(open);
  });
});

describe('a condition that the documentation decides', () => {
  it.each<[operator: string, expected: unknown, actual: Value | undefined]>([
    ['StringEquals', 'a', ['a']],
    ['ForAllValues:StringEquals', 'a', ['a', 'a']],
    ['ForAllValues:StringEquals', 'a', ''],
    ['ForAllValues:StringEqualsIfExists', 'a', undefined],
    ['NumericEquals', '-0.50', '-0.5'],
    ['NumericEquals', '123456789012345', '123456789012345'],
    ['DateGreaterThan', '2026', '2026-02-28T23:59:59Z'],
    ['DateLessThan', '2028-02-29', '2028-02-28'],
    ['Bool', 'TRUE', 'true'],
    ['BinaryEquals', 'QUI=', 'QUI='],
    ['IpAddress', '203.0.113.0/24', '203.0.113.9'],
    ['IpAddress', '2001:DB8::/32', '2001:0db8:0:0::203.0.113.9'],
    ['IpAddress', '2001:db8::1', '2001:DB8:0:0:0:0:0:1'],
    ['IpAddress', '::/0', '2001:db8::1'],
    ['ArnLike', '*:*:*:*:*:*', arn],

    ['Null', 'false', ['', 'a']],
  ])('%s %j matches %j', (operator, expected, actual) => {
    expect(conditionEffects(operator, expected, actual)).toMatchObject(matches);
  });

  it.each<[operator: string, expected: unknown, actual: Value | undefined]>([
    ['ForAnyValue:StringEquals', '', ''],
    ['ForAnyValue:StringNotEquals', 'a', ''],
    ['ForAnyValue:StringNotEquals', 'a', undefined],
    ['StringEquals', '${aws:username}', 'ana'],
    ['NumericEquals', '0.1', '0.10000000000001'],
    ['IpAddress', '2001:db8::1', '2001:db9::1'],
    ['IpAddress', '203.0.113.0/24', '2001:db8::1'],
    ['IpAddress', '0.0.0.0/0', '::1'],
    ['NotIpAddress', '::/0', '2001:db8::1'],
  ])('%s %j does not match %j', (operator, expected, actual) => {
    expect(conditionEffects(operator, expected, actual)).toMatchObject(fails);
  });
});

describe('the other elements', () => {
  it.each([
    ['Action', 'lamb*:InvokeFunction'],
    ['Action', '*:InvokeFunction'],
    ['Action', 'lambd?:*'],
    ['Resource', 'arn:aws:*:us-east-1:111122223333:function:proxy'],
    ['Resource', 'arn:aws:lamb?a:us-east-1:111122223333:function:proxy'],
    ['Resource', 'arn:aws:*'],
    ['NotAction', '*:DeleteFunction'],
  ])('an allow with the %s %s never applies, and a deny always', (element, pattern) => {
    const { allow: allowed, deny: denied } = effectsOf({ [element]: pattern });
    const isExcluded = element === 'NotAction';
    expect({ allow: allowed, deny: denied }).toEqual(isExcluded ? matches : undecided);
  });

  it.each([
    ['NotAction', 'lamb*:InvokeFunction'],
    ['NotResource', 'arn:aws:*:us-east-1:111122223333:function:proxy'],
    ['NotResource', 'arn:aws:lambda:us-east-1:111122223333:function:${aws:username}'],
  ])('an allow with the %s %s never applies, and a deny always', (element, pattern) => {
    expect(effectsOf({ [element]: pattern })).toMatchObject(undecided);
  });

  it.each([
    ['Action', '*:*'],
    ['Action', 'lambda:*'],
    ['Resource', 'arn:*:lambda:*:*:function:proxy'],
    ['Resource', '*'],
  ])('the %s %s is decided', (element, pattern) => {
    expect(effectsOf({ [element]: pattern })).toMatchObject(matches);
  });

  it.each([
    '${aws:Key',
    '${ aws:Key }',
    '${aws:Key, prod}',
    '${aws:Absent}',
    '${}',
    '${aws:Two}',
    "${aws:Two, 'prod'}",
  ])('the variable %s matches nothing', (variable) => {
    const context = { 'aws:Key': 'proxy', 'aws:Two': ['prod', 'proxy'] };
    const resource = functionArn.replace('proxy', variable);
    for (const target of [functionArn, resource, functionArn.replace('proxy', 'prod')]) {
      expect(effectsOf({ Resource: resource }, { resource: target, context })).toMatchObject(fails);
    }
  });
});

describe('NotPrincipal', () => {
  const granted = (resource: readonly WrittenStatement[], changes: Partial<DecideRequest> = {}) =>
    decideWith({ identity: [allow()], resource }, changes).kind;

  it('never allows, because IAM does not support it in an allow', () => {
    const statement = allow({ NotPrincipal: { AWS: '444455556666' } });
    const decision = decideWith({ resource: [statement] }, { principal: bedrock });
    expect(decision.kind).toBe('implicitDeny');
    expect(decision.by).toContain('IAM does not support NotPrincipal in an allow');
  });

  it.each([
    [{ AWS: account }],
    [{ AWS: `arn:aws:iam::${account}:root` }],
    [{ AWS: [roleArn, account] }],
    [{ AWS: [sessionArn, account] }],
    [{ AWS: [sessionArn, roleArn] }],
    [{ AWS: [sessionArn, roleArn, `arn:aws-cn:iam::${account}:root`] }],
  ])('denies a session that %j does not list with its role and its account', (NotPrincipal) => {
    expect(granted([deny({ NotPrincipal })])).toBe('explicitDeny');
  });

  it('exempts a session that is listed with its role and its account', () => {
    const NotPrincipal = { AWS: [sessionArn, roleArn, account] };
    expect(granted([deny({ NotPrincipal })])).toBe('allowed');
  });

  it.each([account, `arn:aws:iam::${account}:root`])('exempts the root user by %s', (AWS) => {
    const principal = { ...session, arn: `arn:aws:iam::${account}:root` };
    expect(granted([deny({ NotPrincipal: { AWS } })], { principal })).toBe('allowed');
  });
});

describe('Principal', () => {
  it('does not grant to an account of another partition with the same id', () => {
    const resource = [allow({ Principal: { AWS: `arn:aws-cn:iam::${account}:root` } })];
    const decision = decideWith(
      { identity: [allow()], resource },
      { resourcePolicyMustAllow: true },
    );
    expect(decision.kind).toBe('implicitDeny');
  });
});

describe('a request whose undecided elements grant', () => {
  const elements = { Condition: { NumericEquals: { 'aws:Key': '1e3' } } };
  const changes = { context: contextOf('1000'), undecided: 'grants' } as const;

  it('is allowed by an undecided allow, and not denied by an undecided deny', () => {
    expect(effectsOf(elements, changes)).toMatchObject({ allow: 'allowed', deny: 'allowed' });
    const action = { Action: 'lam*:InvokeFunction' };
    expect(effectsOf(action)).toMatchObject(undecided);
    expect(effectsOf(action, { undecided: 'grants' })).toMatchObject({
      allow: 'allowed',
      deny: 'allowed',
    });
  });

  it('is decided as before by everything else', () => {
    const other = { Condition: { NumericEquals: { 'aws:Key': '7' } } };
    expect(effectsOf(other, changes)).toMatchObject(fails);
    expect(effectsOf({}, changes)).toMatchObject(matches);
  });
});
