import { describe, expect, it } from '@jest/globals';
import { adviceFor } from './advice.ts';

describe('adviceFor', () => {
  it('has plain words for a code that it knows', () => {
    const advice = adviceFor({ code: 'AGENT_ACCESS_DENIED', message: 'denied', hop: 3 }, false);
    expect(advice.explanation).toContain('hop 3');
    expect(advice.cure).toContain('bedrock:InvokeAgent');
  });

  it('tells an unknown code in the words of the API, and whom to ask', () => {
    const advice = adviceFor({ code: 'NEW_CODE', message: 'The moon is in the way.' }, false);
    expect(advice.explanation).toBe('The moon is in the way.');
    expect(advice.cure).toContain('correlation id');
  });

  it('points to the page of a code that has one, and names the hop', () => {
    const advice = adviceFor({ code: 'NO_TOKEN_TO_GATEWAY', message: 'No token.', hop: 6 }, true);
    expect(advice.title).toBe('Hop 6 failed');
    expect(advice.cure).toContain('page of the code');
  });
});
