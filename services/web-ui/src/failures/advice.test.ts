import { describe, expect, it } from '@jest/globals';
import { adviceFor } from './advice.ts';

describe('adviceFor', () => {
  it('names the cure of a code that is in the table', () => {
    const advice = adviceFor({ code: 'AGENT_ACCESS_DENIED', hop: 3 }, false);
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
});
