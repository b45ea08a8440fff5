import { describe, expect, it } from '@jest/globals';
import { adviceFor } from './advice.ts';

describe('adviceFor', () => {
  it('names the cure of a code that is in the table', () => {
    const advice = adviceFor({ code: 'INVOKE_AGENT_DENIED', hop: 3 }, false);
    expect(advice.title).toBe('web-api cannot ask the agent');
    expect(advice.cure).toContain('bedrock:InvokeAgent');
  });

  it('says who can help with an unknown code', () => {
    const advice = adviceFor({ code: 'NEW_CODE' }, false);
    expect(advice.title).toBe('The question was not answered');
    expect(advice.cure).toContain('correlation id');
  });

  it('points to the page of a documented code, and names the hop', () => {
    const advice = adviceFor({ code: 'NO_TOKEN_TO_GATEWAY', hop: 6 }, true);
    expect(advice.title).toBe('Hop 6 failed');
    expect(advice.cure).toContain('page of the code');
  });

  it('has the cure of a failure behind the agent', () => {
    const denied = adviceFor({ code: 'SECRET_ACCESS_DENIED', hop: 6 }, true);
    expect(denied).toMatchObject({ title: 'Hop 6 failed' });
    expect(denied.cure).toMatch(/secretsmanager:GetSecretValue.*page of the code/);
    const target = adviceFor({ code: 'TOOL_RESULT_MALFORMED', hop: 7 }, false);
    expect(target.cure).toContain('security-tools');
  });

  it('has the cure of both causes at hop 5', () => {
    const advice = adviceFor({ code: 'AGENT_DEPENDENCY_FAILED', hop: 5 }, false);
    expect(advice.cure).toMatch(/resource policy.*crashed/);
  });
});
