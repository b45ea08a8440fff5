import { describe, expect, it } from '@jest/globals';
import { handler } from './health-handler.ts';

describe('GET /health', () => {
  it('answers without a setting, and no cache stores the answer', async () => {
    expect(await handler()).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
      body: '{"status":"ok"}',
    });
  });
});
