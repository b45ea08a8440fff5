import type { Decision } from '@hopwise/contracts/decision';
import { describe, expect, it } from '@jest/globals';
import { failureView } from './failure-view.ts';

const documented = ['GATEWAY_UNAUTHORIZED', 'CLIENT_NOT_ALLOWED'];
const message = 'The gateway answered 401.';

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

const viewOf = (
  failure: { readonly code: string; readonly hop?: number },
  decisions: Decision[] = [],
) => failureView({ ...failure, message }, { reports: [], decisions }, documented);

describe('failureView', () => {
  it('names the hop, both its ends and the credential without a decision record', () => {
    expect(viewOf({ code: 'GATEWAY_UNAUTHORIZED', hop: 6 })).toEqual({
      header: 'Denied at hop 6: bedrock-gateway-proxy Lambda → AgentCore Gateway',
      credential: 'oauth',
      code: 'GATEWAY_UNAUTHORIZED',
      message,
      cure: expect.stringContaining('JWT authorizer'),
    });
    expect(viewOf({ code: 'SECRET_ACCESS_DENIED', hop: 6 }).credential).toBe('iam');
  });

  it('shows no credential at hop 1 while nobody is signed in, unless the stage refuses the token', () => {
    const credentialOf = (code: string) =>
      failureView(
        { code, hop: 1, message },
        { reports: [], decisions: [], isSignedIn: false },
        documented,
      ).credential;
    expect(credentialOf('API_THROTTLED')).toBe('none');
    expect(credentialOf('API_TOKEN_REJECTED')).toBe('cognito');
    expect(viewOf({ code: 'API_THROTTLED', hop: 1 }).credential).toBe('cognito');
  });

  it('calls a timeout failed, not denied', () => {
    expect(viewOf({ code: 'GATEWAY_TIMEOUT', hop: 6 }).header).toMatch(/^Failed at hop 6: /);
  });

  it('follows the cause that a decision names, and keeps what the caller saw', () => {
    const symptom = { code: 'GATEWAY_UNAUTHORIZED', hop: 6 };
    expect(viewOf(symptom, [denial({ code: 'CLIENT_NOT_ALLOWED' })])).toMatchObject({
      code: 'CLIENT_NOT_ALLOWED',
      message: 'The gateway does not allow the OAuth client of bedrock-gateway-proxy.',
      cure: expect.stringContaining('AllowedClients'),
      symptom: { code: 'GATEWAY_UNAUTHORIZED', message },
    });
    expect(viewOf(symptom, [denial({ code: 'ACCESS_DENIED' })])).toMatchObject({
      code: 'GATEWAY_UNAUTHORIZED',
      message,
    });
  });

  it('has a title for a failure without a hop', () => {
    expect(viewOf({ code: 'STREAM_CUT' })).toEqual({
      header: 'The answer is incomplete',
      credential: undefined,
      code: 'STREAM_CUT',
      message,
      cure: expect.stringContaining('Ask again'),
    });
  });
});
