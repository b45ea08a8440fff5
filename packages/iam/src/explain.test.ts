import { describe, expect, it } from '@jest/globals';
import {
  account,
  allow,
  bedrock,
  decideWith,
  deny,
  functionArn,
  policy,
} from '../testing/decide-case.ts';

const toAccount = allow({ Principal: { AWS: account } });
const toBedrock = allow({ Principal: { Service: 'bedrock.amazonaws.com' } });

describe('the explanation', () => {
  it('names the statement that allowed, by its Sid', () => {
    const decision = decideWith({ identity: [deny({ Action: 's3:*' }), allow({ Sid: 'Invoke' })] });
    expect(decision).toEqual({
      effect: 'allow',
      kind: 'allowed',
      by: 'Allow statement "Invoke" of policy web-api/inline',
      policyType: 'identity-based policy',
      statement: { policy: 'web-api/inline', sid: 'Invoke', index: 1 },
    });
  });

  it('names the statement that denied, by its position', () => {
    expect(decideWith({ identity: [allow(), deny()] })).toMatchObject({
      by: 'Deny statement 1 of policy web-api/inline',
      statement: { policy: 'web-api/inline', index: 1 },
    });
  });

  it('says why the nearest statement does not match', () => {
    const condition = {
      ArnLike: { 'aws:SourceArn': `arn:aws:bedrock:us-east-1:${account}:agent/A` },
    };
    const decision = decideWith(
      { resource: [{ ...toBedrock, Sid: 'Agent', Condition: condition }, toAccount] },
      {
        principal: bedrock,
        context: { 'aws:SourceArn': `arn:aws:bedrock:us-east-1:${account}:agent/B` },
      },
    );
    const lacks = `aws:SourceArn was arn:aws:bedrock:us-east-1:${account}:agent/B, expected ArnLike arn:aws:bedrock:us-east-1:${account}:agent/A`;
    expect(decision).toEqual({
      effect: 'deny',
      kind: 'implicitDeny',
      by: `no resource-based policy allows it; nearest: statement "Agent" of policy proxy/resource-policy, but ${lacks}`,
      policyType: 'resource-based policy',
      nearest: { policy: 'proxy/resource-policy', sid: 'Agent', index: 0, lacks },
    });
  });

  it.each([
    [
      allow({ Action: 'lambda:GetFunction' }),
      'action was lambda:InvokeFunction, expected lambda:GetFunction',
    ],
    [
      allow({ NotAction: 'lambda:*' }),
      'action was lambda:InvokeFunction, which NotAction excludes',
    ],
    [
      allow({ Action: 'lambda:*', Resource: `${functionArn}-2` }),
      `resource was ${functionArn}, expected ${functionArn}-2`,
    ],
    [
      allow({ NotResource: functionArn }),
      `resource was ${functionArn}, which NotResource excludes`,
    ],
    [
      allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      'aws:SecureTransport was absent, expected Bool true',
    ],
    [allow({ Action: 's3:GetObject' }), undefined],
  ])('says why %j does not match: %s', (statement, lacks) => {
    expect(decideWith({ identity: [statement] }).nearest?.lacks).toBe(lacks);
  });

  it('prefers the statement that fits best, at any position', () => {
    const near = allow({ Sid: 'Near', Resource: 'arn:aws:lambda:*:*:function:other' });
    const far = allow({ Sid: 'Far', Action: 'lambda:GetFunction', Resource: 'arn:aws:s3:::b' });
    expect(decideWith({ identity: [far, near] }).nearest?.sid).toBe('Near');
    expect(decideWith({ identity: [near, far] }).nearest?.sid).toBe('Near');
  });

  it('says when no policy exists', () => {
    expect(decideWith({}, { principal: bedrock }).by).toBe(
      'no resource-based policy allows it; no such policy exists',
    );
  });

  it('reports an unknown operator, which never allows and always denies', () => {
    const unknown = (Effect: 'Allow' | 'Deny') => ({
      name: 'odd',
      document: {
        Version: '2012-10-17',
        Statement: [
          { Effect, Action: '*', Resource: '*', Condition: { StringMatches: { 'aws:x': 'y' } } },
        ],
      },
    });
    const allowed = decideWith({}, { identityPolicies: [unknown('Allow')] });
    expect(allowed.by).toContain('condition operator StringMatches is unknown');
    expect(allowed.kind).toBe('implicitDeny');
    const denied = decideWith(
      {},
      { identityPolicies: [policy('all', [allow()]), unknown('Deny')] },
    );
    expect(denied.kind).toBe('explicitDeny');
  });
});
