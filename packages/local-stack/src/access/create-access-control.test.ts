import { describe, expect, it } from '@jest/globals';
import { seededAccount } from '../account.ts';
import { createDecisionRecord } from '../decisions/decision-record.ts';
import { createAccessControl } from './create-access-control.ts';
import type { DeployedRole } from './deployed-role.ts';
import { createSessionStore } from './session-store.ts';

const clock = { now: () => Date.parse('2026-11-22T08:00:00Z') };
const roleArn = 'arn:aws:iam::111122223333:role/agent';
const functionArn = 'arn:aws:lambda:us-east-1:111122223333:function:proxy';
const agentArn = 'arn:aws:bedrock:us-east-1:111122223333:agent/AGENT12345';

const role: DeployedRole = {
  arn: roleArn,
  name: 'agent',
  trustPolicy: {
    name: 'agent (trust policy)',
    document: {
      Statement: [
        {
          Sid: 'Trust',
          Effect: 'Allow',
          Principal: { Service: 'bedrock.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ],
    },
  },
  identityPolicies: [
    {
      name: 'agent/invoke',
      document: {
        Statement: [
          {
            Sid: 'Invoke',
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: functionArn,
          },
        ],
      },
    },
  ],
  permissionsBoundary: undefined,
};

const setUp = (changes: Partial<DeployedRole> = {}) => {
  const decisions = createDecisionRecord(clock);
  const sessions = createSessionStore(clock);
  const access = createAccessControl({
    roles: () => [{ ...role, ...changes }],
    sessions,
    decisions,
    account: seededAccount,
  });
  return { access, decisions, sessions };
};

const assumption = {
  service: 'bedrock.amazonaws.com',
  roleArn,
  sourceArn: agentArn,
  sourceAccount: '111122223333',
  sessionName: 'turn',
  currentTurn: () => 'turn-1',
  hop: 4,
} as const;

describe('assumeRole', () => {
  it('issues a session to a service that the role trusts, and records the decision', () => {
    const { access, decisions } = setUp();
    const session = access.assumeRole(assumption);
    expect(session).toMatchObject({
      principalArn: 'arn:aws:sts::111122223333:assumed-role/agent/turn',
      accessKeyId: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
    });
    expect(access.findSession('accessKeyId' in session ? session.accessKeyId : '')).toBe(session);
    expect(decisions.ofTurn('turn-1')).toEqual([
      expect.objectContaining({
        hop: 4,
        credential: 'iam',
        principal: 'bedrock.amazonaws.com',
        action: 'sts:AssumeRole',
        resource: roleArn,
        effect: 'allow',
        by: expect.stringContaining('Trust'),
      }),
    ]);
  });

  it('does not remember a session that a service uses only itself', () => {
    const { access } = setUp();
    const session = access.assumeRole({ ...assumption, isInternal: true });
    expect(access.findSession('accessKeyId' in session ? session.accessKeyId : '')).toBeUndefined();
  });

  it.each([
    ['a foreign account', { sourceAccount: '999999999999' }, 'AGENT_ROLE_UNTRUSTED'],
    ['another service', { service: 'lambda.amazonaws.com' }, 'EXECUTION_ROLE_UNTRUSTED'],
  ])('refuses %s', (_name, change, code) => {
    const { access, decisions } = setUp();
    expect(access.assumeRole({ ...assumption, ...change })).toMatchObject({ effect: 'deny' });
    expect(decisions.ofTurn('turn-1')).toEqual([expect.objectContaining({ effect: 'deny', code })]);
  });

  it('refuses a role that the template lacks', () => {
    const { access } = setUp();
    expect(() => access.assumeRole({ ...assumption, roleArn: `${roleArn}x` })).toThrow(/no role/);
  });
});

describe('authorize', () => {
  it('allows a session only what its role allows', () => {
    const { access, sessions } = setUp();
    const session = sessions.issue({ role, sessionName: 's', currentTurn: () => undefined });
    const caller = { kind: 'session', session } as const;
    const request = { caller, action: 'lambda:InvokeFunction', hop: 7 } as const;
    expect(access.authorize({ ...request, resource: functionArn }).effect).toBe('allow');
    expect(access.authorize({ ...request, resource: `${functionArn}2` }).effect).toBe('deny');
  });

  const allows = (Action: string): NonNullable<DeployedRole['permissionsBoundary']> => ({
    name: 'agent/managed',
    document: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
  });
  const decided = (changes: Partial<DeployedRole>, action: string) => {
    const { access, sessions } = setUp(changes);
    const session = sessions.issue({ role, sessionName: 's', currentTurn: () => undefined });
    const caller = { kind: 'session', session } as const;
    return access.authorize({ caller, action, resource: functionArn, hop: 7 }).effect;
  };

  it('allows what a managed policy of the role allows', () => {
    const managed = { ...allows('lambda:GetFunction'), arn: 'arn:aws:iam::aws:policy/managed' };
    const changes = { managedPolicies: [managed] };
    expect(decided({}, 'lambda:GetFunction')).toBe('deny');
    expect(decided(changes, 'lambda:GetFunction')).toBe('allow');
  });

  it('allows nothing that the permissions boundary of the role does not allow', () => {
    const action = 'lambda:InvokeFunction';
    expect(decided({ permissionsBoundary: allows('s3:*') }, action)).toBe('deny');
    expect(decided({ permissionsBoundary: allows('lambda:*') }, action)).toBe('allow');
  });

  it('denies a service without a resource policy, with the code RESOURCE_POLICY_MISSING', () => {
    const { access, decisions } = setUp();
    const result = access.authorize({
      caller: {
        kind: 'service',
        service: 'bedrock.amazonaws.com',
        sourceArn: agentArn,
        sourceAccount: '111122223333',
        turn: 'turn-2',
      },
      action: 'lambda:InvokeFunction',
      resource: functionArn,
      hop: 5,
    });
    expect(result).toMatchObject({ effect: 'deny', principal: 'bedrock.amazonaws.com' });
    expect(decisions.ofTurn('turn-2')).toEqual([
      expect.objectContaining({ code: 'RESOURCE_POLICY_MISSING' }),
    ]);
  });
});

describe('the session store', () => {
  it('forgets an expired session after another session lifetime', () => {
    let nowMs = 0;
    const sessions = createSessionStore({ now: () => nowMs });
    const old = sessions.issue({ role, sessionName: 'old', currentTurn: () => undefined });
    nowMs = 2 * old.expiresAtMs - 1;
    sessions.issue({ role, sessionName: 'new', currentTurn: () => undefined });
    expect(sessions.find(old.accessKeyId)).toBe(old);
    nowMs = 2 * old.expiresAtMs;
    sessions.issue({ role, sessionName: 'newer', currentTurn: () => undefined });
    expect(sessions.find(old.accessKeyId)).toBeUndefined();
  });

  it('remembers the newest 1,000 sessions of environments, and always the operator', () => {
    const sessions = createSessionStore({ now: () => 0 });
    const issue = (sessionName: string, kind: { readonly isOperator?: true } = {}) =>
      sessions.issue({ role, sessionName, currentTurn: () => undefined, ...kind });
    const operator = issue('operator', { isOperator: true });
    const started = Array.from({ length: 1_001 }, (_, index) => issue(`environment-${index}`));
    const found = started.map(({ accessKeyId }) => sessions.find(accessKeyId));
    expect(found.filter((session) => session !== undefined)).toEqual(started.slice(1));
    expect(sessions.find(operator.accessKeyId)).toBe(operator);
  });
});
