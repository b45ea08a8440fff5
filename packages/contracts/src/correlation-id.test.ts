import { describe, expect, it } from '@jest/globals';
import { correlationId } from './correlation-id.ts';

describe('correlationId', () => {
  it.each(['12345678', 'a'.repeat(64), 'ask-5f0c_A1'])('accepts %s', (value) => {
    expect(correlationId.safeParse(value).success).toBe(true);
  });

  it.each(['1234567', 'a'.repeat(65), 'with space', 'line\nbreak-in-a-log', 'ümlaut-8'])(
    'refuses %j',
    (value) => {
      expect(correlationId.safeParse(value).success).toBe(false);
    },
  );
});
