import { describe, expect, it } from '@jest/globals';
import { correlationId, correlationIdIn } from './correlation-id.ts';

describe('correlationId', () => {
  it.each(['12345678', 'a'.repeat(64), 'ask-5f0c_A1', 'JZq5mFOIIAMFi_w=', '12345678=='])(
    'accepts %s',
    (value) => {
      expect(correlationId.safeParse(value).success).toBe(true);
    },
  );

  it.each([
    '1234567',
    'a'.repeat(65),
    'with space',
    'line\nbreak-in-a-log',
    'ümlaut-8',
    '12345=78',
    '12345678===',
    '1234567=',
  ])('refuses %j', (value) => {
    expect(correlationId.safeParse(value).success).toBe(false);
  });
});

describe('correlationIdIn', () => {
  const idIn = (headers: Record<string, string>) => correlationIdIn(new Headers(headers));

  it.each([
    [{ 'x-correlation-id': 'of-web-api', 'x-amz-apigw-id': 'of-the-api' }, 'of-web-api'],
    [{ 'x-amz-apigw-id': 'JZq5mFOIIAMFi_w=' }, 'JZq5mFOIIAMFi_w='],
    [{ 'x-correlation-id': 'no id', 'x-amz-apigw-id': 'of-the-api' }, 'of-the-api'],
    [{ 'x-amzn-requestid': '00000000-0000-4000-8000-000000000001' }, undefined],
  ])('reads %j', (headers, id) => {
    expect(idIn(headers)).toBe(id);
  });
});
