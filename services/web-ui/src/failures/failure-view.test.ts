import type { Decision } from '@hopwise/contracts/decision';
import { describe, expect, it } from '@jest/globals';
import { failureView } from './failure-view.ts';

const documented = ['GATEWAY_UNAUTHORIZED', 'CLIENT_NOT_ALLOWED', 'SECRET_ACCESS_DENIED'];
const nothing = { reports: [], decisions: [] };

const denial = (fields: Partial<Decision>): Decision => ({
  hop: 6,
  correlationId: 'c0ffee00',
  at: '2026-11-26T10:00:00.000Z',
  credential: 'oauth',
  principal: 'client',
  action: 'bedrock-agentcore:InvokeGateway',
  resource: 'gateway',
  effect: 'deny',
  by: 'JWT authorizer',
  ms: 1,
  ...fields,
});

describe('failureView', () => {
  it('names the hop, both its ends and the credential without a decision record', () => {
    expect(failureView({ code: 'GATEWAY_UNAUTHORIZED', hop: 6 }, nothing, documented)).toEqual({
      header: 'Denied at hop 6: bedrock-gateway-proxy Lambda → AgentCore Gateway',
      credential: 'oauth',
      code: 'GATEWAY_UNAUTHORIZED',
    });
    expect(
      failureView({ code: 'SECRET_ACCESS_DENIED', hop: 6 }, nothing, documented).credential,
    ).toBe('iam');
  });

  it('calls a timeout failed, not denied', () => {
    const view = failureView({ code: 'GATEWAY_TIMEOUT', hop: 6 }, nothing, documented);
    expect(view.header).toMatch(/^Failed at hop 6: /);
  });

  it('shows the cause that the decision record names, if the page explains it', () => {
    const symptom = { code: 'GATEWAY_UNAUTHORIZED', hop: 6 };
    const codeOf = (code: Decision['code']) =>
      failureView(
        symptom,
        { reports: [], decisions: [denial({ ...(code && { code }) })] },
        documented,
      ).code;
    expect(codeOf('CLIENT_NOT_ALLOWED')).toBe('CLIENT_NOT_ALLOWED');
    expect(codeOf('ACCESS_DENIED')).toBe('GATEWAY_UNAUTHORIZED');
  });

  it('names no hop for a failure without one', () => {
    expect(failureView({ code: 'STREAM_CUT' }, nothing, documented)).toEqual({
      header: undefined,
      credential: undefined,
      code: 'STREAM_CUT',
    });
  });
});
