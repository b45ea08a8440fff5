import { describe, expect, it } from '@jest/globals';
import { cureFor, titleFor } from './advice.ts';

describe('the title of a failure without a hop', () => {
  it('says what happened, also for an unknown code', () => {
    expect(titleFor('AGENT_TIMEOUT')).toBe('The agent took too long');
    expect(titleFor('NEW_CODE')).toBe('The question was not answered');
  });
});

describe('the cure of a failure', () => {
  it('is the one of the code', () => {
    expect(cureFor({ code: 'INVOKE_AGENT_DENIED', hop: 3 }, true)).toContain('bedrock:InvokeAgent');
    expect(cureFor({ code: 'SECRET_ACCESS_DENIED', hop: 6 }, true)).toContain('GetSecretValue');
    expect(cureFor({ code: 'SIGN_IN_EXPIRED', hop: 1 }, false)).toContain('Sign in again');
  });

  it('names both causes at hop 5', () => {
    const cure = cureFor({ code: 'AGENT_DEPENDENCY_FAILED', hop: 5 }, false);
    expect(cure).toMatch(/resource policy.*crashed/);
  });

  it('points to the page of a documented code, otherwise to a person who can help', () => {
    expect(cureFor({ code: 'NEW_CODE' }, true)).toContain('page of the code');
    expect(cureFor({ code: 'NEW_CODE' }, false)).toContain('correlation id');
  });
});
