import { describe, expect, it } from '@jest/globals';
import { chatProxyEvent } from '../../testing/proxy-event.ts';
import { maxBodyBytes, readChatRequest } from './read-chat-request.ts';

const read = (body: unknown, contentType = 'application/json') =>
  readChatRequest(chatProxyEvent(body, { headers: { 'Content-Type': contentType } }));

const base64 = (bytes: Uint8Array) => ({
  ...chatProxyEvent(Buffer.from(bytes).toString('base64')),
  isBase64Encoded: true,
});

describe('readChatRequest', () => {
  it.each([
    [{ message: 'x' }],
    [{ message: 'x'.repeat(8000) }],
    [{ message: '漢'.repeat(8000), sessionId: 'a.0' }],
  ])('accepts a request within the limits', (body) => {
    expect(read(body)).toEqual(body);
  });

  it('accepts the longest message with every character escaped', () => {
    expect(read(`{"message":"${'\\u6f22'.repeat(8000)}"}`).message).toBe('漢'.repeat(8000));
  });

  it('accepts a base64 body', () => {
    const bytes = Buffer.from('{"message":"Grüße"}');
    expect(readChatRequest(base64(bytes))).toEqual({ message: 'Grüße' });
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON'])(
    'accepts the content type %s',
    (contentType) => {
      expect(read({ message: 'x' }, contentType)).toEqual({ message: 'x' });
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'refuses the content type "%s"',
    (contentType) => {
      expect(() => read({ message: 'x' }, contentType)).toThrow(
        expect.objectContaining({ code: 'CONTENT_TYPE_UNSUPPORTED' }),
      );
    },
  );

  it.each([
    ['REQUEST_NOT_JSON', ''],
    ['REQUEST_NOT_JSON', '{"message":'],
    ['REQUEST_NOT_JSON', "{'message':'x'}"],
    ['REQUEST_NOT_OBJECT', 'null'],
    ['REQUEST_NOT_OBJECT', '"message"'],
    ['REQUEST_NOT_OBJECT', '[{"message":"x"}]'],
    ['MESSAGE_EMPTY', '{"message":""}'],
    ['MESSAGE_TOO_LONG', { message: 'x'.repeat(8001) }],
    ['FIELD_INVALID', '{}'],
    ['FIELD_INVALID', '{"message":null}'],
    ['FIELD_INVALID', '{"message":7}'],
    ['FIELD_INVALID', '{"message":["x"]}'],
    ['FIELD_INVALID', '{"message":"x","sessionId":7}'],
    ['FIELD_INVALID', '{"message":"x","sessionId":""}'],
    ['FIELD_INVALID', '{"message":"x","sessionId":"../../agents"}'],
    ['FIELD_INVALID', { message: 'x', sessionId: 'a'.repeat(101) }],
    ['FIELD_UNKNOWN', '{"message":"x","endSession":true}'],
    ['FIELD_UNKNOWN', '{"message":"x","__proto__":{}}'],
    ['REQUEST_TOO_LARGE', `{"message":"${'x'.repeat(maxBodyBytes)}"}`],
    ['REQUEST_TOO_LARGE', `{"message":"${'漢'.repeat(maxBodyBytes / 2)}"}`],
    ['REQUEST_TOO_LARGE', 'x'.repeat(3 * maxBodyBytes)],
  ])('refuses with %s', (code, body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code }));
  });

  it('accepts the largest body and refuses one byte more', () => {
    const padded = (bytes: number) => '{"message":"x"}'.padEnd(bytes, ' ');
    expect(read(padded(maxBodyBytes))).toEqual({ message: 'x' });
    expect(() => read(padded(maxBodyBytes + 1))).toThrow(
      expect.objectContaining({ code: 'REQUEST_TOO_LARGE' }),
    );
  });

  it('refuses a body that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"message":"'), Buffer.of(0xff), Buffer.from('"}')]);
    expect(() => readChatRequest(base64(bytes))).toThrow(
      expect.objectContaining({ code: 'REQUEST_NOT_JSON' }),
    );
  });

  it('refuses a request without a body', () => {
    expect(() => readChatRequest({ ...chatProxyEvent(), body: null })).toThrow(
      expect.objectContaining({ code: 'REQUEST_NOT_JSON' }),
    );
  });

  it('never repeats client input in a message', () => {
    for (const body of ['{"private":1,"message":"x"}', '{"message":"private', '"private"']) {
      expect(() => read(body)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('private') }),
      );
    }
  });
});
