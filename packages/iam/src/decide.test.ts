import { describe, expect, it } from '@jest/globals';
import type { DecideRequest } from './decide.ts';
import {
  account,
  allow,
  bedrock,
  decideWith,
  deny,
  otherAccount,
  type Policies,
  roleArn,
  sessionArn,
} from './testing/decide-case.ts';

const toSession = allow({ Principal: { AWS: sessionArn } });
const toRole = allow({ Principal: { AWS: roleArn } });
const toAccount = allow({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
const toEveryone = allow({ Principal: '*' });
const toBedrock = allow({ Principal: { Service: 'bedrock.amazonaws.com' } });
const everything = [allow()];
const somethingElse = [allow({ Action: 's3:GetObject' })];

type Row = {
  readonly when: string;
  readonly policies: Policies;
  readonly kind: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'boundary';
  readonly changes?: Partial<DecideRequest>;
};

const check = ({ policies, kind, changes }: Row): void => {
  const decision = decideWith(policies, changes);
  expect(decision.kind).toBe(kind);
  expect(decision.effect).toBe(kind === 'allowed' ? 'allow' : 'deny');
};

describe('inside one account', () => {
  const rows: readonly Row[] = [
    { when: 'nothing allows', policies: {}, kind: 'implicitDeny' },
    { when: 'the identity allows', policies: { identity: everything }, kind: 'allowed' },
    { when: 'a grant names the session', policies: { resource: [toSession] }, kind: 'allowed' },
    { when: 'a grant names the role', policies: { resource: [toRole] }, kind: 'allowed' },
    { when: 'a grant names everyone', policies: { resource: [toEveryone] }, kind: 'allowed' },
    {
      when: 'a grant names the account alone',
      policies: { resource: [toAccount] },
      kind: 'implicitDeny',
    },
    {
      when: 'a grant names the account and the identity allows',
      policies: { resource: [toAccount], identity: everything },
      kind: 'allowed',
    },
    {
      when: 'the resource policy names somebody else and the identity allows',
      policies: { resource: [toBedrock], identity: everything },
      kind: 'allowed',
    },
    {
      when: 'the identity allows something else',
      policies: { identity: somethingElse },
      kind: 'implicitDeny',
    },
    {
      when: 'the identity denies what it allows',
      policies: { identity: [allow(), deny()] },
      kind: 'explicitDeny',
    },
    {
      when: 'the identity denies what the resource policy grants',
      policies: { identity: [deny()], resource: [toSession] },
      kind: 'explicitDeny',
    },
    {
      when: 'the resource policy denies the role',
      policies: { identity: everything, resource: [deny({ Principal: { AWS: roleArn } })] },
      kind: 'explicitDeny',
    },
    {
      when: 'the resource policy denies the account',
      policies: { identity: everything, resource: [deny({ Principal: { AWS: account } })] },
      kind: 'explicitDeny',
    },
    {
      when: 'a deny speaks of something else',
      policies: { identity: [allow(), deny({ Action: 's3:*' })] },
      kind: 'allowed',
    },
    {
      when: 'a deny names another principal',
      policies: { identity: everything, resource: [deny({ Principal: { AWS: otherAccount } })] },
      kind: 'allowed',
    },
  ];
  it.each(rows)('$kind when $when', check);
});

describe('a permissions boundary', () => {
  const rows: readonly Row[] = [
    {
      when: 'it allows too',
      policies: { identity: everything, boundary: everything },
      kind: 'allowed',
    },
    { when: 'it alone allows', policies: { boundary: everything }, kind: 'implicitDeny' },
    {
      when: 'it allows something else',
      policies: { identity: everything, boundary: somethingElse },
      kind: 'boundary',
    },
    {
      when: 'it is empty',
      policies: { identity: everything, boundary: [] },
      kind: 'boundary',
    },
    {
      when: 'it denies',
      policies: { identity: everything, boundary: [allow(), deny()] },
      kind: 'explicitDeny',
    },
    {
      when: 'a grant names the role, which it limits',
      policies: { resource: [toRole], boundary: somethingElse },
      kind: 'boundary',
    },
    {
      when: 'a grant names the session, which it does not limit',
      policies: { resource: [toSession], boundary: somethingElse },
      kind: 'allowed',
    },
    {
      when: 'a grant names everyone, the session with them',
      policies: { resource: [toEveryone], boundary: somethingElse },
      kind: 'allowed',
    },
    {
      when: 'grants name the role and the session',
      policies: { resource: [toRole, toSession], boundary: somethingElse },
      kind: 'allowed',
    },
    {
      when: 'a grant names the account and the identity allows',
      policies: { resource: [toAccount], identity: everything, boundary: somethingElse },
      kind: 'boundary',
    },
    {
      when: 'it denies what is granted to the session',
      policies: { resource: [toSession], boundary: [deny()] },
      kind: 'explicitDeny',
    },
  ];
  it.each(rows)('$kind when $when', check);
});

describe('across accounts', () => {
  const changes = { resourceAccountId: otherAccount };
  const rows: readonly Row[] = [
    { when: 'only the identity allows', policies: { identity: everything }, kind: 'implicitDeny' },
    { when: 'only the resource allows', policies: { resource: [toSession] }, kind: 'implicitDeny' },
    {
      when: 'both allow',
      policies: { identity: everything, resource: [toRole] },
      kind: 'allowed',
    },
    {
      when: 'the grant names the account and the identity allows',
      policies: { identity: everything, resource: [toAccount] },
      kind: 'allowed',
    },
    {
      when: 'the grant names the account of the resource',
      policies: { identity: everything, resource: [allow({ Principal: { AWS: otherAccount } })] },
      kind: 'implicitDeny',
    },
    {
      when: 'both allow and the boundary does not, whomever the grant names',
      policies: { identity: everything, resource: [toSession], boundary: somethingElse },
      kind: 'boundary',
    },
    {
      when: 'both allow and the resource denies',
      policies: { identity: everything, resource: [toRole, deny({ Principal: '*' })] },
      kind: 'explicitDeny',
    },
  ];
  it.each(rows)('$kind when $when', (row) => check({ ...row, changes }));
});

describe('an AWS service', () => {
  const changes = { principal: bedrock };
  const rows: readonly Row[] = [
    { when: 'there is no resource policy', policies: {}, kind: 'implicitDeny' },
    { when: 'the resource policy names it', policies: { resource: [toBedrock] }, kind: 'allowed' },
    {
      when: 'the resource policy names another service',
      policies: { resource: [allow({ Principal: { Service: 'apigateway.amazonaws.com' } })] },
      kind: 'implicitDeny',
    },
    {
      when: 'the resource policy names the account',
      policies: { resource: [toAccount] },
      kind: 'implicitDeny',
    },
    {
      when: 'identity policies allow, which it has none of',
      policies: { identity: everything },
      kind: 'implicitDeny',
    },
    {
      when: 'a boundary would limit it, which it has none of',
      policies: { resource: [toBedrock], boundary: somethingElse },
      kind: 'allowed',
    },
    {
      when: 'the resource policy denies it',
      policies: {
        resource: [toBedrock, deny({ Principal: { Service: 'bedrock.amazonaws.com' } })],
      },
      kind: 'explicitDeny',
    },
  ];
  it.each(rows)('$kind when $when', (row) => check({ ...row, changes }));
});

describe('a trust policy', () => {
  const changes = { resourcePolicyMustAllow: true, action: 'sts:AssumeRole', resource: roleArn };
  const assumeRole = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const trusting = (principal: unknown) => ({ ...assumeRole, Principal: principal });
  const rows: readonly Row[] = [
    {
      when: 'the identity allows and nothing is trusted',
      policies: { identity: everything },
      kind: 'implicitDeny',
    },
    {
      when: 'the identity allows and another is trusted',
      policies: { identity: everything, resource: [trusting({ AWS: otherAccount })] },
      kind: 'implicitDeny',
    },
    {
      when: 'the role is trusted by name',
      policies: { resource: [trusting({ AWS: roleArn })] },
      kind: 'allowed',
    },
    {
      when: 'the account is trusted and the identity silent',
      policies: { resource: [trusting({ AWS: account })] },
      kind: 'implicitDeny',
    },
    {
      when: 'the account is trusted and the identity allows',
      policies: { identity: everything, resource: [trusting({ AWS: account })] },
      kind: 'allowed',
    },
    {
      when: 'a service is trusted, without a Resource',
      policies: { resource: [trusting({ Service: 'bedrock.amazonaws.com' })] },
      kind: 'allowed',
      changes: { principal: bedrock },
    },
  ];
  it.each(rows)('$kind when $when', (row) =>
    check({ ...row, changes: { ...changes, ...row.changes } }),
  );
});
