import { describe, expect, it } from '@jest/globals';
import { adviceFor } from './advice.ts';

describe('adviceFor', () => {
  it('explains a code that is in the table', () => {
    const advice = adviceFor({ code: 'AGENT_ACCESS_DENIED', message: 'denied', hop: 3 }, false);
    expect(advice.explanation).toContain('hop 3');
    expect(advice.cure).toContain('bedrock:InvokeAgent');
  });

  it('quotes the message for an unknown code, and says who can help', () => {
    const advice = adviceFor({ code: 'NEW_CODE', message: 'The moon is in the way.' }, false);
    expect(advice.explanation).toBe('The moon is in the way.');
    expect(advice.cure).toContain('correlation id');
  });

  it('points to the page of a documented code, and names the hop', () => {
    const advice = adviceFor({ code: 'NO_TOKEN_TO_GATEWAY', message: 'No token.', hop: 6 }, true);
    expect(advice.title).toBe('Hop 6 failed');
    expect(advice.cure).toContain('page of the code');
  });
});
