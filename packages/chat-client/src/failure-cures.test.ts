import { agentErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import { decisionCode, signatureErrorName } from '@hopwise/contracts/codes/decision-codes';
import { hopCode } from '@hopwise/contracts/codes/hop-codes';
import { describe, expect, it } from '@jest/globals';
import { clientFailureCodes } from './chat-failure.ts';
import { cureOf } from './failure-cures.ts';

const sentence = /^[A-Z].{8,}\.$/;

const withoutCure = new Set<string>([
  'ASK_ABORTED',
  // No general cure: only the decision itself says more.
  'ACCESS_DENIED',
  // The answer is complete, and the page and the answer say what is missing.
  'SERVICE_ACCESS_DENIED',
  ...signatureErrorName.options,
]);

describe('cureOf', () => {
  it.each([
    ['the client', clientFailureCodes],
    ['web-api', agentErrorCode.options],
    ['hops 6 and 7', hopCode.options],
    ['the decisions', decisionCode.options],
  ])('has an instruction for every code of %s', (_name, codes) => {
    for (const code of codes.filter((one) => !withoutCure.has(one))) {
      expect([code, cureOf(code, 6)]).toEqual([code, expect.stringMatching(sentence)]);
    }
  });

  it('has one for hop 5 that names both causes', () => {
    expect(cureOf('AGENT_DEPENDENCY_FAILED', 5)).toMatch(/resource policy.*crashed/);
  });

  it.each([
    ['EXECUTION_ROLE_UNTRUSTED', 'lambda.amazonaws.com'],
    ['MIXED_CREDENTIALS', 'X-Amz-Security-Token'],
    ['AUDIENCE_NOT_ALLOWED', 'AllowedAudience'],
  ])('is specific for the cause %s', (code, part) => {
    expect(cureOf(code, 6)).toContain(part);
  });

  it('depends on the hop where one code has several meanings', () => {
    expect(cureOf('TOKEN_EXPIRED', 1)).toContain('Sign in again');
    expect(cureOf('TOKEN_EXPIRED', 6)).toContain('clocks');
    expect(cureOf('RESOURCE_POLICY_MISSING', 2)).toContain('apigateway.amazonaws.com');
    expect(cureOf('RESOURCE_POLICY_MISSING', 5)).toContain('bedrock.amazonaws.com');
    expect(cureOf('INTERNAL_ERROR', undefined)).toContain('web-api');
  });

  it('has no cure for the name of an inherited property', () => {
    expect(cureOf('constructor', 6)).toBeUndefined();
  });
});
