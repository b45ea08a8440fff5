import { describe, expect, it } from '@jest/globals';
import { readRpcAnswer } from './read-rpc-answer.ts';

const answer = { jsonrpc: '2.0', id: 1, result: { isError: false } };
const error = { jsonrpc: '2.0', id: 1, error: { code: -32003, message: 'Too many requests' } };
const notification = { jsonrpc: '2.0', method: 'notifications/progress', params: {} };

const json = (body: string) =>
  readRpcAnswer({ headers: { 'content-type': 'application/json' }, body });
const stream = (body: string) =>
  readRpcAnswer({ headers: { 'content-type': 'text/event-stream; charset=utf-8' }, body });
const frame = (message: object): string => `data: ${JSON.stringify(message)}\n\n`;

describe('readRpcAnswer', () => {
  it.each([answer, error])('reads %j from JSON', (message) => {
    expect(json(JSON.stringify(message))).toEqual(message);
  });

  it.each([answer, error])('reads %j from an event stream', (message) => {
    expect(stream(frame(message))).toEqual(message);
  });

  it('skips notifications before the response', () => {
    expect(stream(`: ping\n\n${frame(notification)}${frame(answer)}`)).toEqual(answer);
  });

  it('reads data over several lines, and an event without its empty line', () => {
    expect(stream('event: message\r\ndata: {"id":1,\r\ndata: "result":{}}')).toEqual({
      id: 1,
      result: {},
    });
  });

  it.each(['', '<html>', '[]', '{"result":1}'])('returns nothing for %j', (body) => {
    expect(json(body)).toEqual({});
    expect(stream(`data: ${body}\n\n`)).toEqual({});
  });
});
